-- SPDX-License-Identifier: EUPL-1.2
-- That a kind takes part does not make every organisation of that kind a party: only an agreement that is itself
-- nationwide for the kind does. What was written down before did not say so, and counts for the organisations it names.
alter table sharing.covenant add column nationwide_types text[] not null default '{}';
comment on column sharing.covenant.nationwide_types is 'Kinds of which every organisation is a party, because the agreement itself is nationwide for that kind; codes of parties.csv';
comment on column sharing.covenant.party_types is 'Kinds that take part with some of their organisations, codes of parties.csv: shown, but only organisations that are named are parties';

-- Of agreements that came with the product and that nobody touched, the file says which kinds are nationwide.
update sharing.covenant
   set nationwide_types = party_types, party_types = '{}'
 where version = 1
   and name in ('Convenant douane en Koninklijke Marechaussee (2013)', 'Samenwerking in het EMM',
                'Transport Informatie Expertise Centrum (TIEC)');
update sharing.covenant
   set nationwide_types = array['police', 'prosecution-service', 'border-police', 'labour-inspectorate', 'customs', 'immigration-service'],
       party_types = array['riec', 'municipality', 'mayor']
 where version = 1 and name = 'Regionale Informatie- en Expertisecentra (RIEC) onder de WGS';
