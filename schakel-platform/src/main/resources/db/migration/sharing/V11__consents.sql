-- SPDX-License-Identifier: EUPL-1.2
create table sharing.consent (
  id                     uuid primary key,
  organisation_id        uuid not null,
  report_id              uuid not null,
  purpose                text not null,
  recipient_type         text not null,
  recipient_organisation uuid,
  data                   text[] not null check (cardinality(data) > 0),
  answer                 text not null check (answer in ('given', 'refused', 'cannot-ask-safely')),
  giver                  text not null default '',
  way                    text not null default '',
  explicit               boolean not null default false,
  told_withdrawable      boolean not null default false,
  parents_exploit        text not null check (parents_exploit in ('yes', 'no', 'unknown')),
  answered_on            date not null,
  recorded_by            uuid not null,
  recorded_at            timestamptz not null,
  withdrawn_on           date,
  withdrawn_way          text not null default '',
  withdrawn_by           uuid,
  withdrawn_at           timestamptz,
  check (answer <> 'given' or (giver <> '' and way <> '')),
  check (answer = 'given' or withdrawn_at is null),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_on is null)),
  check (withdrawn_on >= answered_on)
);
create index consent_report on sharing.consent (report_id, recorded_at);
create index consent_organisation on sharing.consent (organisation_id, recorded_at);
alter table sharing.consent enable row level security;
create policy own_organisation on sharing.consent
  using ((select database.everything()) or organisation_id = (select database.organisation()));
-- What was answered stays; the only thing that can happen to it is that it is withdrawn, or that the parents turn out to exploit.
grant select, insert, update (withdrawn_on, withdrawn_way, withdrawn_by, withdrawn_at) on sharing.consent to schakel_app;
comment on table sharing.consent is 'What a person answered when asked whether something may be shared: per purpose, recipient and class of data. It hangs on a report and not on a victim, so it stays with its person when victims are merged or split. No names';
comment on column sharing.consent.organisation_id is 'Organisation that asked, and whose sharing it is about';
comment on column sharing.consent.report_id is 'Report of the person in room report';
comment on column sharing.consent.recipient_type is 'Kind of organisation that may receive, code of parties.csv';
comment on column sharing.consent.recipient_organisation is 'The one organisation that may receive; empty means every organisation of that kind';
comment on column sharing.consent.data is 'Classes of data, codes of the list data';
comment on column sharing.consent.answer is 'given, refused, or cannot-ask-safely: asking would bring danger. Not asked is no row';
comment on column sharing.consent.giver is 'Who answered, code of consent-givers.csv; never a name';
comment on column sharing.consent.way is 'How: written, spoken or digital';
comment on column sharing.consent.explicit is 'Whether it says in so many words that sensitive data may be shared. AVG article 9(2)(a)';
comment on column sharing.consent.told_withdrawable is 'Whether the person was told that it can be withdrawn. AVG article 7(3)';
comment on column sharing.consent.parents_exploit is 'Whether a parent exploits, as far as known when this was written down: yes closes the way of asking parents';
comment on column sharing.consent.answered_on is 'Day of the answer';
comment on column sharing.consent.recorded_at is 'Moment of writing down, UTC';
comment on column sharing.consent.withdrawn_on is 'Day on which the person withdrew it; empty while it stands';
