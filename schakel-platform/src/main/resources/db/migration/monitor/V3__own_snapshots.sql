-- SPDX-License-Identifier: EUPL-1.2
-- Who asked for an estimate reads it, and the counts behind it, by the rows of the own organisation alone.
drop policy system_only on monitor.estimate_snapshot;
create policy own_organisation on monitor.estimate_snapshot
  using ((select database.everything())
         or exists (select from monitor.estimate_run run
                     where run.snapshot_sha256 = estimate_snapshot.sha256));
create index estimate_run_snapshot on monitor.estimate_run (snapshot_sha256);
comment on table monitor.estimate_snapshot is 'The exact counts an estimate was made from, kept so that it can be repeated; small numbers included, never exported';
