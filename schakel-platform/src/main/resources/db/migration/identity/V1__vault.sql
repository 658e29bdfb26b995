-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema identity to schakel_app;

create table identity.person (
  id          uuid primary key,
  wrapped_key bytea not null,
  sealed      bytea not null,
  sealed_at   timestamptz not null
);
comment on table identity.person is 'Vault: names, birth date, numbers and address of a person, readable only with the person''s own key';
comment on column identity.person.id is 'Pseudonymous identifier; the only thing of the vault that other rooms know';
comment on column identity.person.wrapped_key is 'The person''s own AES-256 key, encrypted by the keyset outside the database; its loss is the erasure (AVG article 17)';
comment on column identity.person.sealed is 'AES256-GCM ciphertext; the person''s identifier is its associated data';
comment on column identity.person.sealed_at is 'Moment of sealing, UTC';

create table identity.linking_key (
  person_id uuid not null,
  kind      text not null check (kind in ('V_NUMBER', 'BSN', 'PERSON_KEY')),
  key       bytea not null check (length(key) = 16),
  primary key (person_id, kind)
);
create index linking_key_key on identity.linking_key (key) include (person_id, kind);
comment on table identity.linking_key is 'Keyed digests by which two reports on one person find each other without showing the number';
comment on column identity.linking_key.person_id is 'A person of the vault, or one known by a pseudonymous key alone; no foreign key, for that reason';
comment on column identity.linking_key.kind is 'What the digest was made of; each kind has a secret of its own, so kinds cannot be compared';
comment on column identity.linking_key.key is 'First 16 bytes of HMAC-SHA256 over the normalised number';

create table identity.erasure (
  person_id  uuid primary key,
  at         timestamptz not null,
  ground     text not null,
  account_id uuid not null
);
comment on table identity.erasure is 'Who was erased; the same lines stand in erasures.ledger outside the database and are replayed at each start';
comment on column identity.erasure.at is 'Moment of the erasure, UTC';
comment on column identity.erasure.ground is 'Ground of the erasure, a code such as avg-17-1-a';
comment on column identity.erasure.account_id is 'Account that erased';

-- Statistics of the planner are samples of values; a sampled key would outlive its person.
alter table identity.person
  alter column wrapped_key set statistics 0,
  alter column sealed set statistics 0;
alter table identity.linking_key alter column key set statistics 0;

-- Nothing sealed is ever changed, only sealed and erased. Maintain: after erasures the tables are
-- written anew, so that no deleted row stays behind in a page.
grant select, insert, delete, maintain on identity.person, identity.linking_key to schakel_app;
grant select, insert on identity.erasure to schakel_app;
