// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the organisations that ship with the product into the directory. What is there already
 * stays as the administrator left it.
 */
@Component
class ShippedDirectory {
  private final OrganisationStore store;
  private final AuditLog auditLog;
  private final Gate gate;
  private final TransactionTemplate transaction;

  ShippedDirectory(
      OrganisationStore store, AuditLog auditLog, Gate gate, TransactionTemplate transaction) {
    this.store = store;
    this.auditLog = auditLog;
    this.gate = gate;
    this.transaction = transaction;
  }

  void bring() {
    gate.asSystem(
        () -> {
          transaction.executeWithoutResult(status -> load());
          return true;
        });
  }

  private void load() {
    int organisations = 0;
    for (ReferenceFile.Row row : ReferenceFile.read("organisations.csv")) {
      organisations += loadOrganisation(row) ? 1 : 0;
    }
    int aliases = 0;
    for (ReferenceFile.Row row : ReferenceFile.read("organisation-aliases.csv")) {
      aliases += loadAlias(row) ? 1 : 0;
    }
    if (organisations + aliases > 0) {
      auditLog.write(DirectoryChange.loaded(organisations, aliases));
    }
  }

  private boolean loadOrganisation(ReferenceFile.Row row) {
    OrganisationDraft draft =
        new OrganisationDraft(
            row.text("name"),
            row.text("type"),
            row.text("region"),
            Optional.empty(),
            row.optional("source_list"),
            Optional.empty(),
            row.date("valid_from"),
            row.date("valid_to"),
            row.text("note"));
    return store.insert(Organisations.idOf(draft.name()), draft, row.text("duty_phone_setting"));
  }

  private boolean loadAlias(ReferenceFile.Row row) {
    Alias alias =
        new Alias(
            row.text("alias"), row.date("valid_from"), row.date("valid_to"), row.text("source"));
    OrganisationId organisation = Organisations.idOf(row.text("name"));
    String key = organisation + "/" + alias.name() + "/" + row.text("valid_from");
    return store.byId(organisation).isPresent()
        && store.insertAlias(Organisations.nameBased("alias/" + key), organisation, alias);
  }
}
