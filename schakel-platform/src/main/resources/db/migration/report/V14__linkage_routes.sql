-- SPDX-License-Identifier: EUPL-1.2
-- In which way an organisation may let its persons be recognised, on which legal ground. What holds
-- for its kind stands in a reference file; here is what people decided about one organisation.
create table report.route_decision (
  id              bigint generated always as identity primary key,
  organisation_id uuid not null,
  route           text not null check (route in ('clear', 'oblivious', 'encoded', 'count')),
  ground          text not null references report.ground (code),
  allowed         boolean not null,
  certainty       text not null check (certainty in ('sure', 'likely', 'unsure')),
  valid_from      date not null,
  valid_to        date check (valid_to >= valid_from),
  reason          text not null,
  assessment      text check (length(assessment) between 1 and 100),
  decided_by      uuid not null,
  decided_at      timestamptz not null,
  confirmed_by    uuid,
  confirmed_at    timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> decided_by),
  -- The trial with encodings: an assessment of its effects and an end within a year, or nothing.
  check (route <> 'encoded' or not allowed
         or (assessment is not null and valid_to is not null and valid_to < valid_from + interval '1 year')),
  check (route <> 'count' or not allowed)
);
create index route_decision_organisation on report.route_decision (organisation_id, id);
alter table report.route_decision enable row level security;
create policy own_organisation on report.route_decision
  using ((select database.everything()) or organisation_id = (select database.organisation()));
-- Rows are only added; what changes afterwards is that a second person agreed.
grant select, insert, update (confirmed_by, confirmed_at) on report.route_decision to schakel_app;

comment on table report.route_decision is 'Routes by which persons may be recognised, opened or closed for one organisation and legal ground. Rows are only added; the latest wins, one for exactly the ground of a report before one for every ground';
comment on column report.route_decision.organisation_id is 'Organisation that the decision is about';
comment on column report.route_decision.route is 'clear: names and numbers in the vault; oblivious: pseudonyms made with a key holder; encoded: trial with error-tolerant encodings; count: only how many';
comment on column report.route_decision.ground is 'Legal ground that it holds for; ground-of-report means every ground';
comment on column report.route_decision.allowed is 'Whether the route is open';
comment on column report.route_decision.certainty is 'How sure the ground is: sure, likely or unsure';
comment on column report.route_decision.valid_from is 'First day on which it holds';
comment on column report.route_decision.valid_to is 'Last day on which it holds; null while it holds';
comment on column report.route_decision.reason is 'Reason, a code of the list switch-reason';
comment on column report.route_decision.assessment is 'Reference of the data-protection impact assessment (AVG article 35)';
comment on column report.route_decision.decided_by is 'Account that decided';
comment on column report.route_decision.decided_at is 'Moment of the decision, UTC';
comment on column report.route_decision.confirmed_by is 'Second account that agreed; without it the trial has no effect';
comment on column report.route_decision.confirmed_at is 'Moment of the agreement, UTC';
