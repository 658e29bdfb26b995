-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema report to schakel_app;

-- Lists that the law and the chain lay down: kept as data, loaded from the reference files at start.
create table report.reference_file (
  name      text primary key,
  sha256    bytea not null check (length(sha256) = 32),
  loaded_at timestamptz not null
);
comment on table report.reference_file is 'Reference files that were loaded, so that a start with the same files changes nothing';
comment on column report.reference_file.sha256 is 'SHA-256 of the content that was loaded';
comment on column report.reference_file.loaded_at is 'Moment of loading, UTC';

create table report.code (
  list       text not null,
  version    int not null check (version > 0),
  code       text not null,
  position   int not null,
  nl         text not null,
  en         text not null,
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from),
  certainty  text not null check (certainty in ('sure', 'likely', 'unsure')),
  source     text not null,
  note       text not null,
  primary key (list, code, version)
);
comment on table report.code is 'Code lists with labels in Dutch and English; a code that has been used is never removed';
comment on column report.code.list is 'Name of the code list';
comment on column report.code.version is 'Version of the list in which the code has this meaning';
comment on column report.code.position is 'Order on the screen';
comment on column report.code.valid_from is 'First day on which the code may be used';
comment on column report.code.valid_to is 'Last day on which the code may be used; null while it is in use';
comment on column report.code.certainty is 'How sure the source is';
comment on column report.code.source is 'Where the code comes from';

create table report.ground (
  code       text primary key,
  kind       text not null,
  article    text not null,
  general    boolean not null,
  certainty  text not null check (certainty in ('sure', 'likely', 'unsure')),
  source     text not null,
  label_nl   text not null,
  label_en   text not null,
  reason_nl  text not null,
  reason_en  text not null,
  selectable boolean not null
);
comment on table report.ground is 'Legal grounds for reporting, and for refusing a field';
comment on column report.ground.article is 'Article with the version date of the text that was read';
comment on column report.ground.general is 'A ground of the AVG (GDPR) that anyone may rely on; others hold for the reporter types they are proposed to';
comment on column report.ground.selectable is 'Whether a reporter may name it; false for reasons why a field is not asked';

create table report.proposed_ground (
  reporter_type text not null,
  position      int not null,
  ground        text not null references report.ground (code),
  applies_to    text not null check (applies_to in ('any', 'adult', 'minor')),
  certainty     text not null check (certainty in ('sure', 'likely', 'unsure')),
  note_nl       text not null,
  note_en       text not null,
  primary key (reporter_type, ground, applies_to)
);
comment on table report.proposed_ground is 'Grounds that fit a reporter type, best first; consent is first only where nothing else fits better';
comment on column report.proposed_ground.applies_to is 'Whose report it fits: an adult, a minor or any';

create table report.field_rule (
  id            bigint generated always as identity primary key,
  reporter_type text not null,
  field         text not null,
  rule          text not null check (rule in ('required', 'allowed', 'not-allowed')),
  switchable    boolean not null,
  ground        text not null references report.ground (code),
  note_nl       text not null,
  note_en       text not null,
  certainty     text not null check (certainty in ('sure', 'likely', 'unsure')),
  valid_from    date not null,
  valid_to      date check (valid_to >= valid_from),
  source        text not null,
  satisfied_by  text[] not null,
  origin        text not null check (origin in ('reference', 'switch')),
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  reason        text,
  check ((origin = 'switch') = (recorded_by is not null and reason is not null)),
  check (rule = 'required' or satisfied_by = '{}')
);
create index field_rule_key on report.field_rule (reporter_type, field, id);
comment on table report.field_rule is 'Field lists: what a reporter type must, may and may not report, since when and on which ground. Rows are only added; a switch wins over the reference, the latest over the earlier';
comment on column report.field_rule.switchable is 'Whether an administrator or data-protection officer may switch the field';
comment on column report.field_rule.ground is 'Ground on which the field is asked, or reason why it is not';
comment on column report.field_rule.certainty is 'How sure the ground is: sure, likely or unsure';
comment on column report.field_rule.valid_from is 'First day on which the rule holds';
comment on column report.field_rule.valid_to is 'Last day on which the rule holds; null while it holds';
comment on column report.field_rule.satisfied_by is 'Other fields that answer a required one';
comment on column report.field_rule.origin is 'reference: from the reference file; switch: decided by a person';
comment on column report.field_rule.recorded_by is 'Account that switched it';
comment on column report.field_rule.reason is 'Reason for the switch, a code of the list switch-reason';

