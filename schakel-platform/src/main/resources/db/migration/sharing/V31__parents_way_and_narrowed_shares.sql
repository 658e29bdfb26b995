-- SPDX-License-Identifier: EUPL-1.2
-- A parent who is said to exploit answers for no child, whoever reported it; and a share loses a class of data without ending.
create table sharing.parents_way (
  report_id uuid primary key,
  closed_at timestamptz not null
);
comment on table sharing.parents_way is 'Reports of persons of whom a report, of whichever organisation, names a parent as exploiter: no parent answers for them. The room register keeps it true when persons are merged or split. It does not say which report';
comment on column sharing.parents_way.report_id is 'Report of the person in room report';
comment on column sharing.parents_way.closed_at is 'Since when, UTC';
alter table sharing.parents_way enable row level security;
create policy read_by_the_chain on sharing.parents_way for select
  using ((select database.everything()) or (select database.organisation()) is not null);
create policy kept_by_the_register on sharing.parents_way
  using ((select database.everything())) with check ((select database.everything()));
grant select, insert, delete on sharing.parents_way to schakel_app;

alter table sharing.share drop constraint share_check_reason_check;
alter table sharing.share add constraint share_check_reason_check
  check (check_reason in ('', 'regrouped', 'source-amended', 'parents-answer'));
comment on column sharing.share.check_reason is 'regrouped: its reports turned out to be of more than one person; source-amended: what it passes on was changed; parents-answer: it rested on the answer of a parent who cannot answer any more';
comment on column sharing.share.reason_code is 'Why it was declined, ended, or lost a class of data that the recipient has not taken note of';

-- Who takes a consent back sees that a share was passed on, not what is in it; still nothing of the class may stay anywhere below.
create function sharing.take_out(
  from_share uuid, classes text[], consents text[], decisions text[], rule_rows text[], audit uuid, moment timestamptz, reason text)
  returns table (share_id uuid, anything_left boolean)
  language plpgsql security definer set search_path = sharing, pg_catalog
as $$
declare
  one sharing.share;
  newer int;
begin
  for one in
    with recursive down as (
      select s.id from sharing.share s where s.id = from_share
      union
      select c.id from sharing.share c join down d on c.parent_id = d.id)
    select s.* from sharing.share s
     where s.id in (select d.id from down d)
       and s.state in ('SENT', 'ACCEPTED')
       and (database.everything() or database.organisation() = any (s.seen_by))
     order by s.created_at, s.id
       for update
  loop
    continue when not exists (
      select from sharing.share_field f
       where f.share_id = one.id and f.version = one.version
         and f.data = any (classes) and f.state in ('given', 'sealed'));
    share_id := one.id;
    anything_left := exists (
      select from sharing.share_field f
       where f.share_id = one.id and f.version = one.version
         and f.data <> all (classes) and f.state in ('given', 'sealed'));
    if not anything_left then
      return next;
      continue;
    end if;
    newer := one.version + 1;
    insert into sharing.share_field (share_id, version, position, name, data, state, texts)
    select f.share_id, newer, f.position, f.name, f.data,
           case when f.data = any (classes) then 'not-allowed' else f.state end,
           case when f.data = any (classes) then '{}' else f.texts end
      from sharing.share_field f
     where f.share_id = one.id and f.version = one.version;
    insert into sharing.share_class
      (share_id, version, data, consent, rests, met, may_go, decision, unmet, rules, audit_id)
    select c.share_id, newer, c.data,
           coalesce(n.consent, c.consent), c.rests and n.data is null, c.met, c.may_go and n.data is null,
           coalesce(n.decision, c.decision),
           case when n.data is null then c.unmet else '{}' end,
           case when n.data is null then c.rules else string_to_array(n.rules, ',') end,
           case when n.data is null then c.audit_id else audit end
      from sharing.share_class c
      left join unnest(classes, consents, decisions, rule_rows) as n (data, consent, decision, rules) on n.data = c.data
     where c.share_id = one.id and c.version = one.version;
    update sharing.share s
       set version = newer, changed_at = moment, reason_code = reason
     where s.id = one.id;
    return next;
  end loop;
end
$$;
comment on function sharing.take_out(uuid, text[], text[], text[], text[], uuid, timestamptz, text) is 'Makes a new version of a live share, and of everything live that passes it on, in which these classes of data are not allowed; it can only take out. Says which shares held them; one in which nothing would be left is not changed';
revoke execute on function sharing.take_out(uuid, text[], text[], text[], text[], uuid, timestamptz, text) from public;
grant execute on function sharing.take_out(uuid, text[], text[], text[], text[], uuid, timestamptz, text) to schakel_app;

-- Which consents a share rests on is worked out from what stands now, class by class; nothing reads this any more.
drop table sharing.share_consent;
