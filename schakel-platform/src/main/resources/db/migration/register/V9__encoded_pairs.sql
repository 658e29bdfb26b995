-- SPDX-License-Identifier: EUPL-1.2
-- A trial outside this system may find encodings alike; what comes here is a question about two reports.
alter table register.candidate
  drop constraint candidate_reason_check,
  add constraint candidate_reason_check check (reason in ('exact-key-conflict', 'near', 'registrar', 'encoded')),
  add constraint candidate_encoded_check check (reason <> 'encoded' or weight is null);
comment on column register.candidate.weight is 'Weight of evidence in bits; empty for a strong key that points at two victims, for what a registrar asks and for what the trial with encodings found';
create index candidate_encoded on register.candidate (since) where reason = 'encoded';
