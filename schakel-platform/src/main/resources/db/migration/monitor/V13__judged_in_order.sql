-- SPDX-License-Identifier: EUPL-1.2
-- What a release was judged with is kept with it, in the order in which drafts were made: no clock decides.
create sequence monitor.release_made;
grant usage on sequence monitor.release_made to schakel_app;
alter table monitor.release
  add column made_number bigint unique,
  add column judged_with uuid[],
  add column erasures_seen bigint;
with made as (
  select id, row_number() over (order by drafted_at, id) as n
    from monitor.release where state not in ('MAKING', 'FAILED'))
update monitor.release r set made_number = made.n from made where made.id = r.id;
select setval('monitor.release_made', coalesce(max(made_number), 0) + 1, false) from monitor.release;
update monitor.release r
   set judged_with = array(
         select b.id from monitor.release b
           join monitor.frozen_set theirs on theirs.id = b.set_id
           join monitor.frozen_set own on own.id = r.set_id
          where b.made_number < r.made_number
            and (b.state <> 'RETURNED' or b.decided_at > r.drafted_at)
            and theirs.first_year <= own.last_year and theirs.last_year >= own.first_year
          order by b.made_number),
       erasures_seen = (select coalesce(max(e.id), 0) from monitor.frozen_erasure e
                         where e.erased_on < (r.drafted_at at time zone 'UTC')::date)
 where r.made_number is not null;
alter table monitor.release
  add constraint release_made check ((state in ('MAKING', 'FAILED')) = (made_number is null)),
  add constraint release_judged
    check (num_nulls(made_number, judged_with, erasures_seen) in (0, 3));
grant update (made_number, judged_with, erasures_seen) on monitor.release to schakel_app;
comment on column monitor.release.made_number is 'Drafts in the order in which their tables were made, one at a time over all machines';
comment on column monitor.release.judged_with is 'Releases that its tables were judged together with, in the order in which they were made';
comment on column monitor.release.erasures_seen is 'Last erasure from a frozen set before its tables were made; a later one may stand in the way of making them again';
