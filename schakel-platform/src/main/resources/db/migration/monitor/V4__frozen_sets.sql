-- SPDX-License-Identifier: EUPL-1.2
-- Frozen sets: the pseudonymous facts that figures are made from, so that they come out again years later.
create table monitor.frozen_set (
  id               uuid primary key,
  organisation_id  uuid not null,
  account_id       uuid not null,
  name             text not null check (name ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  version          int not null check (version > 0),
  corrects_id      uuid references monitor.frozen_set (id),
  change_note      text not null check (length(change_note) <= 2000),
  frozen_at        timestamptz not null,
  first_year       int not null,
  last_year        int not null check (last_year >= first_year),
  register_version bigint not null,
  records          int not null check (records >= 0),
  definitions      text not null,
  sha256           bytea not null check (length(sha256) = 32),
  unique (organisation_id, name, version),
  check ((version = 1) = (corrects_id is null)),
  check ((version = 1) = (change_note = ''))
);
alter table monitor.frozen_set enable row level security;
create policy own_organisation on monitor.frozen_set
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert on monitor.frozen_set to schakel_app;
comment on table monitor.frozen_set is 'A snapshot of the pseudonymous facts of the register with all that is needed to read it; never changed. A correction is a new version';
comment on column monitor.frozen_set.organisation_id is 'Organisation that publishes from it';
comment on column monitor.frozen_set.account_id is 'Account that froze it';
comment on column monitor.frozen_set.corrects_id is 'The version that this one corrects';
comment on column monitor.frozen_set.change_note is 'What the correction changes and why; empty for a first version';
comment on column monitor.frozen_set.register_version is 'Version of the counts of the register at that moment';
comment on column monitor.frozen_set.records is 'Number of records at the moment of freezing: one per victim and year; not for publication';
comment on column monitor.frozen_set.definitions is 'JSON: series, what counts, dimensions with their categories, code lists with version and SHA-256, known breaks';
comment on column monitor.frozen_set.sha256 is 'SHA-256 over the definitions and the marks of all records in order';

create table monitor.frozen_record (
  set_id     uuid not null references monitor.frozen_set (id),
  position   int not null check (position >= 0),
  mark       bytea not null check (length(mark) = 32),
  record_key bytea check (length(record_key) = 16),
  facts      text,
  primary key (set_id, position),
  check ((record_key is null) = (facts is null))
);
alter table monitor.frozen_record enable row level security;
create policy own_set on monitor.frozen_record
  using ((select database.everything())
         or exists (select from monitor.frozen_set s where s.id = frozen_record.set_id));
grant select, insert on monitor.frozen_record to schakel_app;
comment on table monitor.frozen_record is 'One victim in one year of a frozen set, without any identifier of the register. Of a person who was erased later only the mark is left, so that the set can still be proven whole';
comment on column monitor.frozen_record.position is 'Order of the marks; says nothing about time or person';
comment on column monitor.frozen_record.mark is 'SHA-256 of key and facts; with the key gone nobody can find out which facts';
comment on column monitor.frozen_record.record_key is 'Drawn at random, the same for one person in every year and set; empty once erased';
comment on column monitor.frozen_record.facts is 'CSV in the order of the fields in the definitions; several codes of one field are joined by +';

-- What leads from a report to records. Rows go when the person is erased.
create table monitor.record_key (
  report_id  uuid not null,
  record_key bytea not null check (length(record_key) = 16),
  primary key (report_id, record_key)
);
alter table monitor.record_key enable row level security;
create policy system_only on monitor.record_key using ((select database.everything()));
grant select, insert on monitor.record_key to schakel_app;
comment on table monitor.record_key is 'The random key of a person in frozen sets, by report. It cannot be computed from anything, so that once a row is gone no later computation brings the way back';

create table monitor.frozen_erasure (
  set_id    uuid not null references monitor.frozen_set (id),
  erased_on date not null,
  persons   int not null check (persons > 0),
  records   int not null check (records > 0),
  id        bigint generated always as identity primary key
);
create index frozen_erasure_set on monitor.frozen_erasure (set_id);
alter table monitor.frozen_erasure enable row level security;
create policy own_set on monitor.frozen_erasure
  using ((select database.everything())
         or exists (select from monitor.frozen_set s where s.id = frozen_erasure.set_id));
grant select on monitor.frozen_erasure to schakel_app;
comment on table monitor.frozen_erasure is 'That persons were erased from a frozen set, so that a release can say so';
comment on column monitor.frozen_erasure.erased_on is 'Day of erasure, UTC';

create function monitor.take_out(reports uuid[]) returns int
  language plpgsql security definer set search_path = monitor, pg_catalog
as $$
declare
  keys bytea[] := array(select distinct k.record_key from record_key k where k.report_id = any (reports));
  gone int;
begin
  insert into frozen_erasure (set_id, erased_on, persons, records)
  select r.set_id, (now() at time zone 'UTC')::date, count(distinct r.record_key), count(*)
    from frozen_record r
   where r.record_key = any (keys)
   group by r.set_id;
  update frozen_record set record_key = null, facts = null where record_key = any (keys);
  get diagnostics gone = row_count;
  delete from record_key where record_key = any (keys);
  return gone;
end
$$;
comment on function monitor.take_out(uuid[]) is 'The only way in which a frozen record changes: key and facts of erased persons go, the mark stays';
revoke execute on function monitor.take_out(uuid[]) from public;
grant execute on function monitor.take_out(uuid[]) to schakel_app;
create index frozen_record_key on monitor.frozen_record (record_key);
create index record_key_key on monitor.record_key (record_key);

create table monitor.noise_key (
  single boolean primary key default true check (single),
  key    bytea not null check (length(key) = 32)
);
alter table monitor.noise_key enable row level security;
create policy system_only on monitor.noise_key using ((select database.everything()));
grant select, insert on monitor.noise_key to schakel_app;
comment on table monitor.noise_key is 'Secret of this installation that decides between the ways in which a table can be rounded, so that the same table is rounded in the same way every time. Who has it can undo some of the protection';
