-- SPDX-License-Identifier: EUPL-1.2
-- Whose rows the running transaction may see; set by the application at the start of each transaction.
create function database.organisation() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('schakel.organisation', true), '')::uuid;
comment on function database.organisation() is 'Organisation whose rows this transaction may see; null outside a transaction of the application';

create function database.everything() returns boolean
  language sql stable parallel safe
  return coalesce(nullif(current_setting('schakel.everything', true), ''), 'false')::boolean;
comment on function database.everything() is 'Whether this transaction may see rows of every organisation';

grant usage on schema database to schakel_app;
grant execute on function database.organisation(), database.everything() to schakel_app;

create table database.event_publication (
  id                     uuid primary key,
  listener_id            text not null,
  event_type             text not null,
  serialized_event       text not null,
  publication_date       timestamptz not null,
  completion_date        timestamptz,
  status                 text,
  completion_attempts    int,
  last_resubmission_date timestamptz
);
create index event_publication_serialized_event on database.event_publication using hash (serialized_event);
create index event_publication_completion on database.event_publication (completion_date);
comment on table database.event_publication is 'Outbox: events whose listener has not finished yet; a row is deleted on completion and holds identifiers only';
grant select, insert, update, delete on database.event_publication to schakel_app;

create table database.scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on database.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on database.scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on database.scheduled_tasks (priority desc, execution_time);
comment on table database.scheduled_tasks is 'Jobs that wait or run (db-scheduler); data holds identifiers only';
grant select, insert, update, delete on database.scheduled_tasks to schakel_app;
