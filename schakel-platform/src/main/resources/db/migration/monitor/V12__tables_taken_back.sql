-- SPDX-License-Identifier: EUPL-1.2
-- Tables of others can be taken back; what the working role may do to them depends on their state.
alter table monitor.aggregate_upload
  drop constraint aggregate_upload_state_check,
  add column withdrawn_by uuid,
  add column withdrawn_of uuid,
  add column withdrawn_at timestamptz,
  add column withdrawn_note text check (length(withdrawn_note) between 1 and 2000),
  add column checked_by uuid,
  add column checked_at timestamptz,
  add constraint aggregate_upload_state_check
    check (state in ('UPLOADED', 'APPROVED', 'RETURNED', 'WITHDRAWN')),
  add constraint aggregate_upload_withdrawn check ((state = 'WITHDRAWN') = (withdrawn_by is not null)),
  add constraint aggregate_upload_withdrawal
    check (num_nulls(withdrawn_by, withdrawn_of, withdrawn_at, withdrawn_note) in (0, 4)),
  add constraint aggregate_upload_checked
    check ((checked_by is null) = (checked_at is null) and (checked_by is null or withdrawn_by is not null)),
  add constraint aggregate_upload_second_look check (checked_by <> withdrawn_by);
grant update (withdrawn_by, withdrawn_of, withdrawn_at, withdrawn_note, checked_by, checked_at)
  on monitor.aggregate_upload to schakel_app;
comment on column monitor.aggregate_upload.withdrawn_by is 'Account that took the table back; its numbers go at once';
comment on column monitor.aggregate_upload.withdrawn_of is 'Organisation of that account: the own one, or one that publishes tables of all';
comment on column monitor.aggregate_upload.withdrawn_note is 'Why, as the public page says it';
comment on column monitor.aggregate_upload.checked_by is 'Account of the second person, who looked at the withdrawal';

-- The one place in the database that says which step may follow which; no step is undone.
create function monitor.aggregate_step() returns trigger
  language plpgsql set search_path = monitor, pg_catalog
as $$
begin
  if old.state = 'UPLOADED' and new.state in ('APPROVED', 'RETURNED') then
    return new;
  end if;
  if (new.decided_by, new.decided_at, new.decided_note)
       is not distinct from (old.decided_by, old.decided_at, old.decided_note)
     and (old.state = 'APPROVED' and new.state = 'WITHDRAWN'
          or old.state = 'WITHDRAWN' and new.state = 'WITHDRAWN' and old.checked_by is null
             and (new.withdrawn_by, new.withdrawn_of, new.withdrawn_at, new.withdrawn_note)
                   is not distinct from (old.withdrawn_by, old.withdrawn_of, old.withdrawn_at, old.withdrawn_note))
  then
    return new;
  end if;
  raise exception 'a table of others does not go from % to % like this', old.state, new.state
    using errcode = 'check_violation';
end
$$;
create trigger aggregate_step before update on monitor.aggregate_upload
  for each row execute function monitor.aggregate_step();

-- Who may see rows of every organisation sees no more here than others do. What stands in the
-- state of an upload decides, and numbers enter in the transaction that makes it.
drop policy own_organisation on monitor.aggregate_upload;
drop policy everybody_once_approved on monitor.aggregate_upload;
create policy own_organisation_reads on monitor.aggregate_upload for select
  using (organisation_id = (select database.organisation()));
create policy everybody_reads_what_went_out on monitor.aggregate_upload for select
  using (state in ('APPROVED', 'WITHDRAWN'));
create policy own_organisation_uploads on monitor.aggregate_upload for insert
  with check (organisation_id = (select database.organisation()) and state = 'UPLOADED');
create policy own_organisation_decides on monitor.aggregate_upload for update
  using (organisation_id = (select database.organisation()))
  with check (organisation_id = (select database.organisation()));
create policy publishers_of_all_take_back on monitor.aggregate_upload for update
  using ((select database.everything()) and state in ('APPROVED', 'WITHDRAWN'))
  with check ((select database.everything()) and state = 'WITHDRAWN');

drop policy own_organisation on monitor.aggregate_count;
create policy own_organisation_reads on monitor.aggregate_count for select
  using (exists (select from monitor.aggregate_upload u
                  where u.id = aggregate_count.upload_id
                    and u.organisation_id = (select database.organisation())));
create policy with_its_upload on monitor.aggregate_count for insert
  with check (exists (select from monitor.aggregate_upload u
                       where u.id = aggregate_count.upload_id and u.state = 'UPLOADED'
                         and u.organisation_id = (select database.organisation())
                         and u.xmin = pg_current_xact_id()::xid));

drop policy with_its_upload on monitor.aggregate_shown;
drop policy into_an_own_upload on monitor.aggregate_shown;
create policy own_organisation_reads on monitor.aggregate_shown for select
  using (exists (select from monitor.aggregate_upload u
                  where u.id = aggregate_shown.upload_id
                    and u.organisation_id = (select database.organisation())));
create policy everybody_reads_what_is_out on monitor.aggregate_shown for select
  using (exists (select from monitor.aggregate_upload u
                  where u.id = aggregate_shown.upload_id and u.state = 'APPROVED'));
-- What was out before is not unseen: a later table of the same maker is judged with it.
create policy judged_with_what_was_out on monitor.aggregate_shown for select
  using ((select database.everything())
         and exists (select from monitor.aggregate_upload u
                      where u.id = aggregate_shown.upload_id and u.state = 'WITHDRAWN'));
create policy with_its_upload on monitor.aggregate_shown for insert
  with check (exists (select from monitor.aggregate_upload u
                       where u.id = aggregate_shown.upload_id and u.state = 'UPLOADED'
                         and u.organisation_id = (select database.organisation())
                         and u.xmin = pg_current_xact_id()::xid));
