-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema organisation to schakel_app;

create table organisation.organisation (
  id           uuid primary key,
  name         text not null check (name <> '' and length(name) <= 200),
  type         text not null,
  region       text not null,
  duty_contact text not null default '',
  duty_setting text not null default '',
  source_list  text,
  oin          text unique check (oin ~ '^[0-9]{20}$'),
  valid_from   date,
  valid_to     date,
  note         text not null default '' check (length(note) <= 1000),
  active       boolean not null default true,
  version      int not null default 1,
  check (valid_to >= valid_from)
);
create unique index organisation_name on organisation.organisation (lower(name));
comment on table organisation.organisation is 'Directory of the chain; open to everyone signed in, so without row-level security';
comment on column organisation.organisation.type is 'Code of the list organisation-type';
comment on column organisation.organisation.region is 'Code of the list region';
comment on column organisation.organisation.duty_contact is 'How to reach it outside office hours, as an administrator filled it in';
comment on column organisation.organisation.duty_setting is 'Setting that holds the contact for duty hours when no administrator filled one in';
comment on column organisation.organisation.source_list is 'Code of the list source-list that its reports stand on; empty when it reports nobody or the list stands in each report';
comment on column organisation.organisation.oin is 'Organisatie-identificatienummer, 20 digits (Logius); recognises the organisation when its people sign in elsewhere';
comment on column organisation.organisation.valid_from is 'First day it exists under this name, as far as known';
comment on column organisation.organisation.valid_to is 'Last day it exists under this name, as far as known';
comment on column organisation.organisation.active is 'False when an administrator closed it';
comment on column organisation.organisation.version is 'Counts changes, so that two administrators do not overwrite each other';

create table organisation.alias (
  id              uuid primary key,
  organisation_id uuid not null references organisation.organisation,
  name            text not null check (name <> '' and length(name) <= 200),
  valid_from      date,
  valid_to        date,
  source          text not null default '' check (length(source) <= 1000),
  check (valid_to >= valid_from)
);
create unique index alias_once on organisation.alias (organisation_id, lower(name), coalesce(valid_from, '-infinity'));
create index alias_name on organisation.alias (lower(name));
comment on table organisation.alias is 'Other names of an organisation and the days on which they mean it';
comment on column organisation.alias.valid_from is 'First day; empty means always before';
comment on column organisation.alias.valid_to is 'Last day; empty means until now';
comment on column organisation.alias.source is 'Where this is written';

grant select, insert, update on organisation.organisation to schakel_app;
grant select, insert on organisation.alias to schakel_app;
