-- SPDX-License-Identifier: EUPL-1.2
-- Versions of the sharing rules: the tables as they came in, who proposed and who approved them, and from which day they hold.
grant usage on schema sharing to schakel_app;

create table sharing.signing_key (
  id            text primary key check (id ~ '^[0-9a-f]{16}$'),
  holder        text not null check (length(holder) between 1 and 100),
  public_key    bytea not null unique,
  registered_by uuid not null,
  registered_at timestamptz not null,
  revoked_by    uuid,
  revoked_at    timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
grant select, insert, update (revoked_by, revoked_at) on sharing.signing_key to schakel_app;
comment on table sharing.signing_key is 'Keys whose signature makes an uploaded table acceptable; rows are only added and revoked';
comment on column sharing.signing_key.id is 'First 16 hexadecimal digits of the SHA-256 of the public key';
comment on column sharing.signing_key.holder is 'Office that holds the private key; no person';
comment on column sharing.signing_key.public_key is 'Ed25519 public key, SubjectPublicKeyInfo (RFC 8410)';
comment on column sharing.signing_key.registered_by is 'Account that registered it';
comment on column sharing.signing_key.registered_at is 'Moment of registration, UTC';
comment on column sharing.signing_key.revoked_by is 'Account that revoked it';
comment on column sharing.signing_key.revoked_at is 'Moment from which it signs nothing new, UTC';

create table sharing.rule_version (
  id           uuid primary key,
  content      text not null check (content ~ '^sha256:[0-9a-f]{16}$'),
  shipped      boolean not null,
  title        text not null check (length(title) between 1 and 100),
  reason       text not null check (length(reason) between 1 and 1000),
  signed_with  text references sharing.signing_key (id),
  signature    bytea,
  proposed_by  uuid,
  proposed_at  timestamptz not null,
  valid_from   date not null,
  approved_by  uuid,
  approved_at  timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  -- What somebody proposed was signed and is approved by somebody else; the first shipped tables need nobody.
  check (shipped or (proposed_by is not null and signed_with is not null and signature is not null)),
  check (approved_by <> proposed_by),
  check (shipped or (approved_by is null) = (approved_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check (approved_at is null or withdrawn_at is null)
);
create index rule_version_content on sharing.rule_version (content);
create index rule_version_in_force on sharing.rule_version (valid_from, approved_at) where approved_at is not null;
grant select, insert, update (approved_by, approved_at, withdrawn_by, withdrawn_at) on sharing.rule_version to schakel_app;
comment on table sharing.rule_version is 'Versions of the rules on who may share what with whom. On a day the approved version holds whose first day was last; rows are never removed, so that every decision can be given again';
comment on column sharing.rule_version.content is 'Name of the content: first 16 hexadecimal digits of the SHA-256 of all tables; decisions in the log name it';
comment on column sharing.rule_version.shipped is 'Whether the tables came with the application';
comment on column sharing.rule_version.title is 'What changed, in a few words';
comment on column sharing.rule_version.reason is 'Why: law, ruling or question that led to it';
comment on column sharing.rule_version.signed_with is 'Key that signed the upload';
comment on column sharing.rule_version.signature is 'Ed25519 signature over the uploaded file (RFC 8032)';
comment on column sharing.rule_version.proposed_by is 'Account that proposed; null for shipped tables';
comment on column sharing.rule_version.proposed_at is 'Moment of the proposal, UTC';
comment on column sharing.rule_version.valid_from is 'First day on which it holds, Dutch calendar';
comment on column sharing.rule_version.approved_by is 'Account that approved, never the one that proposed';
comment on column sharing.rule_version.approved_at is 'Moment of the approval, UTC; without it the version never holds';
comment on column sharing.rule_version.withdrawn_by is 'Account that took the proposal back';
comment on column sharing.rule_version.withdrawn_at is 'Moment at which the proposal was taken back, UTC';

create table sharing.rule_file (
  version_id uuid not null references sharing.rule_version (id),
  name       text not null check (name ~ '^[a-z-]{1,60}[.](dmn|csv)$'),
  content    bytea not null check (length(content) between 1 and 2000000),
  uploaded   boolean not null,
  primary key (version_id, name)
);
grant select, insert on sharing.rule_file to schakel_app;
comment on table sharing.rule_file is 'The files of a version, byte for byte: a table for each area, and grounds that the application did not come with';
comment on column sharing.rule_file.name is 'File name, such as registration.dmn';
comment on column sharing.rule_file.content is 'DMN 1.5 XML or CSV as it came in';
comment on column sharing.rule_file.uploaded is 'Whether it came with the upload; else it was taken from the version before';

-- A second person approves, also when somebody goes around the application.
create function sharing.guard_approval() returns trigger language plpgsql as $$
begin
  if old.approved_at is not null then
    raise exception 'An approved version is not changed' using errcode = 'check_violation';
  end if;
  if new.approved_at is not null and not new.shipped
     and (new.approved_by is null or new.approved_by = old.proposed_by) then
    raise exception 'A second person approves' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_approval before update on sharing.rule_version
  for each row execute function sharing.guard_approval();
create function sharing.guard_insert() returns trigger language plpgsql as $$
begin
  if new.approved_at is not null and not new.shipped then
    raise exception 'A proposal is not approved when it is made' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_insert before insert on sharing.rule_version
  for each row execute function sharing.guard_insert();
