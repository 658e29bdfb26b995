-- SPDX-License-Identifier: EUPL-1.2
-- Erasing a person takes that person's keys out; without this it would read everybody's.
create index blocking_key_person on identity.blocking_key (person_id);
