-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema register to schakel_app;

create table register.victim (
  id                    uuid primary key,
  created_at            timestamptz not null,
  merged_into_victim_id uuid references register.victim,
  reports               int not null check (reports >= 0),
  first_on              date,
  first_year            int not null,
  first_list            text not null,
  lists                 text[] not null,
  reporter_types        text[] not null,
  forms                 text[] not null,
  age_group             text not null check (age_group in ('minor', '18-22', '23-plus', 'unknown')),
  birth_year            int,
  sex                   text not null check (sex in ('female', 'male', 'other', 'unknown')),
  nationality           text not null,
  nationalities         text[] not null,
  nationality_group     text not null check (nationality_group in ('dutch', 'eu-eea', 'other', 'stateless', 'unknown')),
  border                text not null check (border in ('domestic', 'cross-border', 'unknown')),
  dossier_type          text not null,
  status                text not null check (status in ('presumed', 'identified', 'not-a-victim')),
  missing               text[] not null,
  review_since          timestamptz,
  review_reason         text check (review_reason in ('new', 'new-report', 'split', 'merged')),
  check ((review_since is null) = (review_reason is null)),
  check ((merged_into_victim_id is null) = (reports > 0)),
  check (merged_into_victim_id <> id)
);
comment on table register.victim is 'A presumed victim: a set of reports that linking put together. Every fact here is derived from the sources and the decisions, and can be derived again';
comment on column register.victim.merged_into_victim_id is 'The victim that holds the reports now; the row stays so that the merge can be undone';
comment on column register.victim.reports is 'Number of reports in the set; 0 once merged into another';
comment on column register.victim.first_on is 'Day of the first report';
comment on column register.victim.first_list is 'Source list of the first report';
comment on column register.victim.lists is 'Source lists of all reports, sorted: the overlap over all years';
comment on column register.victim.age_group is 'Age group at the first report, code list age-group, or as decided';
comment on column register.victim.birth_year is 'Year of birth when the reports agree on one';
comment on column register.victim.nationality is 'First of the nationalities, for search; unknown when none is known';
comment on column register.victim.border is 'domestic: recruited, transported and exploited in the Netherlands as far as known; derived or decided';
comment on column register.victim.status is 'Code list victim-status; the last decision that stands, else presumed. Says nothing about truthfulness';
comment on column register.victim.missing is 'Facts that no report gives and a registrar should ask for: age, sex, nationality, form';
comment on column register.victim.review_since is 'Since when this waits for a registrar to look; empty when nothing waits';
create index victim_review on register.victim (review_since, id) where review_since is not null;
create index victim_review_by_list on register.victim (first_list, review_since, id) where review_since is not null;
create index victim_incomplete on register.victim (created_at, id) where missing <> '{}';
create index victim_incomplete_by_list on register.victim (first_list, created_at, id) where missing <> '{}';
create index victim_year_of_first on register.victim (first_year, id);
create index victim_nationality on register.victim (nationality, id);
create index victim_more_nationalities on register.victim using gin (nationalities) where cardinality(nationalities) > 1;
create index victim_merged on register.victim (merged_into_victim_id) where merged_into_victim_id is not null;

create table register.source (
  report_id         uuid primary key,
  number            bigint not null unique,
  victim_id         uuid not null references register.victim,
  person_id         uuid,
  named             boolean not null,
  organisation_id   uuid not null,
  reporter_type     text not null,
  list              text not null,
  reported_on       date not null,
  year              int not null,
  linked_at         timestamptz not null,
  birth_year        int,
  birth_low         int,
  birth_high        int,
  age_group         text not null,
  sex               text not null,
  nationalities     text[] not null,
  nationality_group text not null,
  forms             text[] not null,
  sectors           text[] not null,
  municipalities    text[] not null,
  countries         text[] not null,
  period_from       date,
  period_to         date,
  border            text not null,
  dossier_type      text not null,
  check (birth_low <= birth_high),
  check ((birth_low is null) = (birth_high is null))
);
comment on table register.source is 'Who reported, kept for ever: one row per report, with the facts that linking and counting need. Only the victim it belongs to changes';
comment on column register.source.report_id is 'The report in room report';
comment on column register.source.number is 'Number of receipt of the report, rising';
comment on column register.source.person_id is 'The record in the vault that this report made; empty when it gave no identity or it was erased';
comment on column register.source.named is 'Whether a name went to the vault, so that comparing names makes sense';
comment on column register.source.list is 'Source list, code list source-list';
comment on column register.source.year is 'Year of reported_on: the year in which it counts';
comment on column register.source.birth_low is 'Earliest year of birth that fits the age band';
comment on column register.source.birth_high is 'Latest year of birth that fits the age band';
comment on column register.source.period_from is 'First day of the first month of exploitation';
comment on column register.source.period_to is 'First day of the last month of exploitation';
create index source_victim on register.source (victim_id);
create index source_person on register.source (person_id) where person_id is not null;
create index source_organisation on register.source (organisation_id, number);

