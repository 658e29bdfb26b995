-- SPDX-License-Identifier: EUPL-1.2
grant usage on schema monitor to schakel_app;

create table monitor.day_figures (
  day              date primary key,
  made_at          timestamptz not null,
  register_version bigint not null,
  figures          json not null
);
comment on table monitor.day_figures is 'The protected figures that are shown on one day, so that two looks on one day cannot be compared with each other. Exact counts are not kept here';
comment on column monitor.day_figures.day is 'Day in the Netherlands on which these figures are shown';
comment on column monitor.day_figures.made_at is 'Moment at which the register was counted, UTC';
comment on column monitor.day_figures.register_version is 'Version of the counts of the register at that moment';
comment on column monitor.day_figures.figures is 'Per year the total and every cut: multiples of five, hidden below five, or withheld';

-- Figures that were shown are never changed.
grant select, insert on monitor.day_figures to schakel_app;
