-- SPDX-License-Identifier: EUPL-1.2
-- Records enter in the transaction that makes their set; afterwards nothing is added to it.
create policy with_its_set on monitor.frozen_record as restrictive for insert
  with check (exists (select from monitor.frozen_set s
                       where s.id = frozen_record.set_id and s.xmin = pg_current_xact_id()::xid));
