-- SPDX-License-Identifier: EUPL-1.2
-- Two reports may turn out to share a key after each had its place: the key holder answered later.
alter table register.movement
  add column by_key text check (by_key in ('V_NUMBER', 'BSN', 'PERSON_KEY', 'V_NUMBER_PSEUDONYM', 'BSN_PSEUDONYM')),
  add constraint movement_by_late_key_check check (by_key is null or (kind = 'merge' and weight is null));
comment on column register.movement.by_key is 'Kind of the key that reports of the two victims turned out to share, where that brought them together; no key and no number';
