-- SPDX-License-Identifier: EUPL-1.2
-- A question that was refused is not judged anew as long as nothing came that it would be judged with.
alter table monitor.explorer_query
  add column refusal text,
  add column judged_with text,
  add constraint explorer_query_refused check (refusal is null or (outcome = 'refused' and judged_with is not null));
create index explorer_query_asked on monitor.explorer_query (set_id, organisation_id, md5(specification));
comment on column monitor.explorer_query.refusal is 'JSON: why the table was not shown and what would help; none for questions of before this was kept';
comment on column monitor.explorer_query.judged_with is 'SHA-256 of the rules, the releases, the answers to this organisation and the erasures that a refused question was judged with';
