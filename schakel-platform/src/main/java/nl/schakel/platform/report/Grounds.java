// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.schakel.platform.report.ProposedGround.AppliesTo;

/** Legal grounds, and which of them fit whom. Dutch: grondslagen. */
public class Grounds {
  private final Map<String, Ground> grounds = new LinkedHashMap<>();
  private final List<ProposedGround> proposed;
  private final Map<Fitting, Set<String>> codes = new ConcurrentHashMap<>();

  Grounds(Collection<Ground> grounds, Collection<ProposedGround> proposed) {
    grounds.forEach(ground -> this.grounds.put(ground.code(), ground));
    this.proposed =
        proposed.stream().sorted(Comparator.comparingInt(ProposedGround::position)).toList();
  }

  public Optional<Ground> find(String code) {
    return Optional.ofNullable(grounds.get(code));
  }

  public Ground get(String code) {
    return find(code).orElseThrow(() -> new IllegalArgumentException("No ground " + code));
  }

  public Collection<Ground> all() {
    return grounds.values();
  }

  /** What fits this reporter, best first; for an unknown age both what fits adults and minors. */
  public List<ProposedGround> proposed(String reporterType, Optional<Boolean> minor) {
    return proposed.stream()
        .filter(one -> one.reporterType().equals(reporterType))
        .filter(
            one ->
                one.appliesTo() == AppliesTo.ANY
                    || minor
                        .map(
                            young -> one.appliesTo() == (young ? AppliesTo.MINOR : AppliesTo.ADULT))
                        .orElse(true))
        .toList();
  }

  /** Asked for each row of a file, so it is worked out once for each kind of reporter and age. */
  Set<String> proposedCodes(String reporterType, Optional<Boolean> minor) {
    return codes.computeIfAbsent(
        new Fitting(reporterType, minor),
        asked -> {
          Set<String> fitting = new LinkedHashSet<>();
          proposed(asked.reporterType(), asked.minor()).forEach(one -> fitting.add(one.ground()));
          return Collections.unmodifiableSet(fitting);
        });
  }

  private record Fitting(String reporterType, Optional<Boolean> minor) {}

  /** General grounds that are not proposed to this reporter: possible, by explicit choice. */
  public List<Ground> others(String reporterType, Optional<Boolean> minor) {
    Set<String> fitting = proposedCodes(reporterType, minor);
    return grounds.values().stream()
        .filter(ground -> ground.selectable() && ground.general())
        .filter(ground -> !fitting.contains(ground.code()))
        .toList();
  }
}
