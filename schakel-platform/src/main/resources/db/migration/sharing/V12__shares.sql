-- SPDX-License-Identifier: EUPL-1.2
create table sharing.share (
  id                uuid primary key,
  parent_id         uuid references sharing.share,
  root_id           uuid not null references sharing.share,
  from_organisation uuid not null,
  to_organisation   uuid not null,
  seen_by           uuid[] not null,
  source_kind       text not null check (source_kind in ('report', 'victim', 'share')),
  source_id         uuid not null,
  report_ids        uuid[] not null check (cardinality(report_ids) > 0),
  person_id         uuid,
  purpose           text not null,
  subject           text not null,
  urgency           text not null,
  onward            boolean not null,
  chosen            text[] not null default '{}',
  confirmed         text[] not null default '{}',
  state             text not null
    check (state in ('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED', 'ENDED')),
  version           int not null default 0,
  read_version      int not null default 0,
  expires_on        date not null,
  created_by        uuid not null,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  reason_code       text not null default '',
  check_since       timestamptz,
  check_reason      text not null default '' check (check_reason in ('', 'regrouped', 'source-amended')),
  done_at           timestamptz,
  check (from_organisation <> to_organisation),
  check ((state = 'DRAFT') = (version = 0) or state = 'REVOKED' or state = 'EXPIRED'),
  check (read_version <= version),
  check ((check_since is null) = (check_reason = ''))
);
create index share_to on sharing.share (to_organisation, changed_at);
create index share_from on sharing.share (from_organisation, changed_at);
create index share_root on sharing.share (root_id);
create index share_parent on sharing.share (parent_id) where parent_id is not null;
create index share_person on sharing.share (person_id) where person_id is not null;
create index share_reports on sharing.share using gin (report_ids);
create index share_expiry on sharing.share (expires_on) where state in ('DRAFT', 'SENT', 'ACCEPTED');
alter table sharing.share enable row level security;
create policy seen_by on sharing.share
  using ((select database.everything()) or (select database.organisation()) = any(seen_by));
grant select, insert, update on sharing.share to schakel_app;
comment on table sharing.share is 'What one organisation gives another about one person, with its state. It hangs on reports and not on a victim, so that merging and splitting victims leaves it with its person; no names';
comment on column sharing.share.parent_id is 'The share that was received and is passed on; empty for the first of a tree';
comment on column sharing.share.root_id is 'The first share of the tree; itself for the first';
comment on column sharing.share.seen_by is 'Organisations that may know that it exists and how it stands: sender, recipient, and everybody it came from. What is in it only sender and recipient see';
comment on column sharing.share.source_id is 'The report, victim or received share that the sender chose, as it was then';
comment on column sharing.share.report_ids is 'Reports that the contents come from';
comment on column sharing.share.person_id is 'Record in the vault of whom it is about; goes when the person is erased';
comment on column sharing.share.subject is 'adult, minor or age-unsure when it was sent';
comment on column sharing.share.onward is 'Whether the recipient may pass it on, after a decision of its own';
comment on column sharing.share.chosen is 'Fields that the sender wants to give; everything else is hidden';
comment on column sharing.share.confirmed is 'Conditions of the rules that the sender says are met, codes of the list gate';
comment on column sharing.share.version is 'Newest version of the contents; 0 while nothing was sent';
comment on column sharing.share.read_version is 'Version that the recipient took note of';
comment on column sharing.share.expires_on is 'Last day';
comment on column sharing.share.reason_code is 'Why it was declined or ended';
comment on column sharing.share.check_since is 'Since when the sender must look at it again';
comment on column sharing.share.check_reason is 'regrouped: its reports turned out to be of more than one person; source-amended: what it passes on was changed';
comment on column sharing.share.done_at is 'When the recipient said that it did what the end asks: stop using it, destroy it, tell others';

