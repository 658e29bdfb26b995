-- SPDX-License-Identifier: EUPL-1.2
-- Who brings a pair of the trial does not answer it, and every list that was looked up counts, also one that was refused.
alter table register.candidate add column asked_by uuid;
comment on column register.candidate.asked_by is 'Account that brought the pair, for what the trial with encodings found; that account does not answer it';

create table register.encoded_list (
  id         uuid primary key,
  account_id uuid not null,
  pairs      int not null check (pairs > 0),
  at         timestamptz not null
);
comment on table register.encoded_list is 'Lists of pairs that the trial with encodings brought, taken or refused: what a day may bring is counted from these';
comment on column register.encoded_list.pairs is 'Pairs in the list';
create index encoded_list_at on register.encoded_list (at);
alter table register.encoded_list enable row level security;
create policy register_only on register.encoded_list using ((select database.everything()));
grant select, insert on register.encoded_list to schakel_app;

drop index register.candidate_encoded;
