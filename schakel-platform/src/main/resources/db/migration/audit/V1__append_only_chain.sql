-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema audit to schakel_app;

create table audit.entry (
  id              uuid primary key,
  at              timestamptz not null,
  actor_kind      text not null check (actor_kind in ('PERSON', 'MACHINE', 'SYSTEM')),
  account_id      uuid not null,
  organisation_id uuid not null,
  roles           text[] not null,
  activity        text not null check (activity ~ '^[a-z]+[.][a-z-]+$'),
  purpose         text not null check (purpose in ('CASE_HANDLING', 'REGISTRATION', 'STATISTICS', 'ADMINISTRATION', 'SECURITY', 'OVERSIGHT')),
  object          text not null,
  subject_id      uuid,
  ground          text not null,
  result          text not null check (result in ('DONE', 'REFUSED', 'FAILED')),
  details         jsonb not null
);
create index entry_at on audit.entry (at desc);
create index entry_subject on audit.entry (subject_id, at desc) where subject_id is not null;
create index entry_account on audit.entry (account_id, at desc);
comment on table audit.entry is 'Who did and saw what; append-only. Fields follow the Logboek Dataverwerkingen standard 1.0';
comment on column audit.entry.at is 'Moment of the action, UTC (start_time and end_time of the standard)';
comment on column audit.entry.activity is 'What was done, room.verb (name and processing_activity_id of the standard)';
comment on column audit.entry.subject_id is 'Pseudonymous identifier of the person whose record was touched (data_subject_id of the standard)';
comment on column audit.entry.ground is 'Legal ground as a code of the list of grounds';
comment on column audit.entry.result is 'DONE and REFUSED are status Ok or Unset of the standard, FAILED is Error';

create table audit.link (
  position bigint primary key,
  entry_id uuid not null unique,
  hash     bytea not null check (length(hash) = 32)
);
comment on table audit.link is 'The chain: SHA-256 over the hash before it and the line itself, in order of commit';

create function audit.line(e audit.entry) returns text
  language sql immutable
  return jsonb_build_array(e.id, extract(epoch from e.at)::text, e.actor_kind, e.account_id, e.organisation_id,
                           e.roles, e.activity, e.purpose, e.object, e.subject_id, e.ground, e.result, e.details)::text;
comment on function audit.line(audit.entry) is 'The text of a line that the chain is computed over';

create function audit.link_entry() returns trigger
  language plpgsql security definer set search_path = audit, pg_catalog
as $$
declare
  head record;
begin
  -- Taken at commit only, so that a long transaction holds up nobody.
  perform pg_advisory_xact_lock(7246351);
  select position, hash into head from audit.link order by position desc limit 1;
  insert into audit.link (position, entry_id, hash)
  values (coalesce(head.position, 0) + 1, new.id,
          sha256(coalesce(head.hash, ''::bytea) || convert_to(audit.line(new), 'UTF8')));
  return null;
end
$$;

create constraint trigger link_on_commit after insert on audit.entry
  deferrable initially deferred for each row execute function audit.link_entry();

grant select, insert on audit.entry to schakel_app;
grant select on audit.link to schakel_app;
