-- SPDX-License-Identifier: EUPL-1.2
create index entry_newest on audit.entry (at desc, id desc);
create index entry_organisation on audit.entry (organisation_id, at desc);
drop index audit.entry_at;

alter table audit.entry enable row level security;
create policy read_entry on audit.entry for select
  using ((select database.everything()) or organisation_id = (select database.organisation()));
create policy write_entry on audit.entry for insert with check (true);
comment on policy read_entry on audit.entry is 'Second wall: who reaches no other organisation reads no line of one';
