-- SPDX-License-Identifier: EUPL-1.2
alter table access.account
  add column version              int not null default 1,
  add column must_change_password boolean not null default false;
comment on column access.account.version is 'Counts changes of roles, password and activity; a session that began under an older version ends';
comment on column access.account.must_change_password is 'The password was made by someone else and is good for one sign-in';

create table access.machine_client (
  id              uuid primary key,
  organisation_id uuid not null,
  name            text not null check (name <> '' and length(name) <= 200),
  external_id     text unique check (external_id <> ''),
  secret_hash     text not null default '',
  roles           text[] not null check (cardinality(roles) > 0),
  active          boolean not null default true,
  created_by      uuid not null,
  created_at      timestamptz not null default now(),
  rotated_at      timestamptz,
  check ((external_id is null) <> (secret_hash = ''))
);
create index machine_client_organisation on access.machine_client (organisation_id);
comment on table access.machine_client is 'Systems of partners that call the API';
comment on column access.machine_client.id is 'Also the client_id of the own authorization server';
comment on column access.machine_client.external_id is 'Client at the foreign authorization server of this installation; such a client has no secret here';
comment on column access.machine_client.secret_hash is 'Argon2id of the secret, which is shown once';
comment on column access.machine_client.roles is 'Names of the roles beside MACHINE that the client works with';
comment on column access.machine_client.created_by is 'Account that made it';
comment on column access.machine_client.rotated_at is 'When the secret was last replaced';
grant select, insert, update on access.machine_client to schakel_app;
