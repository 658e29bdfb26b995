-- SPDX-License-Identifier: EUPL-1.2
-- Whether two reports are about one person is weighed in the vault; here stand weights and decisions.

-- What persons have in common is found by keyed digests of the vault, no longer by facts that stand here in plain words.
drop trigger count_added on register.block;
drop function register.count_blocks();
drop table register.block_size;
drop table register.block;
comment on column register.comparison.reports is 'Reports with a name to be compared';
comment on column register.comparison.pairs is 'Pairs that were weighed in the vault';
comment on column register.comparison.cut is 'How often a group of people who are alike was too large to look into';
alter table register.comparison add column linked int not null default 0;
comment on column register.comparison.linked is 'Pairs of victims that were linked without a registrar';

alter table register.candidate
  drop column points,
  drop column agrees,
  drop column differs,
  add column weight double precision,
  add column model_version int,
  add column steps text[] not null default '{}',
  add column rank bigint not null default 0,
  add column round int not null default 1 check (round > 0),
  drop constraint candidate_state_check,
  drop constraint candidate_check1,
  add constraint candidate_state_check check (state in ('open', 'later', 'second', 'same', 'not-same')),
  add constraint candidate_decided_check check ((state in ('open', 'second')) = (decided_at is null)),
  add constraint candidate_weight_check check ((weight is null) = (model_version is null));
comment on table register.candidate is 'Two reports of different victims that may be about one person; a registrar decides, or the weight alone where it leaves next to no doubt';
comment on column register.candidate.weight is 'Weight of evidence in bits; empty for a strong key that points at two victims';
comment on column register.candidate.model_version is 'Version of the model that weighed, identity.link_model';
comment on column register.candidate.steps is 'Steps of the weight: field|rule|level|bits, the chance beforehand first; no value of anybody';
comment on column register.candidate.rank is 'Place in the queue, the lowest first: minus a thousand times the expected loss in judgements; the second of putting off for what was put off';
comment on column register.candidate.round is 'Rises when an answer is taken back: who judged before may judge again';
comment on column register.candidate.state is 'second: somebody decided and a second reader is waited for';
drop index register.candidate_waiting;
drop index register.candidate_waiting_by_list;
create index candidate_waiting on register.candidate (rank, id) where state in ('open', 'later', 'second');
create index candidate_waiting_by_list on register.candidate (list, rank, id) where state in ('open', 'later', 'second');
create index candidate_overdue on register.candidate (since, id) where state in ('open', 'later', 'second');
create index candidate_overdue_by_list on register.candidate (list, since, id) where state in ('open', 'later', 'second');
create index candidate_movement on register.candidate (movement_id) where movement_id is not null;

create table register.judgement (
  id            uuid primary key,
  candidate_id  uuid not null references register.candidate,
  round         int not null,
  account_id    uuid not null,
  blind_answer  text not null check (blind_answer in ('same', 'not-same')),
  blind_reason  text not null,
  blind_at      timestamptz not null,
  final_answer  text check (final_answer in ('same', 'not-same')),
  final_reason  text,
  final_at      timestamptz,
  weight        double precision,
  model_version int,
  unique (candidate_id, round, account_id),
  check ((final_answer is null) = (final_at is null) and (final_answer is null) = (final_reason is null))
);
comment on table register.judgement is 'What a registrar answered about two victims: first without the weight, then with it. Both stay; together they tell how well people and model agree, and what the model can learn';
comment on column register.judgement.blind_answer is 'First answer, given before the weight was shown';
comment on column register.judgement.final_answer is 'Answer after the weight and its steps were shown; empty until then';
comment on column register.judgement.weight is 'Weight that was shown, in bits';
comment on column register.judgement.model_version is 'Version of the model that made that weight';
create index judgement_blind on register.judgement (blind_at);
alter table register.judgement enable row level security;
create policy register_only on register.judgement using ((select database.everything()));
grant select, insert on register.judgement to schakel_app;
grant update (final_answer, final_reason, final_at) on register.judgement to schakel_app;

alter table register.movement
  add column weight double precision,
  add column model_version int,
  add constraint movement_weight_check check ((weight is null) = (model_version is null));
comment on column register.movement.weight is 'Weight in bits of a link that was made without a registrar';
comment on column register.movement.model_version is 'Version of the model that made this link; empty when a person did';

create or replace function register.tally_candidates() returns trigger
  language plpgsql security definer set search_path = register, pg_catalog
as $$
begin
  insert into register.work_tally as t (kind, list, day, items)
  select 'possible-same', c.list, (c.since at time zone 'UTC')::date, tg_argv[0]::int * count(*)
    from changed c
   where c.state in ('open', 'later', 'second')
   group by 2, 3
   order by 3, 2
  on conflict (kind, day, list) do update set items = t.items + excluded.items;
  return null;
end
$$;

alter table register.candidate
  drop constraint candidate_reason_check,
  add constraint candidate_reason_check check (reason in ('exact-key-conflict', 'near', 'registrar'));
