-- SPDX-License-Identifier: EUPL-1.2
-- Counts kept up to date by the statement that changes a row, so that no page scans the register.
-- Each function adds the rows of its transition table "changed", or takes them off: its argument is the sign.

create table register.figure_tally (
  year      int not null,
  dimension text not null,
  value     text not null,
  victims   bigint not null,
  primary key (dimension, year, value)
);
comment on table register.figure_tally is 'Number of victims per year and value of a dimension; those decided not to be victims do not count';
comment on column register.figure_tally.year is 'Year of the report; 0 is all years together, one victim counting once';
comment on column register.figure_tally.dimension is 'year, reporter-type, form, age-group, sex, nationality-group or lists';
comment on column register.figure_tally.value is 'Code; for lists the exact set of letters, sorted and joined by a comma; for year the word all';

create table register.figure_version (
  single  boolean primary key default true check (single),
  version bigint not null
);
insert into register.figure_version values (true, 0);
comment on table register.figure_version is 'Rises with every change of figure_tally';

create table register.work_tally (
  kind  text not null check (kind in ('new', 'possible-same', 'incomplete')),
  list  text not null,
  day   date not null,
  items bigint not null,
  primary key (kind, day, list)
);
comment on table register.work_tally is 'Number of items that wait for a registrar, per day since when (UTC) and source list';

grant select on register.figure_tally, register.figure_version, register.work_tally to schakel_app;

create function register.tally_victim_years() returns trigger
  language plpgsql security definer set search_path = register, pg_catalog
as $$
begin
  insert into register.figure_tally as t (year, dimension, value, victims)
  select c.year, cell.dimension, cell.value, tg_argv[0]::int * count(*)
    from changed c
   cross join lateral (
     select 'year' as dimension, 'all' as value
      union all select 'age-group', c.age_group
      union all select 'sex', c.sex
      union all select 'nationality-group', c.nationality_group
      union all select 'reporter-type', unnest(c.reporter_types)
      union all select 'form', unnest(c.forms)
      union all select 'lists', array_to_string(c.lists, ',')) cell
   where c.counted
   group by c.year, cell.dimension, cell.value
   order by cell.dimension, c.year, cell.value
  on conflict (dimension, year, value) do update set victims = t.victims + excluded.victims;
  if found then
    update register.figure_version set version = version + 1;
  end if;
  return null;
end
$$;
comment on function register.tally_victim_years() is 'Keeps figure_tally per year';

create trigger tally_added after insert on register.victim_year
  referencing new table as changed for each statement execute function register.tally_victim_years('1');
create trigger tally_gone after delete on register.victim_year
  referencing old table as changed for each statement execute function register.tally_victim_years('-1');
create trigger tally_before after update on register.victim_year
  referencing old table as changed for each statement execute function register.tally_victim_years('-1');
create trigger tally_now after update on register.victim_year
  referencing new table as changed for each statement execute function register.tally_victim_years('1');

create function register.tally_victims() returns trigger
  language plpgsql security definer set search_path = register, pg_catalog
as $$
begin
  insert into register.figure_tally as t (year, dimension, value, victims)
  select 0, cell.dimension, cell.value, tg_argv[0]::int * count(*)
    from changed c
   cross join lateral (
     select 'year' as dimension, 'all' as value
      union all select 'lists', array_to_string(c.lists, ',')) cell
   where c.reports > 0 and c.status <> 'not-a-victim'
   group by cell.dimension, cell.value
   order by cell.dimension, cell.value
  on conflict (dimension, year, value) do update set victims = t.victims + excluded.victims;
  if found then
    update register.figure_version set version = version + 1;
  end if;

  insert into register.work_tally as t (kind, list, day, items)
  select item.kind, c.first_list, (item.since at time zone 'UTC')::date, tg_argv[0]::int * count(*)
    from changed c
   cross join lateral (
     select 'new' as kind, c.review_since as since where c.review_since is not null
      union all select 'incomplete', c.created_at where c.missing <> '{}') item
   group by 1, 2, 3
   order by 1, 3, 2
  on conflict (kind, day, list) do update set items = t.items + excluded.items;
  return null;
end
$$;
comment on function register.tally_victims() is 'Keeps figure_tally over all years and work_tally of new and incomplete victims';

create trigger tally_added after insert on register.victim
  referencing new table as changed for each statement execute function register.tally_victims('1');
create trigger tally_before after update on register.victim
  referencing old table as changed for each statement execute function register.tally_victims('-1');
create trigger tally_now after update on register.victim
  referencing new table as changed for each statement execute function register.tally_victims('1');

create function register.tally_candidates() returns trigger
  language plpgsql security definer set search_path = register, pg_catalog
as $$
begin
  insert into register.work_tally as t (kind, list, day, items)
  select 'possible-same', c.list, (c.since at time zone 'UTC')::date, tg_argv[0]::int * count(*)
    from changed c
   where c.state in ('open', 'later')
   group by 2, 3
   order by 3, 2
  on conflict (kind, day, list) do update set items = t.items + excluded.items;
  return null;
end
$$;
comment on function register.tally_candidates() is 'Keeps work_tally of possible same persons';

create trigger tally_added after insert on register.candidate
  referencing new table as changed for each statement execute function register.tally_candidates('1');
create trigger tally_before after update on register.candidate
  referencing old table as changed for each statement execute function register.tally_candidates('-1');
create trigger tally_now after update on register.candidate
  referencing new table as changed for each statement execute function register.tally_candidates('1');
