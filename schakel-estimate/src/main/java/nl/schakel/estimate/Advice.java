// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The verdict in words: whether to publish, what was assumed, and what would change the number.
 *
 * @param publish what to do with the figures
 * @param statements reasons, most important first
 */
public record Advice(Publish publish, List<Statement> statements) {
  static final Remark NO_OVERLAP =
      new Remark(
          "no information about the hidden part: lists never overlap",
          "geen informatie over het verborgen deel: de lijsten overlappen nergens");

  public Advice {
    statements = List.copyOf(statements);
  }

  /** What to do with the figures. */
  public enum Publish {
    /** Publish, with interval and assumptions. */
    YES,
    /** Publish only as a range over models, never as one number. */
    RANGE,
    /** Do not publish. */
    NO
  }

  /**
   * One reason.
   *
   * @param code short name that does not change
   * @param english sentence in English
   * @param dutch sentence in Dutch
   */
  public record Statement(String code, String english, String dutch) {}

  static Advice of(
      CaptureTable table,
      List<Estimate> estimates,
      Optional<LowerBound> bound,
      Optional<ModelCloud> cloud,
      Optional<InternalConsistency> consistency,
      List<Sensitivity.Curve> curves,
      Optional<Coverage> coverage) {
    Writer writer = new Writer();
    if (!table.overlaps()) {
      writer.worst(Publish.NO);
      writer.say(
          "no-overlap",
          "There is no information about the hidden part: the lists never overlap.",
          "Er is geen informatie over het verborgen deel: de lijsten overlappen nergens.");
      return writer.done();
    }
    writer.range(table, estimates, cloud);
    writer.estimates(estimates);
    writer.size(table);
    cloud.ifPresentOrElse(writer::cloud, writer::noCloud);
    writer.warnings(estimates);
    bound.ifPresent(b -> writer.bound(b, estimates));
    consistency.ifPresent(writer::consistency);
    writer.curves(curves);
    coverage.ifPresent(writer::coverage);
    writer.assumptions();
    return writer.done();
  }

  private static String inDutch(String method) {
    return switch (method) {
      case "stepwise" -> "de stapsgewijze keuze";
      case "bic" -> "de keuze uit alle modellen";
      case "dga" -> "het middelen over grafen";
      case "lcm" -> "de latente klassen";
      case "bayes" -> "het drempelen";
      default -> method;
    };
  }

  private static String english(double number) {
    return String.format(Locale.UK, "%,.0f", number);
  }

  private static String dutch(double number) {
    return english(number).replace(',', '.');
  }

  /** Collects statements and remembers the worst consequence. */
  private static final class Writer {
    private final List<Statement> statements = new ArrayList<>();
    private Publish publish = Publish.YES;

    Advice done() {
      String[] first =
          switch (publish) {
            case YES ->
                new String[] {
                  "The figure may be published with its interval and its assumptions.",
                  "Het cijfer mag naar buiten, met het interval en de aannames erbij."
                };
            case RANGE ->
                new String[] {
                  "Do not publish one number: give the range over models and methods.",
                  "Publiceer niet één getal: geef de bandbreedte over modellen en methoden."
                };
            case NO ->
                new String[] {
                  "Do not publish an estimate from these counts.",
                  "Publiceer op grond van deze aantallen geen schatting."
                };
          };
      List<Statement> all = new ArrayList<>();
      all.add(
          new Statement("publish-" + publish.name().toLowerCase(Locale.ROOT), first[0], first[1]));
      statements.stream()
          .filter(s -> publish != Publish.NO || !s.code().equals("range"))
          .forEach(all::add);
      return new Advice(publish, all);
    }

    void worst(Publish consequence) {
      if (consequence.compareTo(publish) > 0) {
        publish = consequence;
      }
    }

    void say(String code, String english, String dutch) {
      statements.add(new Statement(code, english, dutch));
    }

    private static String few(long count, String fewerThanFive, String about) {
      return count < SafeTable.SMALLEST ? fewerThanFive : about + SafeTable.rounded(count);
    }

    private static String percent(double share, String lessThanOne) {
      return share < 1 ? lessThanOne : String.format(Locale.ROOT, "%.0f %%", share);
    }

