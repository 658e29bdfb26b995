-- SPDX-License-Identifier: EUPL-1.2
-- The EMM shared a kind with the RIECs, so that rules about a RIEC were applied to it. An administrator who gave it another
-- kind keeps that.
update organisation.organisation
   set type = 'trafficking-expertise-centre'
 where name = 'Expertisecentrum Mensenhandel en Mensensmokkel' and type = 'information-expertise-centre';
