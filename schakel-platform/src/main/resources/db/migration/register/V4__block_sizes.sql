-- SPDX-License-Identifier: EUPL-1.2
-- How many reports each block holds, counted when they come in: counting them at each search read every block anew.
create table register.block_size (
  nationality text not null,
  sex         text not null,
  place       text not null,
  birth_low   int not null,
  birth_high  int not null,
  reports     bigint not null,
  primary key (nationality, sex, place, birth_low, birth_high)
);
comment on table register.block_size is 'Number of reports per block, so that what a search leaves out can be told without reading the blocks.';
comment on column register.block_size.nationality is 'As in register.block.';
comment on column register.block_size.sex is 'As in register.block.';
comment on column register.block_size.place is 'As in register.block.';
comment on column register.block_size.birth_low is 'First possible year of birth.';
comment on column register.block_size.birth_high is 'Last possible year of birth.';
comment on column register.block_size.reports is 'Reports with exactly these facts.';

insert into register.block_size
select nationality, sex, place, birth_low, birth_high, count(*)
  from register.block
 group by nationality, sex, place, birth_low, birth_high;

-- Only the trigger writes here, so that the count is never anything else than the rows.
grant select on register.block_size to schakel_app;
alter table register.block_size enable row level security;
create policy register_only on register.block_size using ((select database.everything()));

create function register.count_blocks() returns trigger
  language plpgsql security definer set search_path = register, pg_catalog
as $$
begin
  insert into register.block_size as s (nationality, sex, place, birth_low, birth_high, reports)
  select c.nationality, c.sex, c.place, c.birth_low, c.birth_high, count(*)
    from changed c
   group by c.nationality, c.sex, c.place, c.birth_low, c.birth_high
   order by c.nationality, c.sex, c.place, c.birth_low, c.birth_high
  on conflict (nationality, sex, place, birth_low, birth_high)
    do update set reports = s.reports + excluded.reports;
  return null;
end
$$;

create trigger count_added after insert on register.block
  referencing new table as changed for each statement execute function register.count_blocks();
