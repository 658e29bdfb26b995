// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The field list of one reporter type on one day. */
public final class RuleBook {
  private final String reporterType;
  private final Map<String, FieldRule> rules = new LinkedHashMap<>();
  private final List<FieldRule> required;

  RuleBook(String reporterType, Collection<FieldRule> rules) {
    this.reporterType = reporterType;
    rules.forEach(rule -> this.rules.put(rule.field(), rule));
    this.required =
        rules.stream().filter(rule -> rule.presence() == FieldRule.Presence.REQUIRED).toList();
  }

  public String reporterType() {
    return reporterType;
  }

  /** Empty where no rule is known: then nothing is allowed, and the officer is to be asked. */
  public Optional<FieldRule> rule(String field) {
    return Optional.ofNullable(rules.get(field));
  }

  public boolean allows(String field) {
    return rule(field).filter(rule -> !rule.refused()).isPresent();
  }

  public List<FieldRule> required() {
    return required;
  }

  public Collection<FieldRule> all() {
    return rules.values();
  }
}
