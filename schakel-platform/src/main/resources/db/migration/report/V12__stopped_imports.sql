-- SPDX-License-Identifier: EUPL-1.2
-- A sender may stop the taking in of a file, and have it go on.
alter table report.import add column halted_at timestamptz;
comment on column report.import.halted_at is 'When the sender stopped it; empty unless it is to stay where it is until the sender has it go on';
