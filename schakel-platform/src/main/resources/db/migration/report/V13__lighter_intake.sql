-- SPDX-License-Identifier: EUPL-1.2
-- A column that no report of a batch fills is left out of the copy; then nothing was said.
alter table report.report
  alter column identity_fields set default '{}',
  alter column nationalities set default '{}',
  alter column exploitation_forms set default '{}',
  alter column sectors set default '{}',
  alter column venues set default '{}',
  alter column recruitment_means set default '{}',
  alter column control_means set default '{}',
  alter column recruitment_countries set default '{}',
  alter column transit_countries set default '{}',
  alter column exploitation_countries set default '{}',
  alter column exploitation_municipalities set default '{}',
  alter column knowledge_sources set default '{}';

-- Numbers rise, so in rising order each new line goes to the end; read backwards it serves as well.
drop index report.report_own;
create index report_own on report.report (organisation_id, number);

-- A row of a file has its reference as its key, and the unique index of keys finds it.
drop index report.report_reference;
create index report_reference on report.report (organisation_id, reference)
  where reference is distinct from submission_key and reference is not null;

-- Keys are compared byte by byte, which is quicker than by an alphabet and everywhere the same: then the
-- application knows the first and the last key of a batch as the index does.
alter table report.report drop constraint report_organisation_id_submission_key_key;
create unique index report_submission on report.report (organisation_id, submission_key collate "C");
