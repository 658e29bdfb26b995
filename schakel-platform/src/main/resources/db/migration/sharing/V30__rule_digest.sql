-- SPDX-License-Identifier: EUPL-1.2
-- The whole digest of the files of a version. The name that people read is cut to 64 bits, and two files can be made that share it.
alter table sharing.rule_version add column digest text;

-- The name of each file without .dmn, then its bytes, in the order in which the tables are asked.
alter table sharing.rule_version disable trigger guard_approval;
update sharing.rule_version v
   set digest = 'sha256:' || encode(sha256((
         select string_agg(
                  convert_to(regexp_replace(f.name, '[.]dmn$', ''), 'UTF8') || f.content,
                  ''::bytea
                  order by array_position(
                    array['vital-danger.dmn', 'registration.dmn', 'care.dmn', 'police.dmn', 'prosecution-residence.dmn',
                          'administration.dmn', 'statistics.dmn', 'no-person.dmn', 'special-categories.dmn', 'grounds.csv'],
                    f.name))
           from sharing.rule_file f
          where f.version_id = v.id)), 'hex');
alter table sharing.rule_version enable trigger guard_approval;

alter table sharing.rule_version
  alter column digest set not null,
  add check (digest ~ '^sha256:[0-9a-f]{64}$' and starts_with(digest, content));
comment on column sharing.rule_version.content is 'Short name of the content, for people and the log: the digest cut to 16 hexadecimal digits';
comment on column sharing.rule_version.digest is 'SHA-256 of all files of the version; what is compared, as the short name is not unique by itself';
