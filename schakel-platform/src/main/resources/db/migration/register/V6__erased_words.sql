-- SPDX-License-Identifier: EUPL-1.2
-- What registrars wrote about somebody may tell who it is, and so may the steps of a weight. Both go with the person; that, when and by whom it was done stays.
create function register.forget(who uuid) returns void
  language plpgsql security definer set search_path = register, pg_catalog
as $$
declare
  reports uuid[] := array(select report_id from source where person_id = who);
  victims uuid[] := array(select distinct victim_id from source where person_id = who);
  asked uuid[] := array(select id from candidate where low_report_id = any (reports) or high_report_id = any (reports));
begin
  update candidate
     set weight = null, model_version = null, steps = '{}',
         decided_reason = case when decided_reason is not null then '' end
   where id = any (asked);
  update judgement
     set blind_reason = '', final_reason = case when final_reason is not null then '' end
   where candidate_id = any (asked);
  update movement m
     set reason = ''
   where m.from_victim_id = any (victims) or m.to_victim_id = any (victims)
      or exists (select from movement_item i where i.movement_id = m.id and i.item_id = any (reports));
  update separation s
     set reason = ''
   where exists (select from separation_report r where r.separation_id = s.id and r.report_id = any (reports));
  update decision
     set reason = '', withdrawn_reason = case when withdrawn_reason is not null then '' end
   where victim_id = any (victims);
  update source set person_id = null where person_id = who;
end
$$;
comment on function register.forget(uuid) is 'Cuts the way from the register to an erased person, and takes away the words and the steps of weights that were written about that person';
comment on table register.movement is 'Merges, splits and their undoing: who, when, why. Rows are never changed, but for the words of one whose person is erased';
revoke execute on function register.forget(uuid) from public;
grant execute on function register.forget(uuid) to schakel_app;