    /** The widest range of what fits: methods side by side and models near the best. */
    void range(CaptureTable table, List<Estimate> estimates, Optional<ModelCloud> cloud) {
      DoubleStream numbers =
          DoubleStream.concat(
              estimates.stream()
                  .filter(Estimate::given)
                  .mapToDouble(e -> e.population().getAsDouble()),
              cloud
                  .filter(c -> !c.best().isEmpty())
                  .map(c -> DoubleStream.of(c.lowest(c.reach()), c.highest(c.reach())))
                  .orElse(DoubleStream.empty()));
      double[] sorted = numbers.filter(Double::isFinite).sorted().toArray();
      if (sorted.length < 2 || table.observed() < 4 * SafeTable.SMALLEST) {
        return;
      }
      double low = sorted[0];
      double high = sorted[sorted.length - 1];
      double seenLow = 100 * table.observed() / high;
      double seenHigh = 100 * table.observed() / low;
      say(
          "range",
          "Over all models and methods that fit, the number lies between %s and %s; so between %s and %s is seen."
              .formatted(
                  english(low),
                  english(high),
                  percent(seenLow, "less than 1 %"),
                  percent(seenHigh, "less than 1 %")),
          "Over alle modellen en methoden die passen ligt het getal tussen %s en %s; dan is %s tot %s in beeld."
              .formatted(
                  dutch(low),
                  dutch(high),
                  percent(seenLow, "minder dan 1 %"),
                  percent(seenHigh, "minder dan 1 %")));
    }

    void coverage(Coverage coverage) {
      if (coverage.usable() < 20) {
        return;
      }
      String share = String.format(Locale.ROOT, "%.0f", 100 * coverage.share());
      String level = String.format(Locale.ROOT, "%.0f", 100 * coverage.level());
      say(
          "coverage",
          "Tested on %d tables drawn from the fitted model, the %s %% interval held the truth in %s %%."
              .formatted(coverage.usable(), level, share),
          "Getoetst op %d tabellen uit het passende model bevatte het interval van %s %% de waarheid in %s %%."
              .formatted(coverage.usable(), level, share));
      if (coverage.share() + 2 * coverage.error() < coverage.level()) {
        worst(Publish.RANGE);
        say(
            "coverage-short",
            "So the interval is too short, even when the family of models is right.",
            "Het interval is dus te kort, zelfs als de soort modellen klopt.");
      }
    }

    void estimates(List<Estimate> estimates) {
      double[] given =
          estimates.stream()
              .filter(Estimate::given)
              .mapToDouble(e -> e.population().getAsDouble())
              .sorted()
              .toArray();
      if (given.length == 0) {
        worst(Publish.NO);
        say(
            "no-method",
            "No method gives a finite estimate.",
            "Geen enkele methode geeft een eindige schatting.");
      }
      long refused = estimates.size() - given.length;
      if (refused > 0) {
        worst(given.length == 0 ? Publish.NO : Publish.RANGE);
        say(
            "refusals",
            "%d of %d methods refuse to give a number.".formatted(refused, estimates.size()),
            "%d van de %d methoden geven geen getal.".formatted(refused, estimates.size()));
      }
      if (given.length > 1 && given[given.length - 1] > 1.5 * given[0]) {
        worst(Publish.RANGE);
        say(
            "methods-disagree",
            "Methods disagree: from %s to %s."
                .formatted(english(given[0]), english(given[given.length - 1])),
            "De methoden lopen uiteen: van %s tot %s."
                .formatted(dutch(given[0]), dutch(given[given.length - 1])));
      }
    }

    void size(CaptureTable table) {
      long overlap = 0;
      for (int history = 1; history < 1 << table.size(); history++) {
        overlap += Integer.bitCount(history) > 1 ? table.count(history) : 0;
      }
      if (overlap < 20) {
        worst(Publish.NO);
        say(
            "few-overlaps",
            "Only %s persons are on two or more lists; the estimate rests on them alone."
                .formatted(few(overlap, "fewer than 5", "about ")),
            "Maar %s personen staan op twee of meer lijsten; de schatting rust alleen op hen."
                .formatted(few(overlap, "minder dan 5", "ongeveer ")));
      }
      if (table.size() == 2) {
        worst(Publish.RANGE);
        say(
            "two-lists",
            "With two lists independence cannot be checked at all.",
            "Met twee lijsten is onafhankelijkheid helemaal niet te toetsen.");
      }
    }

    void cloud(ModelCloud cloud) {
      if (cloud.best().isEmpty()) {
        return;
      }
      double low = cloud.lowest(cloud.reach());
      double high = cloud.highest(cloud.reach());
      say(
          "cloud",
          "%d of %d models fit about as well as the best (BIC within %.0f); they give %s to %s."
              .formatted(
                  cloud.best().size(),
                  cloud.searched(),
                  cloud.reach(),
                  english(low),
                  english(high)),
          "%d van de %d modellen passen ongeveer even goed als het beste (BIC binnen %.0f); zij geven %s tot %s."
              .formatted(
                  cloud.best().size(), cloud.searched(), cloud.reach(), dutch(low), dutch(high)));
      if (high > 1.5 * low) {
        worst(Publish.RANGE);
        say(
            "cloud-wide",
            "The choice of model decides more than chance does.",
            "De keuze van het model bepaalt meer dan het toeval.");
      }
      if (!cloud.complete()) {
        say(
            "cloud-partial",
            "Not all models could be fitted with so many lists; better ones may exist.",
            "Met zoveel lijsten zijn niet alle modellen berekend; er kunnen betere zijn.");
      }
    }

