-- SPDX-License-Identifier: EUPL-1.2
-- Numbers that came in clear get the keys of their pseudonyms too, from the key holder. What is
-- still to be asked waits here, so that a report never waits for the key holder.
create table identity.number_to_ask (
  kind      text not null check (kind in ('V_NUMBER', 'BSN')),
  epoch     int not null check (epoch >= 0),
  person_id uuid not null,
  primary key (kind, epoch, person_id)
);
create index number_to_ask_person on identity.number_to_ask (person_id);
comment on table identity.number_to_ask is 'Whose numbers the key holder is still to be asked about; no number';
comment on column identity.number_to_ask.kind is 'Which number of the person';
comment on column identity.number_to_ask.epoch is 'Epoch of the key holder; 0 for each one that is open when it is asked';
comment on column identity.number_to_ask.person_id is 'A person of the vault';

create table identity.number_epoch (
  kind  text not null check (kind in ('V_NUMBER', 'BSN')),
  epoch int not null check (epoch > 0),
  since timestamptz not null,
  primary key (kind, epoch)
);
comment on table identity.number_epoch is 'Epochs of the key holder in which everybody who stood in the vault was put down to be asked about; emptied when the key holder is not asked any more';
comment on column identity.number_epoch.since is 'When they were put down, UTC';

grant select, insert, delete on identity.number_to_ask, identity.number_epoch to schakel_app;
