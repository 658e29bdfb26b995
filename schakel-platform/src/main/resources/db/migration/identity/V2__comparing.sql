-- SPDX-License-Identifier: EUPL-1.2
create table identity.blocking_key (
  key       bigint not null,
  person_id uuid not null,
  primary key (key, person_id)
);
-- No index on the person: it would cost each of many keys, and looking through all of them once for an erasure is bearable.
comment on table identity.blocking_key is 'Keyed digests by which persons with names that are alike find each other, without any name; written when a report is compared, gone with the person';
comment on column identity.blocking_key.key is 'First 8 bytes of HMAC-SHA256 over what two spellings of a name share, with a year of birth, or sex and nationality, or over a date of birth with sex';
comment on column identity.blocking_key.person_id is 'A person of the vault';
alter table identity.blocking_key alter column key set statistics 0;
grant select, insert, delete, maintain on identity.blocking_key to schakel_app;

create table identity.link_model (
  version      int primary key check (version > 0),
  state        text not null check (state in ('waiting', 'proposed', 'in-force', 'retired', 'failed')),
  requested_at timestamptz not null,
  requested_by uuid not null,
  finished_at  timestamptz,
  records      int not null default 0 check (records >= 0),
  judged       int not null default 0 check (judged >= 0),
  invented     boolean not null,
  model        text,
  findings     text,
  in_force_at  timestamptz,
  in_force_by  uuid,
  check ((model is not null) = (state in ('proposed', 'in-force', 'retired'))),
  check ((in_force_at is null) = (in_force_by is null)),
  check (state <> 'in-force' or in_force_at is not null),
  check (version = 1 or in_force_by is null or in_force_by <> requested_by)
);
create unique index link_model_one_in_force on identity.link_model (state) where state = 'in-force';
create unique index link_model_one_waiting on identity.link_model (state) where state = 'waiting';
comment on table identity.link_model is 'Models that weigh whether two reports are about one person: shares of levels of agreement, no name and no person. A version is never changed, so that a weight can be explained later';
comment on column identity.link_model.version is 'Rising number; 1 is the model that came with the program';
comment on column identity.link_model.state is 'waiting: being trained; proposed: ready, somebody else decides; in-force; retired: was in force, or was passed by; failed';
comment on column identity.link_model.records is 'Records it was trained on';
comment on column identity.link_model.judged is 'Pairs judged by registrars that changed it';
comment on column identity.link_model.invented is 'Trained on invented persons';
comment on column identity.link_model.model is 'The model as JSON, format schakel-linkage-model/1, without frequencies of values';
comment on column identity.link_model.findings is 'JSON: expected errors of this model and of the one in force on the records it was trained on';
comment on column identity.link_model.in_force_by is 'Who put it in force: somebody else than who asked for it';
grant select, insert on identity.link_model to schakel_app;
grant update (state, finished_at, records, judged, model, findings, in_force_at, in_force_by) on identity.link_model to schakel_app;
