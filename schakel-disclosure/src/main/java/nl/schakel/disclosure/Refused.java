// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;

/**
 * A table that may not be published as it is.
 *
 * <p>For whoever prepares tables, not for the public: the list of cells tells something about the
 * persons in them.
 */
public record Refused(List<Reason> reasons) implements Outcome {
  public Refused {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a refusal without a reason");
    }
  }

  /**
   * The rule that a table breaks. Rows and columns are those of the figures that would be shown;
   * with suppression, of the true counts.
   */
  public enum Code {
    /** A row is not 0, but has fewer persons than the limit. */
    SMALL_ROW,
    /** One column holds the limit, in per cent, or more of a row. */
    ONE_COLUMN,
    /** All persons of a column are in one row. */
    FULL_COLUMN,
    /** The true difference with a cell of an earlier release is smaller than the limit, not 0. */
    DIFFERENCE,
    /** No rounding was found that fits with the table and with all earlier releases. */
    NO_ROUNDING,
    /** Somebody could work out that a cell holds few persons, or exactly how many. */
    WORKED_OUT,
    /** Neither safe nor unsafe could be proven within the bounds of the search. */
    NOT_PROVEN
  }

  /**
   * One reason.
   *
   * @param code the rule
   * @param cells the cells that break it, by their codes; may be empty
   * @param limit the limit of the rule
   * @param releases names of the earlier releases that play a part
   */
  public record Reason(Code code, List<List<String>> cells, int limit, List<String> releases) {
    public Reason {
      cells = List.copyOf(cells);
      releases = List.copyOf(releases);
    }

    /** Returns in one sentence which rule is broken and how often. */
    public Sentence sentence() {
      int n = cells.size();
      boolean one = n == 1;
      String nl =
          switch (code) {
            case SMALL_ROW ->
                "%d %s minder dan %d personen."
                    .formatted(n, one ? "rij heeft" : "rijen hebben", limit);
            case ONE_COLUMN ->
                "In %d %s zit %d %% of meer van alle personen van de rij."
                    .formatted(n, one ? "cel" : "cellen", limit);
            case FULL_COLUMN ->
                "Van %d %s zitten alle personen in één rij."
                    .formatted(n, one ? "kolom" : "kolommen");
            case DIFFERENCE ->
                "%d %s minder dan %d personen van een cel in een eerdere publicatie%s."
                    .formatted(n, one ? "cel verschilt" : "cellen verschillen", limit, named());
            case NO_ROUNDING ->
                "Er is geen afronding gevonden die klopt met deze tabel en met wat al is gepubliceerd%s."
                    .formatted(named());
            case WORKED_OUT ->
                "Van %d %s is uit te rekenen dat er weinig personen in zitten, of hoeveel precies."
                    .formatted(n, one ? "cel" : "cellen");
            case NOT_PROVEN ->
                "Van %d %s kon niet worden bewezen dat %s veilig %s."
                    .formatted(n, one ? "cel" : "cellen", one ? "die" : "zij", one ? "is" : "zijn");
          };
      String en =
          switch (code) {
            case SMALL_ROW ->
                "%d %s fewer than %d persons.".formatted(n, one ? "row has" : "rows have", limit);
            case ONE_COLUMN ->
                "%d %s %d %% or more of all persons of %s row."
                    .formatted(n, one ? "cell holds" : "cells hold", limit, one ? "its" : "their");
            case FULL_COLUMN ->
                "Of %d %s all persons are in one row.".formatted(n, one ? "column" : "columns");
            case DIFFERENCE ->
                "%d %s by fewer than %d persons from a cell of an earlier release%s."
                    .formatted(n, one ? "cell differs" : "cells differ", limit, named());
            case NO_ROUNDING ->
                "No rounding was found that fits with this table and with what was published before%s."
                    .formatted(named());
            case WORKED_OUT ->
                "Of %d %s it can be worked out that %s few persons, or exactly how many."
                    .formatted(n, one ? "cell" : "cells", one ? "it holds" : "they hold");
            case NOT_PROVEN ->
                "Of %d %s it could not be proven that %s safe."
                    .formatted(n, one ? "cell" : "cells", one ? "it is" : "they are");
          };
      return new Sentence(nl, en);
    }

    private String named() {
      return releases.isEmpty() ? "" : " (" + String.join(", ", releases) + ")";
    }

    /** Returns in one sentence what would help. */
    public Sentence help() {
      return switch (code) {
        case SMALL_ROW ->
            new Sentence(
                "Neem bredere categorieën, minder dimensies of meer jaren samen.",
                "Take broader categories, fewer dimensions or more years together.");
        case ONE_COLUMN, FULL_COLUMN ->
            new Sentence(
                "Voeg categorieën samen, of laat de dimensie weg die de groep verraadt.",
                "Merge categories, or leave out the dimension that gives the group away.");
        case DIFFERENCE ->
            new Sentence(
                "Gebruik dezelfde categorieën en filters als toen, of maak het verschil een eigen categorie van deze tabel.",
                "Use the same categories and filters as then, or make the difference a category of this table.");
        case NO_ROUNDING ->
            new Sentence(
                "Toon minder dimensies of minder niveaus, of neem de verdeling van de eerdere publicatie over.",
                "Show fewer dimensions or levels, or take over the breakdown of the earlier release.");
        case WORKED_OUT, NOT_PROVEN ->
            new Sentence(
                "Voeg categorieën samen, laat totalen weg of kies gecontroleerd afronden.",
                "Merge categories, leave out totals or choose controlled rounding.");
      };
    }
  }
}
