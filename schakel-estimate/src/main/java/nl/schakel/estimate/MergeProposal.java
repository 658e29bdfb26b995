// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Two lists that are better counted as one, with the reason.
 *
 * <p>A list is small when it holds under 5 % of the persons observed, or meets more than half of
 * the other lists in fewer than 5 persons. It is joined with the other small list that shares most
 * persons with it for their sizes, or with the smallest other list. Never fewer than three lists
 * are left. A proposal only: whether two organisations do the same work is not in the counts.
 *
 * @param first name of the smaller list
 * @param second name of the other
 * @param reason why, with the numbers that decided, none of them below 5
 * @param dutch the same in Dutch
 * @param population stepwise estimate after the merge; NaN when no usable fit exists
 */
public record MergeProposal(
    String first, String second, String reason, String dutch, double population) {
  private static final double SMALL_SHARE = 0.05;
  private static final int SMALL_OVERLAP = 5;

  /** Looks for small lists; empty when there are at most three lists or none is small. */
  public static List<MergeProposal> of(CaptureTable table) {
    List<MergeProposal> proposals = new ArrayList<>();
    if (table.size() <= 3) {
      return proposals;
    }
    List<Integer> small = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      if (thin(table, i) * 2 > table.size() - 1 || share(table, i) < SMALL_SHARE) {
        small.add(i);
      }
    }
    small.sort(Comparator.comparingLong(i -> table.onAll(1 << i)));
    for (int i : small) {
      int partner = partner(table, i, small);
      if (proposals.stream()
          .noneMatch(p -> p.names(table.lists().get(i), table.lists().get(partner)))) {
        proposals.add(propose(table, i, partner));
      }
    }
    return proposals;
  }

  private boolean names(String a, String b) {
    return first.equals(a) && second.equals(b) || first.equals(b) && second.equals(a);
  }

  private static double share(CaptureTable table, int list) {
    return (double) table.onAll(1 << list) / table.observed();
  }

  private static int thin(CaptureTable table, int list) {
    int thin = 0;
    for (int j = 0; j < table.size(); j++) {
      thin += j != list && table.onAll(1 << list | 1 << j) < SMALL_OVERLAP ? 1 : 0;
    }
    return thin;
  }

  private static int partner(CaptureTable table, int list, List<Integer> small) {
    int best = -1;
    double closest = -1;
    for (int j = 0; j < table.size(); j++) {
      if (j != list) {
        double sizes = Math.sqrt((double) table.onAll(1 << list) * table.onAll(1 << j));
        double closeness =
            table.onAll(1 << list | 1 << j) / Math.max(1, sizes) + (small.contains(j) ? 1 : 0);
        if (closeness > closest) {
          closest = closeness;
          best = j;
        }
      }
    }
    return best;
  }

  /** A share from which no count below 5 follows. */
  private static String part(CaptureTable table, int list) {
    double smallest = 100.0 * SafeTable.SMALLEST / table.observed();
    double percent = 100 * share(table, list);
    return percent < smallest
        ? String.format(Locale.ROOT, "less than %.1f %%", smallest)
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static MergeProposal propose(CaptureTable table, int list, int partner) {
    String first = table.lists().get(list);
    String second = table.lists().get(partner);
    CaptureTable merged = table.merge(List.of(first, second), first + "+" + second);
    String reason =
        "%s holds %s of all observed and meets %d of %d other lists in fewer than %d persons"
            .formatted(
                first, part(table, list), thin(table, list), table.size() - 1, SMALL_OVERLAP);
    String dutch =
        "%s heeft %s van alle geziene personen en deelt met %d van de %d andere lijsten minder dan %d personen"
            .formatted(
                first,
                part(table, list).replace("less than", "minder dan").replace('.', ','),
                thin(table, list),
                table.size() - 1,
                SMALL_OVERLAP);
    return new MergeProposal(
        first,
        second,
        reason,
        dutch,
        new Stepwise(merged.size(), Stepwise.USUAL_THRESHOLD).population(Cells.of(merged)));
  }
}
