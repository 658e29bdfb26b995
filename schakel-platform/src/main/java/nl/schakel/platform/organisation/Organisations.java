// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import com.fasterxml.uuid.Generators;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationFinder;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.OrganisationNames;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The directory of the chain. Dutch: organisatiegids. */
@Service
public class Organisations implements OrganisationNames, OrganisationFinder {
  private static final UUID NAMESPACE = UUID.fromString("5b4f88c8-0000-5000-8000-5c4a6b656c00");
  private static final int NAME_LENGTH = 200;
  private static final int NOTE_LENGTH = 1000;

  private final OrganisationStore store;
  private final DirectoryCodes codes;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;

  Organisations(
      OrganisationStore store, DirectoryCodes codes, Gate gate, AuditLog auditLog, Clock clock) {
    this.store = store;
    this.codes = codes;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** How a change of the directory ended. */
  public sealed interface Kept {
    record Done(OrganisationId id) implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {}

    /** Somebody else changed it in the meantime. */
    record Outdated() implements Kept {}
  }

  /** The id that an organisation of the shipped directory has in every installation. */
  public static OrganisationId idOf(String shippedName) {
    return new OrganisationId(nameBased("organisation/" + shippedName));
  }

  static UUID nameBased(String name) {
    return Generators.nameBasedGenerator(NAMESPACE).generate(name.getBytes(StandardCharsets.UTF_8));
  }

  @Transactional(readOnly = true)
  public Optional<Organisation> find(OrganisationId id) {
    return store.byId(id);
  }

  @Transactional(readOnly = true)
  public Organisation get(OrganisationId id) {
    return store.byId(id).orElseThrow(() -> new OrganisationNotFound(id));
  }

  /**
   * The one organisation that this name meant on this day, whether as its own name or as another;
   * empty when it meant none, or more than one.
   */
  @Transactional(readOnly = true)
  public Optional<Organisation> named(String name, LocalDate on) {
    List<Organisation> found = store.named(name.strip(), on);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * Code of the list {@code reporter-type}; empty when organisations of this type report nobody.
   */
  @Transactional(readOnly = true)
  public Optional<String> reporterType(OrganisationId id) {
    return codes.reporterType(get(id).type());
  }

  /** Letter of the list that its reports stand on; empty when the list stands in each report. */
  @Transactional(readOnly = true)
  public Optional<String> sourceList(OrganisationId id) {
    return get(id).sourceList();
  }

  /** What it is called; for an unknown id, the id itself. */
  @Override
  @Transactional(readOnly = true)
  public String nameOf(OrganisationId id) {
    return store.byId(id).map(Organisation::name).orElseGet(id::toString);
  }

  /** The open organisation with this number, else the one that this name means today. */
  @Override
  @Transactional(readOnly = true)
  public Optional<OrganisationId> find(String oinOrName) {
    return store
        .byOin(oinOrName.strip())
        .or(() -> named(oinOrName, today()))
        .filter(organisation -> organisation.existsOn(today()))
        .map(Organisation::id);
  }

  /** The chain works by the Dutch calendar. */
  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZoneId.of("Europe/Amsterdam")));
  }

  @Transactional(readOnly = true)
  public List<Organisation> search(OrganisationSearch search) {
    gate.require(OrganisationRights.READ);
    return store.search(search);
  }

  @Transactional(readOnly = true)
  public long count(OrganisationSearch search) {
    gate.require(OrganisationRights.READ);
    return store.count(search);
  }

  @Transactional(readOnly = true)
  public List<Alias> aliases(OrganisationId id) {
    return store.aliases(get(id).id());
  }

  @Transactional
  public Kept add(OrganisationDraft draft) {
    gate.require(OrganisationRights.KEEP);
    OrganisationId id = new OrganisationId(Generators.timeBasedEpochGenerator().generate());
    List<FieldProblem> problems = problems(id, draft);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    if (!store.insert(id, draft, "")) {
      return new Kept.Refused(List.of(new FieldProblem("name", "organisation.name-taken")));
    }
    auditLog.write(DirectoryChange.added(id, draft));
    return new Kept.Done(id);
  }

  /** Changes an organisation, or closes it; {@code version} is the one that was shown. */
  @Transactional
  public Kept change(OrganisationId id, int version, OrganisationDraft draft, boolean active) {
    gate.require(OrganisationRights.KEEP);
    get(id);
    List<FieldProblem> problems = problems(id, draft);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    if (!store.update(id, version, draft, active)) {
      return new Kept.Outdated();
    }
    auditLog.write(DirectoryChange.changed(id, version + 1, active));
    return new Kept.Done(id);
  }

  @Transactional
  public Kept addAlias(OrganisationId id, Alias alias) {
    gate.require(OrganisationRights.KEEP);
    get(id);
    List<FieldProblem> problems = aliasProblems(id, alias);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    if (!store.insertAlias(Generators.timeBasedEpochGenerator().generate(), id, alias)) {
      return new Kept.Refused(List.of(new FieldProblem("name", "organisation.name-taken")));
    }
    auditLog.write(DirectoryChange.named(id));
    return new Kept.Done(id);
  }

  private List<FieldProblem> problems(OrganisationId id, OrganisationDraft draft) {
    List<FieldProblem> problems = new ArrayList<>();
    checkName(problems, draft.name());
    if (problems.isEmpty()
        && store.meansAnother(
            draft.name(), id, draft.validFrom().orElse(null), draft.validTo().orElse(null))) {
      problems.add(new FieldProblem("name", "organisation.name-taken"));
    }
    checkCode(problems, "type", DirectoryCodes.TYPES, draft.type());
    checkCode(problems, "region", DirectoryCodes.REGIONS, draft.region());
    draft
        .sourceList()
        .ifPresent(list -> checkCode(problems, "sourceList", DirectoryCodes.SOURCE_LISTS, list));
    draft
        .dutyContact()
        .ifPresent(contact -> checkLength(problems, "dutyContact", contact, NAME_LENGTH));
    if (draft.oin().filter(oin -> !oin.matches("[0-9]{20}")).isPresent()) {
      problems.add(new FieldProblem("oin", "organisation.oin"));
    } else if (draft.oin().flatMap(store::byOin).filter(o -> !o.id().equals(id)).isPresent()) {
      problems.add(new FieldProblem("oin", "organisation.oin-taken"));
    }
    checkLength(problems, "note", draft.note(), NOTE_LENGTH);
    checkPeriod(problems, draft.validFrom(), draft.validTo());
    return problems;
  }

  private List<FieldProblem> aliasProblems(OrganisationId id, Alias alias) {
    List<FieldProblem> problems = new ArrayList<>();
    checkName(problems, alias.name());
    checkLength(problems, "source", alias.source(), NOTE_LENGTH);
    checkPeriod(problems, alias.validFrom(), alias.validTo());
    if (problems.isEmpty()
        && store.meansAnother(
            alias.name(), id, alias.validFrom().orElse(null), alias.validTo().orElse(null))) {
      problems.add(new FieldProblem("name", "organisation.name-taken"));
    }
    return problems;
  }

  private static void checkName(List<FieldProblem> problems, String name) {
    if (name.isBlank()) {
      problems.add(new FieldProblem("name", "organisation.name-missing"));
    }
    checkLength(problems, "name", name, NAME_LENGTH);
  }

  private static void checkLength(
      List<FieldProblem> problems, String field, String text, int longest) {
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      problems.add(
          new FieldProblem(field, "organisation.text-too-long", Integer.toString(longest)));
    }
  }

  private void checkCode(List<FieldProblem> problems, String field, String list, String code) {
    if (!codes.knows(list, code)) {
      problems.add(new FieldProblem(field, "organisation.choose"));
    }
  }

  private static void checkPeriod(
      List<FieldProblem> problems, Optional<LocalDate> from, Optional<LocalDate> to) {
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problems.add(new FieldProblem("validTo", "organisation.end-before-start"));
    }
  }
}
