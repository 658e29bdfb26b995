-- SPDX-License-Identifier: EUPL-1.2
create table monitor.day_changes (
  day              date primary key,
  made_at          timestamptz not null,
  register_version bigint not null,
  changes          json not null
);
alter table monitor.day_changes enable row level security;
create policy system_only on monitor.day_changes using ((select database.everything()));
-- A list that was shown is never changed.
grant select, insert on monitor.day_changes to schakel_app;
comment on table monitor.day_changes is 'Which kinds of reporter, forms and regions changed, as it is shown on one day on every machine and after every restart. Exact counts are not kept here';
comment on column monitor.day_changes.day is 'Day in the Netherlands on which this list is shown';
comment on column monitor.day_changes.register_version is 'Version of the counts of the register when it was made';
comment on column monitor.day_changes.changes is 'Totals of twelve months to the nearest ten, none below twenty, the chance as a power of ten; and which groups are of fewer than three organisations';