create table register.victim_year (
  victim_id         uuid not null references register.victim,
  year              int not null,
  lists             text[] not null,
  reporter_types    text[] not null,
  forms             text[] not null,
  age_group         text not null,
  sex               text not null,
  nationality_group text not null,
  counted           boolean not null,
  primary key (victim_id, year)
);
comment on table register.victim_year is 'One row per victim and year with a report in it, for counting';
comment on column register.victim_year.age_group is 'Age group at the first report of that year, or as decided';
comment on column register.victim_year.counted is 'False once it was decided that this is not a victim';

create table register.decision (
  id           uuid primary key,
  victim_id    uuid not null references register.victim,
  aspect       text not null check (aspect in ('status', 'dossier-type', 'forms', 'age-group', 'border')),
  value        text[] not null check (cardinality(value) > 0),
  decider      text not null default '',
  ground       text not null default '',
  decided_on   date not null,
  reason       text not null,
  account_id   uuid not null,
  at           timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  check (aspect <> 'status' or (cardinality(value) = 1 and decider <> '')),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table register.decision is 'What a person decided about a victim: the last one per aspect that was not withdrawn stands; without one the fact is derived from the reports';
comment on column register.decision.aspect is 'What was decided: status, dossier type, exploitation forms, age group at first report, domestic or cross-border';
comment on column register.decision.value is 'Codes of the code list of the aspect';
comment on column register.decision.decider is 'Who decided on the status, code list victim-status-decider';
comment on column register.decision.ground is 'Legal ground or document kind that the decision rests on, as a code of the list of grounds';
comment on column register.decision.reason is 'Why, in the words of the registrar; no names';
create index decision_victim on register.decision (victim_id, aspect, at);

create table register.movement (
  id                  uuid primary key,
  kind                text not null check (kind in ('merge', 'split', 'undo')),
  from_victim_id      uuid not null references register.victim,
  to_victim_id        uuid not null references register.victim,
  reason              text not null,
  account_id          uuid not null,
  at                  timestamptz not null,
  undoes_movement_id  uuid unique references register.movement,
  check ((kind = 'undo') = (undoes_movement_id is not null))
);
comment on table register.movement is 'Merges, splits and their undoing: who, when, why. Rows are never changed';
comment on column register.movement.from_victim_id is 'The victim that the reports left';
comment on column register.movement.to_victim_id is 'The victim that the reports went to';
create index movement_from on register.movement (from_victim_id);
create index movement_to on register.movement (to_victim_id);

create table register.movement_item (
  movement_id uuid not null references register.movement,
  kind        text not null check (kind in ('report', 'decision')),
  item_id     uuid not null,
  primary key (movement_id, kind, item_id)
);
comment on table register.movement_item is 'What a movement took along, so that it can be taken back';
create index movement_item_item on register.movement_item (item_id);

create table register.separation (
  id           uuid primary key,
  reason       text not null,
  account_id   uuid not null,
  at           timestamptz not null,
  movement_id  uuid references register.movement,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table register.separation is 'Two sets of reports that a registrar said are not the same person; kept per set of reports so that it survives merges and splits';
comment on column register.separation.movement_id is 'The split that it came from, when it came from one';

create table register.separation_report (
  separation_id uuid not null references register.separation,
  report_id     uuid not null,
  side          smallint not null check (side in (1, 2)),
  primary key (report_id, separation_id)
);
comment on table register.separation_report is 'The reports on either side of a separation';
create index separation_report_separation on register.separation_report (separation_id, side);

create table register.candidate (
  id             uuid primary key,
  low_report_id  uuid not null,
  high_report_id uuid not null,
  reason         text not null check (reason in ('exact-key-conflict', 'near')),
  points         int not null,
  agrees         text[] not null,
  differs        text[] not null,
  list           text not null,
  since          timestamptz not null,
  state          text not null check (state in ('open', 'later', 'same', 'not-same')),
  decided_at     timestamptz,
  decided_by     uuid,
  decided_reason text,
  movement_id    uuid references register.movement,
  separation_id  uuid references register.separation,
  unique (low_report_id, high_report_id),
  check (low_report_id < high_report_id),
  check ((state = 'open') = (decided_at is null))
);
comment on table register.candidate is 'Two reports of different victims that may be about one person; a registrar decides. Points count facts that agree, they are no probability';
comment on column register.candidate.agrees is 'Facts that agree, as codes';
comment on column register.candidate.differs is 'Facts that differ, as codes';
comment on column register.candidate.list is 'Source list of the newer report';
comment on column register.candidate.since is 'Since when it waits; later puts it back at the end';
create index candidate_waiting on register.candidate (since, id) where state in ('open', 'later');
create index candidate_waiting_by_list on register.candidate (list, since, id) where state in ('open', 'later');
create index candidate_low on register.candidate (low_report_id);
create index candidate_high on register.candidate (high_report_id);

create table register.block (
  nationality text not null,
  sex         text not null,
  place       text not null,
  birth_low   int not null,
  birth_high  int not null,
  report_id   uuid not null,
  primary key (nationality, sex, place, birth_low, birth_high, report_id)
);
comment on table register.block is 'Reports with enough facts to be compared, by what must agree: a nationality, the sex, a place';
comment on column register.block.place is 'Municipality of exploitation (GM and four digits) or country (two letters)';

create table register.comparison (
  id           uuid primary key,
  first_number bigint not null,
  last_number  bigint not null,
  at           timestamptz not null,
  reports      int not null,
  pairs        bigint not null,
  cut          bigint not null,
  found        int not null
);
comment on table register.comparison is 'One row per batch of reports that was compared with the register';
comment on column register.comparison.reports is 'Reports with enough facts to be compared';
comment on column register.comparison.pairs is 'Pairs whose facts were compared';
comment on column register.comparison.cut is 'Pairs in blocks above the cap that were not compared';
comment on column register.comparison.found is 'Candidates put before a registrar';
create index comparison_at on register.comparison (at desc);

create table register.completeness (
  organisation_id uuid not null,
  reporter_type   text not null,
  year            int not null,
  field           text not null,
  required        bigint not null default 0,
  allowed         bigint not null default 0,
  known           bigint not null default 0,
  unknown         bigint not null default 0,
  primary key (organisation_id, year, reporter_type, field)
);
comment on table register.completeness is 'How often each field could be filled and was, per reporting organisation and year, under the field list of the day of the report';
comment on column register.completeness.required is 'Reports in which the field list asked for this field';
comment on column register.completeness.allowed is 'Reports in which the field list allowed this field, required ones included; a field that is not allowed is not missing';
comment on column register.completeness.known is 'Reports in which it was filled with something other than unknown';
comment on column register.completeness.unknown is 'Reports in which it was filled with unknown';

grant select, insert, update on register.victim, register.candidate, register.separation, register.decision, register.completeness to schakel_app;
grant select, insert on register.source, register.movement, register.movement_item, register.separation_report, register.block, register.comparison to schakel_app;
-- Of a source only the victim it belongs to may change, and the way to the vault may be cut.
grant update (victim_id, person_id) on register.source to schakel_app;
grant select, insert, update, delete on register.victim_year to schakel_app;

alter table register.source enable row level security;
create policy own_rows on register.source
  using ((select database.everything()) or organisation_id = (select database.organisation()));
alter table register.completeness enable row level security;
create policy own_rows on register.completeness
  using ((select database.everything()) or organisation_id = (select database.organisation()));
-- Victims belong to no organisation: only who may see every organisation's rows sees them.
alter table register.victim enable row level security;
create policy register_only on register.victim using ((select database.everything()));
alter table register.victim_year enable row level security;
create policy register_only on register.victim_year using ((select database.everything()));
alter table register.decision enable row level security;
create policy register_only on register.decision using ((select database.everything()));
alter table register.candidate enable row level security;
create policy register_only on register.candidate using ((select database.everything()));
alter table register.block enable row level security;
create policy register_only on register.block using ((select database.everything()));

create function register.separated(one uuid, other uuid) returns boolean
  language sql stable
as $$
  select exists (
    select
      from register.source mine
      join register.separation_report here on here.report_id = mine.report_id
      join register.separation s on s.id = here.separation_id and s.withdrawn_at is null
      join register.separation_report there on there.separation_id = s.id and there.side <> here.side
      join register.source theirs on theirs.report_id = there.report_id
     where mine.victim_id = one and theirs.victim_id = other)
$$;
comment on function register.separated(uuid, uuid) is 'Whether a registrar said of reports of the one and reports of the other victim that they are not the same person';
grant execute on function register.separated(uuid, uuid) to schakel_app;
