-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema sharing to schakel_app;

create table sharing.covenant (
  id                  uuid primary key,
  name                text not null check (name <> '' and length(name) <= 200),
  kind                text not null check (kind in ('covenant', 'partnership', 'temporary', 'by-law')),
  state               text not null check (state in ('PROPOSED', 'IN_FORCE', 'ENDED')),
  party_types         text[] not null default '{}',
  party_organisations uuid[] not null default '{}',
  party_names         text[] not null default '{}',
  purposes            text[] not null default '{}',
  data                text[] not null default '{}',
  interest            text not null default '' check (length(interest) <= 2000),
  partnership         text not null default '' check (length(partnership) <= 2000),
  aim                 text not null default '' check (length(aim) <= 2000),
  data_described      text not null default '' check (length(data_described) <= 2000),
  conditions          text not null default '' check (length(conditions) <= 2000),
  recipients          text not null default '' check (length(recipients) <= 2000),
  ground              text not null default '',
  source              text not null default '' check (length(source) <= 1000),
  certainty           text not null check (certainty in ('sure', 'likely', 'unsure')),
  starts_on           date,
  ends_on             date,
  review_on           date,
  version             int not null default 1,
  changed_by          uuid not null,
  changed_at          timestamptz not null,
  check (ends_on >= starts_on),
  check (state <> 'IN_FORCE' or (starts_on is not null and review_on is not null)),
  check (state <> 'IN_FORCE' or kind <> 'temporary' or ends_on is not null)
);
create unique index covenant_name on sharing.covenant (lower(name));
comment on table sharing.covenant is 'Agreements and partnerships between organisations. No personal data and open to everybody signed in, so without row-level security';
comment on column sharing.covenant.kind is 'covenant: an agreement; partnership: a decision under Wpg article 20; temporary: such a partnership for a time; by-law: a partnership that the WGS names';
comment on column sharing.covenant.state is 'PROPOSED: known, but does not count; IN_FORCE: counts from starts_on to ends_on; ENDED';
comment on column sharing.covenant.party_types is 'Kinds of organisation that take part, codes of parties.csv';
comment on column sharing.covenant.party_organisations is 'Organisations of the directory that take part';
comment on column sharing.covenant.party_names is 'Parties that the directory does not know; shown, but no rule can use them';
comment on column sharing.covenant.purposes is 'What for, codes of the list purpose';
comment on column sharing.covenant.data is 'Which classes of data, codes of the list data';
comment on column sharing.covenant.interest is 'The serious public interest. Wpg article 20(2)';
comment on column sharing.covenant.partnership is 'Which partnership. Wpg article 20(2)';
comment on column sharing.covenant.aim is 'What it is set up for. Wpg article 20(2)';
comment on column sharing.covenant.data_described is 'Which data are given, in words. Wpg article 20(2)';
comment on column sharing.covenant.conditions is 'Under which conditions. Wpg article 20(2)';
comment on column sharing.covenant.recipients is 'To which persons or bodies. Wpg article 20(2)';
comment on column sharing.covenant.ground is 'Id of grounds.csv; empty when none was found';
comment on column sharing.covenant.source is 'Where this is written, and whether the text itself was read';
comment on column sharing.covenant.certainty is 'How sure the source is: sure, likely or unsure';
comment on column sharing.covenant.starts_on is 'First day; empty when not known, and then it cannot be in force';
comment on column sharing.covenant.ends_on is 'Last day; empty when open-ended';
comment on column sharing.covenant.review_on is 'Day on which somebody must look at it again';
comment on column sharing.covenant.version is 'Counts changes; a change names the version that it saw';
comment on column sharing.covenant.changed_by is 'Account that changed the contents last; another account puts it in force';

create table sharing.covenant_step (
  covenant_id uuid not null references sharing.covenant,
  version     int not null,
  what        text not null check (what in ('shipped', 'added', 'changed', 'in-force', 'set-aside', 'ended')),
  reason      text not null default '' check (length(reason) <= 500),
  account_id  uuid not null,
  at          timestamptz not null,
  content     jsonb not null,
  primary key (covenant_id, version)
);
comment on table sharing.covenant_step is 'What happened to a covenant, and its whole contents after each step, so that a decision of years ago can be explained. No personal data, so without row-level security';
comment on column sharing.covenant_step.content is 'The row of sharing.covenant after this step';

grant select, insert, update on sharing.covenant to schakel_app;
grant select, insert on sharing.covenant_step to schakel_app;