grant select, insert, update on report.reference_file, report.code, report.ground to schakel_app;
grant select, insert, delete on report.proposed_ground to schakel_app;
grant select, insert on report.field_rule to schakel_app;

-- Reports: facts only. Names, numbers and addresses are in the vault.
create sequence report.report_number;
grant usage on sequence report.report_number to schakel_app;

create table report.report (
  id                          uuid primary key,
  number                      bigint not null unique,
  organisation_id             uuid not null,
  submission_key              text not null check (length(submission_key) between 1 and 200),
  content_mark                bytea not null check (length(content_mark) = 32),
  channel                     text not null check (channel in ('FORM', 'API', 'CSV', 'HTCDS', 'COMMAND')),
  received_at                 timestamptz not null,
  received_by                 uuid not null,
  person_id                   uuid unique,
  identity_fields             text[] not null,
  reporter_type               text not null,
  source_list                 text not null,
  ground_proposed             boolean,
  reference                   text check (length(reference) <= 60),
  reported_on                 date,
  signal_on                   date check (signal_on <= reported_on),
  ground                      text,
  dossier_type                text,
  contact_safe                text check (contact_safe in ('yes', 'no')),
  birth_year                  int check (birth_year >= 1900),
  age_band                    text,
  age_basis                   text,
  sex                         text,
  nationalities               text[] not null,
  birth_country               text,
  residence_status            text,
  minors_involved             text check (minors_involved in ('yes', 'no', 'unknown')),
  exploitation_forms          text[] not null,
  serious_disadvantage        text check (serious_disadvantage in ('yes', 'no', 'unknown')),
  sectors                     text[] not null,
  venues                      text[] not null,
  period_from                 date check (extract(day from period_from) = 1),
  period_to                   date check (extract(day from period_to) = 1),
  recruitment_means           text[] not null,
  control_means               text[] not null,
  exploiter_relation          text,
  place_of_offence            text,
  recruitment_countries       text[] not null,
  transit_countries           text[] not null,
  exploitation_countries      text[] not null,
  exploitation_municipalities text[] not null,
  aangifte                    text,
  reflection_period           text,
  leads                       text,
  knowledge_sources           text[] not null,
  certainty                   text,
  linked_victims              int check (linked_victims >= 0),
  suspects                    int check (suspects >= 0),
  shelter_asked               text check (shelter_asked in ('yes', 'no', 'unknown')),
  shelter_consent             text,
  unique (organisation_id, submission_key),
  check (period_from <= period_to),
  check (shelter_asked is distinct from 'yes' or shelter_consent is not null)
);
create index report_own on report.report (organisation_id, number desc);
create index report_reference on report.report (organisation_id, reference) where reference is not null;
alter table report.report enable row level security;
create policy own_organisation on report.report
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert on report.report to schakel_app;

