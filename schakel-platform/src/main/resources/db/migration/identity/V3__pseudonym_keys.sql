-- SPDX-License-Identifier: EUPL-1.2
-- A number may reach the vault as the pseudonym that a key holder helped to make. While the key
-- holder changes its key, a person has one pseudonym for each of two epochs.
alter table identity.linking_key
  drop constraint linking_key_kind_check,
  add constraint linking_key_kind_check
    check (kind in ('V_NUMBER', 'BSN', 'PERSON_KEY', 'V_NUMBER_PSEUDONYM', 'BSN_PSEUDONYM')),
  drop constraint linking_key_pkey,
  add primary key (person_id, kind, key);
comment on table identity.linking_key is 'Keyed digests by which two reports on one person find each other without showing the number; of a pseudonym several, one for each epoch of the key holder';
