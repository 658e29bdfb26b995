-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema access to schakel_app;

create table access.account (
  id              uuid primary key,
  organisation_id uuid not null,
  name            text not null unique check (name = lower(name) and name <> ''),
  display_name    text not null,
  roles           text[] not null check (cardinality(roles) > 0),
  active          boolean not null default true,
  password_hash   text not null default '',
  failed_attempts int not null default 0 check (failed_attempts >= 0),
  locked_until    timestamptz,
  last_sign_in_at timestamptz,
  issuer          text,
  subject         text,
  created_at      timestamptz not null default now(),
  unique (issuer, subject),
  check ((issuer is null) = (subject is null))
);
create index account_organisation on access.account (organisation_id);
comment on table access.account is 'People who may sign in';
comment on column access.account.name is 'Sign-in name, lower case';
comment on column access.account.roles is 'Names of the roles; what a role may do is declared in code, per room';
comment on column access.account.password_hash is 'Argon2id; empty for people who sign in at their own organisation';
comment on column access.account.failed_attempts is 'Wrong passwords in a row';
comment on column access.account.issuer is 'OpenID Connect issuer, with subject, for people who sign in at their own organisation';
grant select, insert, update on access.account to schakel_app;