create table sharing.share_field (
  share_id uuid not null references sharing.share,
  version  int not null,
  position int not null,
  name     text not null,
  data     text not null,
  state    text not null
    check (state in ('given', 'sealed', 'not-allowed', 'hidden', 'unknown', 'empty', 'erased')),
  texts    text[] not null default '{}',
  primary key (share_id, version, name),
  check (state = 'given' or cardinality(texts) = 0)
);
alter table sharing.share_field enable row level security;
create policy of_the_two on sharing.share_field
  using ((select database.everything())
         or exists (select from sharing.share s
                     where s.id = share_id
                       and (select database.organisation()) in (s.from_organisation, s.to_organisation)));
grant select, insert, update (state) on sharing.share_field to schakel_app;
comment on table sharing.share_field is 'What was sent, version by version: codes, numbers and days. What names a person stands in the vault alone and is sealed here, without a text';
comment on column sharing.share_field.name is 'Field of the report form';
comment on column sharing.share_field.data is 'Class of data, code of the list data';
comment on column sharing.share_field.state is 'given; sealed: in the vault, through a logged permit; not-allowed by the rules; hidden by the sender; unknown to the source; empty: nobody answered; erased since';

create table sharing.share_class (
  share_id uuid not null references sharing.share,
  version  int not null,
  data     text not null,
  consent  text not null,
  rests    boolean not null,
  met      text[] not null,
  may_go   boolean not null,
  decision text not null,
  unmet    text[] not null,
  rules    text[] not null,
  audit_id uuid not null,
  primary key (share_id, version, data)
);
alter table sharing.share_class enable row level security;
create policy of_the_two on sharing.share_class
  using ((select database.everything())
         or exists (select from sharing.share s
                     where s.id = share_id
                       and (select database.organisation()) in (s.from_organisation, s.to_organisation)));
grant select, insert on sharing.share_class to schakel_app;
comment on table sharing.share_class is 'The decision of the rules for each class of data of each version';
comment on column sharing.share_class.consent is 'What the rules were told about consent, code of the list consent';
comment on column sharing.share_class.rests is 'Whether it would not go without that consent';
comment on column sharing.share_class.met is 'Conditions of which there was proof, codes of the list gate';
comment on column sharing.share_class.unmet is 'Conditions without proof: why it did not go';
comment on column sharing.share_class.rules is 'Rows of the tables that decided';
comment on column sharing.share_class.audit_id is 'Line of the audit log that holds the decision';

create table sharing.share_consent (
  share_id   uuid not null references sharing.share,
  consent_id uuid not null references sharing.consent,
  primary key (share_id, consent_id)
);
create index share_consent_of on sharing.share_consent (consent_id);
alter table sharing.share_consent enable row level security;
create policy of_the_two on sharing.share_consent
  using ((select database.everything())
         or exists (select from sharing.share s
                     where s.id = share_id
                       and (select database.organisation()) in (s.from_organisation, s.to_organisation)));
grant select, insert on sharing.share_consent to schakel_app;
comment on table sharing.share_consent is 'Consents without which a share would not have gone; when one ends, the share ends';

create table sharing.share_step (
  id              uuid primary key,
  share_id        uuid not null references sharing.share,
  at              timestamptz not null,
  account_id      uuid not null,
  organisation_id uuid not null,
  what            text not null,
  version         int not null,
  reason_code     text not null default '',
  reason          text not null default '' check (length(reason) <= 500)
);
create index share_step_of on sharing.share_step (share_id, at);
alter table sharing.share_step enable row level security;
create policy of_the_share on sharing.share_step
  using ((select database.everything())
         or exists (select from sharing.share s
                     where s.id = share_id and (select database.organisation()) = any(s.seen_by)));
grant select, insert, update (reason) on sharing.share_step to schakel_app;
comment on table sharing.share_step is 'What happened to a share, for everybody who may know of it';
comment on column sharing.share_step.organisation_id is 'Organisation that did it';
comment on column sharing.share_step.version is 'Version of the contents at that moment';
comment on column sharing.share_step.reason_code is 'Why, as a code';
comment on column sharing.share_step.reason is 'Why, in words for the other side; goes when the person is erased';
