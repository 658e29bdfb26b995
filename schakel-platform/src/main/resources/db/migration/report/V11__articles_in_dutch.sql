-- SPDX-License-Identifier: EUPL-1.2
alter table report.ground add column article_nl text not null default '';
comment on column report.ground.article_nl is 'The article in Dutch';

-- Most reports of a bulk file name no person: those need no line in the index.
alter table report.report drop constraint report_person_id_key;
create unique index report_person on report.report (person_id) where person_id is not null;
