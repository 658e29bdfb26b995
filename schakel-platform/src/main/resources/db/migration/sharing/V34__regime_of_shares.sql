-- SPDX-License-Identifier: EUPL-1.2
-- Data of a police investigation or under medical secrecy follow other rules than what the sender usually holds. What was
-- sent before did not say so and was judged by the usual law of its sender, as it still is.
alter table sharing.share add column regime text check (regime ~ '^[a-z0-9-]{1,40}$');
comment on column sharing.share.regime is 'Law under which the sender holds the data, a code of the list regime; null for shares of before it was asked: the usual one of the sender';
