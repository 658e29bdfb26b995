// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.report.FieldLists;
import org.springframework.stereotype.Service;

/**
 * What the figures could not see because field lists did not allow it.
 *
 * <p>The share is computed from figures that are shown already, so it tells nothing new about a
 * small number.
 */
@Service
public class UnseenFields {
  /**
   * The four facts that the chain misses most (parliament, 2019); empty is not the same as none.
   */
  private static final List<String> MISSED =
      List.of("placeOfOffence", "birthCountry", "recruitmentCountries", "transitCountries");

  private final FieldLists fieldLists;

  UnseenFields(FieldLists fieldLists) {
    this.fieldLists = fieldLists;
  }

  /** Per fact, by the field lists at the end of that year; empty when nothing can be said. */
  public List<UnseenField> of(int year, SafeYear figures) {
    if (!(figures.cuts().get(FigureDimension.REPORTER_TYPE.code())
        instanceof SafeCut.Shown(Counting counting, Map<String, SafeCell> cells))) {
      return List.of();
    }
    long all = cells.values().stream().mapToLong(UnseenFields::shown).sum();
    if (all == 0) {
      return List.of();
    }
    LocalDate end = LocalDate.of(year, 12, 31);
    List<UnseenField> unseen = new ArrayList<>();
    for (String field : MISSED) {
      List<String> refused =
          cells.keySet().stream().filter(type -> refuses(type, field, end)).toList();
      long blind =
          refused.stream()
              .mapToLong(type -> shown(cells.getOrDefault(type, new SafeCell.Hidden())))
              .sum();
      unseen.add(new UnseenField(field, refused, (int) Math.round(100.0 * blind / all)));
    }
    return unseen;
  }

  private boolean refuses(String reporterType, String field, LocalDate day) {
    return fieldLists.rule(reporterType, field, day).filter(rule -> rule.refused()).isPresent();
  }

  private static long shown(SafeCell cell) {
    return cell instanceof SafeCell.Shown(long value) ? value : 0;
  }
}
