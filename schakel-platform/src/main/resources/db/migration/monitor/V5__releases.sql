-- SPDX-License-Identifier: EUPL-1.2
-- Releases: what goes out, who drafted it, who approved it, from when everybody may read it.
create table monitor.release (
  id              uuid primary key,
  organisation_id uuid not null,
  set_id          uuid not null references monitor.frozen_set (id),
  publication     text not null check (publication ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  version         int not null check (version > 0),
  specification   text not null,
  change_note     text not null check (length(change_note) <= 2000),
  state           text not null check (state in ('DRAFT', 'APPROVED', 'RETURNED', 'WITHDRAWN')),
  drafted_by      uuid not null,
  drafted_at      timestamptz not null,
  publish_at      timestamptz not null,
  decided_by      uuid,
  decided_at      timestamptz,
  decided_note    text check (length(decided_note) <= 2000),
  withdrawn_by    uuid,
  withdrawn_at    timestamptz,
  withdrawn_note  text check (length(withdrawn_note) <= 2000),
  software        text not null,
  check ((state = 'DRAFT') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> drafted_by),
  check ((state = 'WITHDRAWN') = (withdrawn_by is not null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check ((version = 1) = (change_note = ''))
);
-- A returned draft takes no number: the next draft of that version may.
create unique index release_version on monitor.release (publication, version) where state <> 'RETURNED';
create index release_own on monitor.release (organisation_id, drafted_at desc);
create index release_set on monitor.release (set_id);
alter table monitor.release enable row level security;
create policy own_organisation on monitor.release
  using ((select database.everything()) or organisation_id = (select database.organisation()));
create policy everybody_after_the_embargo on monitor.release for select
  using (state in ('APPROVED', 'WITHDRAWN') and publish_at <= now());
grant select, insert on monitor.release to schakel_app;
grant update (state, decided_by, decided_at, decided_note, withdrawn_by, withdrawn_at, withdrawn_note)
  on monitor.release to schakel_app;
comment on table monitor.release is 'A set of tables that goes out together. Nobody outside the own organisation reads it before its moment, by any address: the wall says so';
comment on column monitor.release.publication is 'Name in the address, the same for every version';
comment on column monitor.release.specification is 'JSON: the monitor as it was when this was drafted';
comment on column monitor.release.change_note is 'What this version changes and why; empty for the first';
comment on column monitor.release.drafted_by is 'Account that drafted it; another one decides';
comment on column monitor.release.publish_at is 'Moment from which everybody may read it, once approved';
comment on column monitor.release.decided_by is 'Account of the second person, who approved or returned it';
comment on column monitor.release.software is 'Version of Schakel that made the tables';

create table monitor.release_table (
  release_id    uuid not null references monitor.release (id),
  position      int not null check (position >= 0),
  code          text not null,
  specification text not null,
  published     text,
  refusal       text,
  audit         text not null,
  fingerprint   bytea check (length(fingerprint) = 32),
  primary key (release_id, position),
  unique (release_id, code),
  check ((published is null) <> (refusal is null)),
  check ((published is null) = (fingerprint is null))
);
alter table monitor.release_table enable row level security;
create policy with_its_release on monitor.release_table for select
  using ((select database.everything())
         or exists (select from monitor.release r
                     where r.id = release_table.release_id
                       and (r.organisation_id = (select database.organisation())
                            or r.state = 'APPROVED' and r.publish_at <= now())));
create policy into_an_own_draft on monitor.release_table for insert
  with check (exists (select from monitor.release r
                       where r.id = release_table.release_id and r.state = 'DRAFT'
                         and ((select database.everything())
                              or r.organisation_id = (select database.organisation()))));
grant select, insert on monitor.release_table to schakel_app;
comment on table monitor.release_table is 'A protected table of a release, or why it cannot be shown; never changed';
comment on column monitor.release_table.specification is 'JSON: dimensions, filters, definition, counting rule and source';
comment on column monitor.release_table.published is 'JSON: every cell as it is shown; no true count';
comment on column monitor.release_table.refusal is 'JSON: why the table is not shown and what would help';
comment on column monitor.release_table.audit is 'JSON: what the disclosure audit tried and found';
comment on column monitor.release_table.fingerprint is 'SHA-256 of published';

-- Questions at the explorer, so that the next answer is judged together with the earlier ones.
create table monitor.explorer_query (
  id              bigint generated always as identity primary key,
  set_id          uuid not null references monitor.frozen_set (id),
  organisation_id uuid not null,
  account_id      uuid not null,
  asked_at        timestamptz not null,
  specification   text not null,
  outcome         text not null check (outcome in ('shown', 'refused')),
  published       text,
  check ((outcome = 'shown') = (published is not null))
);
create index explorer_query_set on monitor.explorer_query (set_id, id);
alter table monitor.explorer_query enable row level security;
create policy own_organisation on monitor.explorer_query
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert on monitor.explorer_query to schakel_app;
comment on table monitor.explorer_query is 'What was asked of a frozen set at the explorer, and what was shown; never changed';
comment on column monitor.explorer_query.specification is 'JSON of the table that was asked';
comment on column monitor.explorer_query.published is 'JSON: every cell as it was shown; no true count';

create table monitor.own_specification (
  id              uuid primary key,
  organisation_id uuid not null,
  account_id      uuid not null,
  saved_at        timestamptz not null,
  specification   text not null
);
alter table monitor.own_specification enable row level security;
create policy own_organisation on monitor.own_specification
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert on monitor.own_specification to schakel_app;
comment on table monitor.own_specification is 'Tables that analysts saved at the explorer, to draft releases from';
comment on column monitor.own_specification.specification is 'JSON of the monitor with this one table';
