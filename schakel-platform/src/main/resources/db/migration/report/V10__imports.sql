-- SPDX-License-Identifier: EUPL-1.2
-- Bulk intake: how far each file is, what was refused, and uploads that wait, sealed.
create table report.import (
  id              uuid primary key,
  organisation_id uuid not null,
  account_id      uuid not null,
  sha256          bytea check (length(sha256) = 32),
  size            bigint not null check (size >= 0),
  format          text check (format in ('OWN', 'HTCDS')),
  state           text not null check (state in ('RECEIVING', 'WAITING', 'RUNNING', 'STOPPED', 'DONE', 'FAILED')),
  uploaded        boolean not null,
  rows_read       bigint not null default 0,
  accepted        bigint not null default 0,
  repeated        bigint not null default 0,
  refused         bigint not null default 0,
  last_line       bigint not null default 0,
  created_at      timestamptz not null,
  started_at      timestamptz,
  finished_at     timestamptz,
  check (rows_read = accepted + repeated + refused),
  check (state = 'RECEIVING' or state = 'FAILED' or sha256 is not null),
  check ((finished_at is not null) = (state in ('DONE', 'FAILED')))
);
create unique index import_unfinished on report.import (organisation_id, sha256)
  where state in ('WAITING', 'RUNNING', 'STOPPED');
create index import_own on report.import (organisation_id, created_at desc);
alter table report.import enable row level security;
create policy own_organisation on report.import
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert, update on report.import to schakel_app;

comment on table report.import is 'Files of reports and how far each was taken in; counts and last line change in the transaction that stores the rows. The name of the file is not kept, it may be a person''s';
comment on column report.import.organisation_id is 'Organisation that reports';
comment on column report.import.account_id is 'Account that gave the file';
comment on column report.import.sha256 is 'SHA-256 of the file; the same file of the same organisation goes on where it stopped';
comment on column report.import.size is 'Size of the file, bytes';
comment on column report.import.format is 'Own format or Human Trafficking Case Data Standard 2.0; null until the header was read';
comment on column report.import.uploaded is 'Whether the file came through page or API and is kept here, sealed, until it is taken in';
comment on column report.import.rows_read is 'Rows that were dealt with: accepted, repeated and refused';
comment on column report.import.accepted is 'Rows that became a report';
comment on column report.import.repeated is 'Rows that were here already';
comment on column report.import.refused is 'Rows that were given back';
comment on column report.import.last_line is 'Last line of the file that was dealt with; a resumed import goes on after it';
comment on column report.import.started_at is 'Moment of the first run, UTC';
comment on column report.import.finished_at is 'Moment it was done or had failed, UTC';

create table report.import_problem (
  import_id       uuid not null references report.import (id),
  number          bigint not null,
  organisation_id uuid not null,
  line            bigint not null,
  field           text not null,
  rule            text not null,
  arguments       text[] not null,
  primary key (import_id, number)
);
alter table report.import_problem enable row level security;
create policy own_organisation on report.import_problem
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert on report.import_problem to schakel_app;
comment on table report.import_problem is 'What was wrong with refused rows: place and rule, never a value of the file';
comment on column report.import_problem.number is 'Order within the import';
comment on column report.import_problem.line is 'Line of the file on which the row begins; the header is line 1';
comment on column report.import_problem.field is 'Column of the file; empty for the row as a whole, * for the whole file';
comment on column report.import_problem.rule is 'Code of the rule; the messages of the house hold its sentence';
comment on column report.import_problem.arguments is 'Codes and limits that the sentence needs';

create table report.import_note (
  import_id       uuid not null references report.import (id),
  kind            text not null check (kind in ('ALIAS', 'LOSS')),
  subject         text not null,
  reason          text not null,
  organisation_id uuid not null,
  rows            bigint not null,
  primary key (import_id, kind, subject, reason)
);
alter table report.import_note enable row level security;
create policy own_organisation on report.import_note
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert, update on report.import_note to schakel_app;
comment on table report.import_note is 'What an import in another standard accepted under another spelling, and what had no place here';
comment on column report.import_note.subject is 'Column, or column=code; never a free text of the file';
comment on column report.import_note.reason is 'For an alias the published name it stands for, for a loss the code of the reason';
comment on column report.import_note.rows is 'Rows that it concerns';

create table report.import_chunk (
  import_id       uuid not null references report.import (id),
  number          int not null check (number >= 0),
  organisation_id uuid not null,
  sealed          bytea not null,
  primary key (import_id, number)
);
alter table report.import_chunk enable row level security;
create policy own_organisation on report.import_chunk
  using ((select database.everything()) or organisation_id = (select database.organisation()));
alter table report.import_chunk alter column sealed set storage external;
grant select, insert, delete on report.import_chunk to schakel_app;
comment on table report.import_chunk is 'Uploaded files in pieces, encrypted; deleted when the import has ended';
comment on column report.import_chunk.sealed is 'Up to one mebibyte of the file, encrypted and bound to this row';
