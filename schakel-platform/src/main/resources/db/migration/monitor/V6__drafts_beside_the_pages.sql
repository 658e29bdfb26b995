-- SPDX-License-Identifier: EUPL-1.2
-- Drafts are made beside the pages: planned, then made or failed.
alter table monitor.release drop constraint release_state_check;
alter table monitor.release drop constraint release_check;
alter table monitor.release
  add column tables_made int not null default 0 check (tables_made >= 0),
  add column failed_why text check (failed_why in ('erased', 'fault')),
  add constraint release_state_check
    check (state in ('MAKING', 'DRAFT', 'FAILED', 'APPROVED', 'RETURNED', 'WITHDRAWN')),
  add constraint release_undecided
    check ((state in ('MAKING', 'DRAFT', 'FAILED')) = (decided_by is null)),
  add constraint release_failed check ((state = 'FAILED') = (failed_why is not null));
-- What was returned or failed takes no number: the next draft of that version may.
drop index monitor.release_version;
create unique index release_version on monitor.release (publication, version)
  where state not in ('RETURNED', 'FAILED');
grant update (drafted_at, tables_made, failed_why) on monitor.release to schakel_app;
drop policy into_an_own_draft on monitor.release_table;
create policy into_what_is_being_made on monitor.release_table for insert
  with check (exists (select from monitor.release r
                       where r.id = release_table.release_id and r.state = 'MAKING'
                         and ((select database.everything())
                              or r.organisation_id = (select database.organisation()))));
comment on column monitor.release.drafted_at is 'When its tables were made; until then when it was planned';
comment on column monitor.release.tables_made is 'How many of its tables are made, for whoever waits';
comment on column monitor.release.failed_why is 'erased: people were erased from the set meanwhile; fault: the work kept failing';
