-- SPDX-License-Identifier: EUPL-1.2
-- What people say about a rule, what stands in the way of sharing, and questions that no rule answers.
grant usage on schema sharing to schakel_app;

create table sharing.feedback (
  id            bigint generated always as identity primary key,
  given_on      date not null,
  subject       text not null check (subject ~ '^(rule/[a-z0-9-]{1,60}|pair/[a-z0-9-]{1,60}/[a-z0-9-]{1,60}/[a-z0-9-]{1,60})$'),
  verdict       text not null check (verdict in ('clear', 'unclear', 'wrong')),
  remark        text not null check (length(remark) <= 500),
  sender        text not null,
  receiver      text not null,
  purpose       text not null,
  table_version text not null
);
comment on table sharing.feedback is 'What somebody thought of a rule on the answer page. Nobody is named: no account, no address, no hour';
comment on column sharing.feedback.given_on is 'Day in the Netherlands; the hour is not kept, so that nobody is found by it';
comment on column sharing.feedback.subject is 'rule/<row of a decision table>, or pair/<sender>/<receiver>/<purpose> when no row answered';
comment on column sharing.feedback.remark is 'Short text without personal data, checked on the way in; may be empty';
comment on column sharing.feedback.sender is 'Who asked, code list party';
comment on column sharing.feedback.receiver is 'To whom, code list party';
comment on column sharing.feedback.purpose is 'What for, code list purpose';
comment on column sharing.feedback.table_version is 'Version of the tables that gave the answer';
create index feedback_subject on sharing.feedback (subject, id);

create table sharing.bottleneck (
  id         uuid primary key,
  subject    text not null unique check (subject ~ '^(rule/|pair/|own/)'),
  title      text not null check (length(title) <= 200),
  opened_at  timestamptz not null,
  state      text not null check (state in ('open', 'in-progress', 'solved', 'dropped')),
  barrier    text not null check (barrier in ('undecided', 'real', 'perceived')),
  owner_id   uuid,
  remedy     text not null check (remedy in ('undecided', 'guide', 'practice', 'rule', 'covenant', 'law', 'none')),
  plan       text not null check (length(plan) <= 1000),
  due_on     date,
  version    int not null check (version > 0),
  check (state <> 'solved' or (barrier <> 'undecided' and remedy <> 'undecided' and owner_id is not null)),
  check (subject not like 'own/%' or title <> '')
);
comment on table sharing.bottleneck is 'What stands in the way of sharing: real or perceived, whose it is and what will be done about it';
comment on column sharing.bottleneck.subject is 'As in feedback; own/<id> for one that somebody of the programme wrote down';
comment on column sharing.bottleneck.title is 'Empty when the rule says what it is about';
comment on column sharing.bottleneck.barrier is 'real: law or agreement forbids what is needed. perceived: it may, but people think it may not';
comment on column sharing.bottleneck.owner_id is 'Organisation that puts it right, in room organisation';
comment on column sharing.bottleneck.remedy is 'guide: explain better. practice: exercise. rule: change a decision table. covenant: make an agreement. law: change the law';
comment on column sharing.bottleneck.plan is 'What will be done, in words without personal data';
comment on column sharing.bottleneck.version is 'Rises with each change, so that two people do not overwrite each other';
create index bottleneck_state on sharing.bottleneck (state, opened_at);

create table sharing.bottleneck_change (
  id            bigint generated always as identity primary key,
  bottleneck_id uuid not null references sharing.bottleneck,
  changed_at    timestamptz not null,
  account_id    uuid,
  state         text not null,
  barrier       text not null,
  owner_id      uuid,
  remedy        text not null,
  note          text not null check (length(note) <= 500)
);
comment on table sharing.bottleneck_change is 'Each change of a bottleneck, kept for ever';
comment on column sharing.bottleneck_change.account_id is 'Who changed it; empty when new feedback opened it';
comment on column sharing.bottleneck_change.note is 'Why, without personal data';
create index bottleneck_change_of on sharing.bottleneck_change (bottleneck_id, id);

