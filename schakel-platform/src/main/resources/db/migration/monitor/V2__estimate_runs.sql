-- SPDX-License-Identifier: EUPL-1.2
-- Estimates of the unseen: what was asked, on which counts, with which settings, and what came out.
create table monitor.estimate_snapshot (
  sha256           bytea primary key check (length(sha256) = 32),
  taken_at         timestamptz not null,
  register_version bigint not null,
  counts           text not null
);
alter table monitor.estimate_snapshot enable row level security;
create policy system_only on monitor.estimate_snapshot using ((select database.everything()));
grant select, insert on monitor.estimate_snapshot to schakel_app;
comment on table monitor.estimate_snapshot is 'The exact counts an estimate was made from, kept so that it can be repeated; small numbers included, never shown and never exported';
comment on column monitor.estimate_snapshot.sha256 is 'SHA-256 of counts: the name of the snapshot';
comment on column monitor.estimate_snapshot.taken_at is 'Moment at which these counts were first taken, UTC';
comment on column monitor.estimate_snapshot.register_version is 'Version of the counts of the register at that moment';
comment on column monitor.estimate_snapshot.counts is 'CSV: year (0 is all years together, a person once), one column per source list with 0 or 1, persons';

create table monitor.estimate_run (
  id                uuid primary key,
  organisation_id   uuid not null,
  account_id        uuid not null,
  created_at        timestamptz not null,
  started_at        timestamptz,
  finished_at       timestamptz,
  state             text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
  repeat_of         uuid references monitor.estimate_run (id),
  first_year        int not null,
  last_year         int not null check (last_year >= first_year),
  age_group         text not null,
  sex               text not null,
  form              text not null,
  nationality_group text not null,
  lists             text[] not null check (cardinality(lists) >= 2),
  snapshot_sha256   bytea not null references monitor.estimate_snapshot (sha256),
  seed              bigint not null,
  replicates        int not null check (replicates between 0 and 10000),
  library_version   text not null,
  work              text not null default '',
  work_done         bigint not null default 0,
  work_total        bigint not null default 0,
  failure           text check (failure in ('data', 'fault')),
  fingerprint       bytea check (length(fingerprint) = 32),
  result            json,
  safe_result       json,
  report_nl         text,
  report_en         text,
  check ((finished_at is not null) = (state in ('DONE', 'FAILED'))),
  check ((state = 'DONE') = (result is not null)),
  check ((state = 'DONE') = (fingerprint is not null)),
  check ((state = 'FAILED') = (failure is not null))
);
create index estimate_run_own on monitor.estimate_run (organisation_id, created_at desc);
alter table monitor.estimate_run enable row level security;
create policy own_organisation on monitor.estimate_run
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert, update on monitor.estimate_run to schakel_app;
comment on table monitor.estimate_run is 'Estimates of how many persons nobody sees, from the overlap of this register; each with all that is needed to repeat it bit for bit';
comment on column monitor.estimate_run.organisation_id is 'Organisation whose analyst asked';
comment on column monitor.estimate_run.account_id is 'Account that asked';
comment on column monitor.estimate_run.repeat_of is 'The run that this one repeats, on its snapshot and with its settings';
comment on column monitor.estimate_run.age_group is 'Code list age-group; empty for all';
comment on column monitor.estimate_run.sex is 'Code list sex; empty for all';
comment on column monitor.estimate_run.form is 'Code list exploitation-form; empty for all';
comment on column monitor.estimate_run.nationality_group is 'Code list nationality-group; empty for all';
comment on column monitor.estimate_run.lists is 'Source lists used, code list source-list';
comment on column monitor.estimate_run.snapshot_sha256 is 'The counts it was made from';
comment on column monitor.estimate_run.seed is 'Seed of all random numbers';
comment on column monitor.estimate_run.replicates is 'Number of bootstrap replicates; 0 for profile intervals';
comment on column monitor.estimate_run.library_version is 'Version of the estimating library';
comment on column monitor.estimate_run.work is 'What it is doing now, a code';
comment on column monitor.estimate_run.work_done is 'Parts of that work that are ready';
comment on column monitor.estimate_run.work_total is 'Parts of that work in all';
comment on column monitor.estimate_run.failure is 'data: the counts allow no estimate; fault: it kept failing for another reason';
comment on column monitor.estimate_run.fingerprint is 'SHA-256 of every number and word of the result, times left out';
comment on column monitor.estimate_run.result is 'All that was found, full precision; for the pages of those who may see exact numbers';
comment on column monitor.estimate_run.safe_result is 'The same for export: numbers of persons in multiples of five, nothing below five';
comment on column monitor.estimate_run.report_nl is 'The report for export in Dutch, HTML, rounded in the same way';
comment on column monitor.estimate_run.report_en is 'The report for export in English, HTML, rounded in the same way';
