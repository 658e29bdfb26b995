-- SPDX-License-Identifier: EUPL-1.2
alter table register.separation add column withdrawn_reason text;
comment on column register.separation.withdrawn_reason is 'Why it does not hold any more; empty where it was withdrawn before a reason was asked';