create table sharing.help_question (
  id            uuid primary key,
  code_hash     text not null unique check (length(code_hash) = 64),
  asked_on      date not null,
  sender        text not null,
  receiver      text not null,
  purpose       text not null,
  data          text[] not null check (cardinality(data) between 1 and 20),
  subject       text not null,
  consent       text not null,
  regime        text not null,
  urgency       text not null,
  table_version text not null,
  remark        text not null check (length(remark) <= 1000),
  state         text not null check (state in ('open', 'answered', 'closed')),
  closed_why    text not null default '' check (closed_why in ('', 'case-data', 'known-answer', 'not-about-sharing')),
  check ((state = 'closed') = (closed_why <> '')),
  check (state <> 'closed' or remark = '')
);
comment on table sharing.help_question is 'A question that no rule answers, for the data-protection officer. Codes and a short text, no case and no asker';
comment on column sharing.help_question.code_hash is 'SHA-256 of the code with which the asker finds the answer; the code itself is not kept';
comment on column sharing.help_question.asked_on is 'Day in the Netherlands; the hour is not kept';
comment on column sharing.help_question.data is 'Classes of data, code list data';
comment on column sharing.help_question.subject is 'Age, code list subject';
comment on column sharing.help_question.table_version is 'Version of the tables that had no answer';
comment on column sharing.help_question.remark is 'What the asker added, without personal data; emptied when the question is closed without an answer';
comment on column sharing.help_question.closed_why is 'Why there is no answer';
create index help_question_waiting on sharing.help_question (urgency desc, asked_on, id) where state = 'open';

create table sharing.help_answer (
  question_id uuid primary key references sharing.help_question,
  answered_at timestamptz not null,
  account_id  uuid not null,
  area        text not null,
  decision    text not null check (decision in ('allowed', 'allowed-if', 'forbidden')),
  modality    text not null,
  conditions  text[] not null,
  grounds     text[] not null check (cardinality(grounds) > 0),
  dpv         text not null,
  certainty   text not null check (certainty in ('sure', 'likely', 'unsure')),
  review_on   date not null,
  source      text not null check (length(source) between 1 and 500),
  reason_nl   text not null check (length(reason_nl) between 1 and 500),
  reason_en   text not null check (length(reason_en) between 1 and 500),
  any_of      text[] not null
);
comment on table sharing.help_answer is 'The answer of the data-protection officer: a candidate row of a decision table, not yet a rule';
comment on column sharing.help_answer.account_id is 'Who answered, in room access';
comment on column sharing.help_answer.area is 'Decision table that the row would stand in';
comment on column sharing.help_answer.grounds is 'Articles, as named in the list of grounds';
comment on column sharing.help_answer.dpv is 'The ground in the words of the W3C Data Privacy Vocabulary';
comment on column sharing.help_answer.any_of is 'Inputs for which the answer holds whatever their value; the others hold as they were asked';

-- The public writes here through the application as the system; only people of an organisation read.
alter table sharing.feedback enable row level security;
create policy of_the_chain on sharing.feedback
  using ((select database.everything()) or (select database.organisation()) is not null);
alter table sharing.bottleneck enable row level security;
create policy of_the_chain on sharing.bottleneck
  using ((select database.everything()) or (select database.organisation()) is not null);
alter table sharing.bottleneck_change enable row level security;
create policy of_the_chain on sharing.bottleneck_change
  using ((select database.everything()) or (select database.organisation()) is not null);
alter table sharing.help_question enable row level security;
create policy help_desk_only on sharing.help_question using ((select database.everything()));
alter table sharing.help_answer enable row level security;
create policy help_desk_only on sharing.help_answer using ((select database.everything()));

grant select, insert on sharing.feedback, sharing.bottleneck_change, sharing.help_answer to schakel_app;
grant select, insert, update (state, barrier, owner_id, remedy, plan, due_on, version) on sharing.bottleneck to schakel_app;
grant select, insert, update (state, closed_why, remark) on sharing.help_question to schakel_app;
