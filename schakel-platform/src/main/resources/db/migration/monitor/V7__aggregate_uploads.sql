-- SPDX-License-Identifier: EUPL-1.2
-- Tables of counts that somebody else made, uploaded by an analyst, shown with their source.
create table monitor.aggregate_upload (
  id                uuid primary key,
  organisation_id   uuid not null,
  series_id         uuid not null,
  version           int not null check (version > 0),
  corrects_id       uuid references monitor.aggregate_upload (id),
  change_note       text not null check (length(change_note) <= 2000),
  kind              text not null,
  specification     text not null,
  title             text not null check (length(title) between 1 and 120),
  maker             text not null check (length(maker) between 1 and 300),
  made_on           date not null,
  already_published boolean not null,
  citation          text not null check (length(citation) <= 500),
  certainty         text not null check (certainty in ('sure', 'likely', 'unsure')),
  uploaded_by       uuid not null,
  uploaded_at       timestamptz not null,
  state             text not null check (state in ('UPLOADED', 'APPROVED', 'RETURNED')),
  decided_by        uuid,
  decided_at        timestamptz,
  decided_note      text check (length(decided_note) <= 2000),
  check (not already_published or citation <> ''),
  check ((version = 1) = (corrects_id is null)),
  check ((version = 1) = (series_id = id)),
  check ((version = 1) = (change_note = '')),
  check ((state = 'UPLOADED') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> uploaded_by)
);
-- A returned version takes no number: the next upload may.
create unique index aggregate_upload_version on monitor.aggregate_upload (series_id, version) where state <> 'RETURNED';
create index aggregate_upload_own on monitor.aggregate_upload (organisation_id, uploaded_at desc);
alter table monitor.aggregate_upload enable row level security;
create policy own_organisation on monitor.aggregate_upload
  using ((select database.everything()) or organisation_id = (select database.organisation()));
create policy everybody_once_approved on monitor.aggregate_upload for select
  using (state = 'APPROVED');
grant select, insert on monitor.aggregate_upload to schakel_app;
grant update (state, decided_by, decided_at, decided_note) on monitor.aggregate_upload to schakel_app;
comment on table monitor.aggregate_upload is 'A version of a table of counts that somebody else made; never changed, a correction is a new version. Outside the organisation that uploaded it nobody reads it before a second person approved it';
comment on column monitor.aggregate_upload.series_id is 'The first version of the same table';
comment on column monitor.aggregate_upload.corrects_id is 'The version that this one corrects';
comment on column monitor.aggregate_upload.change_note is 'What the correction changes and why; empty for a first version';
comment on column monitor.aggregate_upload.kind is 'Code of the kind of table in reference/monitors/aggregates.json';
comment on column monitor.aggregate_upload.specification is 'JSON: the kind as it was on upload: figures, splits, definition, counting rule, units';
comment on column monitor.aggregate_upload.maker is 'Who counted';
comment on column monitor.aggregate_upload.made_on is 'Day on which the maker published or handed over the table';
comment on column monitor.aggregate_upload.already_published is 'Whether its maker published these very numbers: then they are shown as they are. Otherwise others see them rounded';
comment on column monitor.aggregate_upload.citation is 'Publisher, title and date of the publication';
comment on column monitor.aggregate_upload.certainty is 'How sure it is that the source says so';
comment on column monitor.aggregate_upload.uploaded_by is 'Account that uploaded it; another one decides';
comment on column monitor.aggregate_upload.decided_by is 'Account of the second person, who approved or returned it';

create table monitor.aggregate_count (
  upload_id uuid not null references monitor.aggregate_upload (id),
  position  int not null check (position >= 0),
  year      int not null,
  figure    text not null,
  split     text not null,
  category  text not null,
  count     bigint not null check (count >= 0),
  primary key (upload_id, position),
  unique (upload_id, year, figure, split, category),
  check ((split = '') = (category = ''))
);
alter table monitor.aggregate_count enable row level security;
create policy own_organisation on monitor.aggregate_count
  using ((select database.everything())
         or exists (select from monitor.aggregate_upload u
                     where u.id = aggregate_count.upload_id
                       and u.organisation_id = (select database.organisation())));
grant select, insert on monitor.aggregate_count to schakel_app;
comment on table monitor.aggregate_count is 'The counts as they were uploaded: for the organisation that uploaded them alone, approved or not';
comment on column monitor.aggregate_count.split is 'How the figure is divided; empty for its total';
comment on column monitor.aggregate_count.count is 'In the unit of the figure';

create table monitor.aggregate_shown (
  upload_id uuid not null references monitor.aggregate_upload (id),
  position  int not null check (position >= 0),
  year      int not null,
  figure    text not null,
  split     text not null,
  category  text not null,
  shown     bigint check (shown >= 0),
  primary key (upload_id, position),
  unique (upload_id, year, figure, split, category),
  check ((split = '') = (category = ''))
);
alter table monitor.aggregate_shown enable row level security;
create policy with_its_upload on monitor.aggregate_shown for select
  using ((select database.everything())
         or exists (select from monitor.aggregate_upload u
                     where u.id = aggregate_shown.upload_id
                       and (u.organisation_id = (select database.organisation()) or u.state = 'APPROVED')));
create policy into_an_own_upload on monitor.aggregate_shown for insert
  with check (exists (select from monitor.aggregate_upload u
                       where u.id = aggregate_shown.upload_id and u.state = 'UPLOADED'
                         and ((select database.everything())
                              or u.organisation_id = (select database.organisation()))));
grant select, insert on monitor.aggregate_shown to schakel_app;
comment on table monitor.aggregate_shown is 'The same table as others see it: as published by its maker, or rounded; never changed';
comment on column monitor.aggregate_shown.shown is 'In the unit of the figure; empty when it is not shown';