comment on table report.report is 'Reports of presumed victims: facts with their source, never changed and never removed. No names and no numbers of a government';
comment on column report.report.number is 'Sequence number; the receipt is made of it';
comment on column report.report.organisation_id is 'Organisation that reported';
comment on column report.report.submission_key is 'What makes a retry the same report, within the organisation';
comment on column report.report.content_mark is 'Keyed digest of what was sent, tells a retry from a key that is used again for something else';
comment on column report.report.channel is 'How it came in';
comment on column report.report.received_at is 'Moment of receipt, UTC; the field list of that day applied';
comment on column report.report.received_by is 'Account that sent it';
comment on column report.report.person_id is 'Pseudonymous identifier of the person in the vault; null when nothing about identity was given';
comment on column report.report.identity_fields is 'Which fields went to the vault; names of fields, no content';
comment on column report.report.reporter_type is 'Reporter type whose field list applied';
comment on column report.report.source_list is 'Source list of the overlap, a code of the list source-list';
comment on column report.report.ground_proposed is 'Whether the ground was one that the field list proposes; false when the reporter chose another';
comment on column report.report.reference is 'The reporter''s own reference; no name';
comment on column report.report.reported_on is 'Day of the report';
comment on column report.report.signal_on is 'Day of the first signal';
comment on column report.report.ground is 'Legal ground of the report, a code of report.ground';
comment on column report.report.dossier_type is 'Code of the list dossier-type (CoMensha, Het beeld van 2020, annex I)';
comment on column report.report.contact_safe is 'Whether it is safe to write to the address in the vault';
comment on column report.report.birth_year is 'Year of birth, Gregorian';
comment on column report.report.age_band is 'Age at the first signal, a code of the list age-band';
comment on column report.report.age_basis is 'How the age is known, a code of the list age-basis';
comment on column report.report.sex is 'Code of the list sex';
comment on column report.report.nationalities is 'ISO 3166-1 alpha-2 codes, stateless or unknown';
comment on column report.report.birth_country is 'ISO 3166-1 alpha-2 code or unknown';
comment on column report.report.residence_status is 'Code of the list residence-status';
comment on column report.report.minors_involved is 'Whether the person is a minor or has children in danger';
comment on column report.report.exploitation_forms is 'Codes of the list exploitation-form (art. 273f Sr)';
comment on column report.report.serious_disadvantage is 'Serious disadvantage (ernstige benadeling), counted apart from trafficking';
comment on column report.report.sectors is 'Codes of the list sector';
comment on column report.report.venues is 'Codes of the list venue';
comment on column report.report.period_from is 'First month of exploitation, as its first day';
comment on column report.report.period_to is 'Last month of exploitation, as its first day; null while it goes on or when not known';
comment on column report.report.recruitment_means is 'Codes of the list recruitment-means';
comment on column report.report.control_means is 'Codes of the list control-means';
comment on column report.report.exploiter_relation is 'Code of the list exploiter-relation';
comment on column report.report.place_of_offence is 'Municipality, abroad or unknown';
comment on column report.report.recruitment_countries is 'ISO 3166-1 alpha-2 codes or unknown';
comment on column report.report.transit_countries is 'ISO 3166-1 alpha-2 codes or unknown, in the order of travel as given';
comment on column report.report.exploitation_countries is 'ISO 3166-1 alpha-2 codes or unknown';
comment on column report.report.exploitation_municipalities is 'Municipalities, abroad or unknown';
comment on column report.report.aangifte is 'Code of the list aangifte';
comment on column report.report.reflection_period is 'Code of the list reflection-period (Vc B8/3)';
comment on column report.report.leads is 'Code of the list leads';
comment on column report.report.knowledge_sources is 'Codes of the list knowledge-source';
comment on column report.report.certainty is 'Strength of the indications, never of the person''s truthfulness';
comment on column report.report.linked_victims is 'Other victims in the same case, number of persons';
comment on column report.report.suspects is 'Suspects in the same case, number of persons';
comment on column report.report.shelter_asked is 'Whether shelter or help is needed';
comment on column report.report.shelter_consent is 'Consent to pass data on for shelter, a purpose apart from registration';

create table report.sealed_secret (
  name   text primary key,
  sealed bytea not null
);
comment on table report.sealed_secret is 'Secrets of this room, encrypted with the keys of the vault that are kept outside the database';
grant select, insert on report.sealed_secret to schakel_app;

create table report.draft (
  id              uuid primary key,
  organisation_id uuid not null,
  account_id      uuid not null,
  sealed          bytea not null,
  started_at      timestamptz not null,
  changed_at      timestamptz not null,
  warn_from       timestamptz not null check (warn_from > changed_at),
  delete_from     timestamptz not null check (delete_from > warn_from)
);
create index draft_owner on report.draft (account_id, changed_at desc);
create index draft_end on report.draft (delete_from);
alter table report.draft enable row level security;
create policy own_organisation on report.draft
  using ((select database.everything()) or organisation_id = (select database.organisation()));
grant select, insert, update, delete on report.draft to schakel_app;
comment on table report.draft is 'Reports that are still being written; content is encrypted, and goes when it is sent or left alone for 28 days';
comment on column report.draft.sealed is 'What was filled in, encrypted and bound to this row';
comment on column report.draft.account_id is 'The one person who can open it';
comment on column report.draft.changed_at is 'Last change, UTC; both terms count from here';
comment on column report.draft.warn_from is 'Moment from which the owner is warned, UTC; 21 days after the last change';
comment on column report.draft.delete_from is 'Moment from which it is deleted, UTC; 28 days after the last change';