    void noCloud() {
      worst(Publish.RANGE);
      say(
          "cloud-missing",
          "How much the choice of model decides was not looked at; run all methods before publishing.",
          "Hoeveel de keuze van het model bepaalt, is niet bekeken; draai alle methoden vóór publicatie.");
    }

    void warnings(List<Estimate> estimates) {
      for (Estimate estimate : estimates) {
        Interval interval = estimate.interval();
        if (interval != null && interval.high() > 5 * interval.low()) {
          worst(Publish.RANGE);
          say(
              "interval-wide",
              "The %s interval runs from %s to %s: more than a factor five."
                  .formatted(estimate.method(), english(interval.low()), english(interval.high())),
              "Het interval van %s loopt van %s tot %s: meer dan een factor vijf."
                  .formatted(
                      inDutch(estimate.method()), dutch(interval.low()), dutch(interval.high())));
        }
        if (estimate.warnings().stream().anyMatch(w -> w.contains("run out of replicates"))) {
          worst(Publish.RANGE);
          say(
              "replicates",
              "The %s interval has run out of replicates; its limits are not to be trusted."
                  .formatted(estimate.method()),
              "Het interval van %s heeft te weinig herhalingen; de grenzen zijn niet betrouwbaar."
                  .formatted(inDutch(estimate.method())));
        }
      }
    }

    void bound(LowerBound bound, List<Estimate> estimates) {
      for (Estimate estimate : estimates) {
        if (estimate.given()
            && estimate.population().getAsDouble() < 0.8 * bound.interval().low()) {
          worst(Publish.RANGE);
          say(
              "below-bound",
              "%s lies below the lower bound for unequal visibility (%s)."
                  .formatted(estimate.method(), english(bound.population())),
              "De schatting uit %s ligt onder de ondergrens bij ongelijke zichtbaarheid (%s)."
                  .formatted(inDutch(estimate.method()), dutch(bound.population())));
        }
      }
    }

    void consistency(InternalConsistency consistency) {
      for (InternalConsistency.Known known : consistency.known()) {
        double ratio = known.estimate() / known.size();
        if (known.size() >= SafeTable.SMALLEST && (ratio > 2 || ratio < 0.5)) {
          worst(Publish.RANGE);
          say(
              "list-misjudged",
              "The known size of list %s (about %s) is estimated as %s from the other lists."
                  .formatted(
                      known.list(),
                      english(SafeTable.rounded(known.size())),
                      english(known.estimate())),
              "De bekende omvang van lijst %s (ongeveer %s) wordt uit de andere lijsten geschat op %s."
                  .formatted(
                      known.list(),
                      dutch(SafeTable.rounded(known.size())),
                      dutch(known.estimate())));
        }
      }
    }

    void curves(List<Sensitivity.Curve> curves) {
      curves.stream()
          .filter(c -> c.kind().equals("referral"))
          .max(Comparator.comparingDouble(Sensitivity.Curve::spread))
          .filter(c -> c.spread() > 1.25)
          .ifPresent(
              c ->
                  say(
                      "referral",
                      "If %s refers persons to %s the number changes most: by a factor of up to %.1f."
                          .formatted(c.lists().get(0), c.lists().get(1), c.spread()),
                      "Als %s mensen doorverwijst naar %s verandert het getal het meest: tot een factor %s."
                          .formatted(
                              c.lists().get(0),
                              c.lists().get(1),
                              String.format(Locale.ROOT, "%.1f", c.spread()).replace('.', ','))));
      if (!curves.isEmpty()) {
        say(
            "highest-term",
            "An odds ratio of 2 in the term of all lists together, which no data can show, doubles or halves the hidden part.",
            "Een kansverhouding van 2 in de term van alle lijsten samen, die geen gegevens kunnen tonen, verdubbelt of halveert het verborgen deel.");
      }
    }

    void assumptions() {
      say(
          "assumptions",
          "Assumed: nobody enters or leaves in the period, persons are linked without error, and all dependence between lists is in the model.",
          "Aangenomen: niemand komt erbij of gaat weg in de periode, personen zijn foutloos gekoppeld, en alle samenhang tussen lijsten zit in het model.");
    }
  }
}
