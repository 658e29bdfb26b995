-- SPDX-License-Identifier: EUPL-1.2
-- A key of the sender's own is a way of being recognised too, and stands under a route of its own.
alter table report.route_decision
  drop constraint route_decision_route_check,
  add constraint route_decision_route_check check (route in ('clear', 'key', 'oblivious', 'encoded', 'count'));
comment on column report.route_decision.route is 'clear: names and numbers in the vault; key: a code of the sender''s own, of which a digest is kept; oblivious: pseudonyms made with a key holder; encoded: trial with error-tolerant encodings; count: only how many';
