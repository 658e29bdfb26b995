// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nl.schakel.linkage.Weights;
import nl.schakel.linkage.Zones;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.IdentityRights;
import nl.schakel.platform.identity.LinkModel;
import nl.schakel.platform.identity.LinkModels;
import nl.schakel.platform.identity.ModelFindings;
import nl.schakel.platform.register.AnsweredBand;
import nl.schakel.platform.register.Judging;
import nl.schakel.platform.register.RegisterSettings;
import nl.schakel.platform.register.TrainingRuns;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What agreement is worth: the zones, the versions of the model, and learning from judgements. */
@Controller
class ModelPages {
  private final LinkModels models;
  private final TrainingRuns runs;
  private final Judging judging;
  private final RegisterSettings settings;
  private final WeightModels weights;
  private final Labels labels;
  private final MessageSource texts;

  ModelPages(
      LinkModels models,
      TrainingRuns runs,
      Judging judging,
      RegisterSettings settings,
      WeightModels weights,
      Labels labels,
      MessageSource texts) {
    this.models = models;
    this.runs = runs;
    this.judging = judging;
    this.settings = settings;
    this.weights = weights;
    this.labels = labels;
    this.texts = texts;
  }

  /** A version in the list. */
  record Version(int version, String state, String tone, String made, String from) {}

  /** One level of agreement, in this version and in the one before. */
  record Level(String words, String bits, String before, String m, String u) {}

  record Field(String name, List<Level> levels) {}

  /** What people decided at about one weight, beside what the model expected. */
  record Band(String weight, String answered, String share, String expected, boolean apart) {}

  /** Expected errors from a weight on. */
  record Row(
      String bits,
      String linksBefore,
      String links,
      String fdrBefore,
      String fdr,
      String fnrBefore,
      String fnr) {}

  @Requires(IdentityRights.MODEL)
  @GetMapping("/comparing")
  ModelAndView all(Locale locale, Model model) {
    return all(List.of(), locale, model);
  }

  private ModelAndView all(List<FieldProblem> problems, Locale locale, Model model) {
    Zones zones = settings.zones();
    Judging.Agreements agreements = judging.agreements();
    model.addAttribute(
        "errors", new FormTexts(texts, locale, "register.form", Map.of(), problems).errors());
    model.addAttribute(
        "versions", models.versions().stream().map(one -> version(one, locale)).toList());
    model.addAttribute("wrongCost", number(settings.wrongLinkCost(), locale));
    model.addAttribute("missedCost", number(settings.missedLinkCost(), locale));
    model.addAttribute("linkFrom", threshold(zones.linkFrom(), locale));
    model.addAttribute("reviewFrom", threshold(zones.reviewFrom(), locale));
    model.addAttribute("readers", weights.agreement(agreements.readers(), locale));
    model.addAttribute("withModel", weights.agreement(agreements.model(), locale));
    model.addAttribute(
        "bands", agreements.byWeight().stream().map(band -> band(band, locale)).toList());
    model.addAttribute("secondPercent", settings.secondReadingPercent());
    model.addAttribute("secondFrom", settings.secondReaderFromReports());
    return new ModelAndView(
        "register/models",
        model.asMap(),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private Band band(AnsweredBand band, Locale locale) {
    return new Band(
        labels.text(
            "register.model.answers.from-to",
            locale,
            WeightModels.signed(band.from(), locale),
            WeightModels.signed(band.to(), locale)),
        number(band.answered(), locale),
        labels.text(
            "register.model.answers.share",
            locale,
            WeightModels.percent(band.share(), locale),
            WeightModels.percent(band.low(), locale),
            WeightModels.percent(band.high(), locale)),
        WeightModels.percent(band.expected(), locale),
        band.expected() < band.low() || band.expected() > band.high());
  }

  private String threshold(double probability, Locale locale) {
    return labels.text(
        "register.model.threshold",
        locale,
        WeightModels.percent(probability, locale),
        WeightModels.signed(Weights.bits(probability), locale));
  }

  private static String number(double value, Locale locale) {
    return String.format(locale, "%,.0f", value);
  }

  private Version version(LinkModel one, Locale locale) {
    return new Version(
        one.version(),
        labels.text("register.model.state." + one.state().code(), locale),
        switch (one.state()) {
          case IN_FORCE -> "done";
          case PROPOSED -> "attention";
          case WAITING -> "progress";
          case FAILED -> "danger";
          case RETIRED -> "neutral";
        },
        Labels.moment(one.finishedAt().orElse(one.requestedAt()), locale),
        origin(one, locale));
  }

  private String origin(LinkModel one, Locale locale) {
    if (one.state() == LinkModel.State.WAITING || one.state() == LinkModel.State.FAILED) {
      return labels.text("register.model.not-learned", locale);
    }
    if (one.invented()) {
      return labels.text("register.model.invented", locale, one.records());
    }
    boolean onlyJudged = one.findings().filter(f -> !f.learnedFromRecords()).isPresent();
    return labels.text(
        onlyJudged ? "register.model.from-judged" : "register.model.from-both",
        locale,
        one.records(),
        one.judged());
  }

  @Requires(IdentityRights.MODEL)
  @PostMapping("/comparing/training")
  ModelAndView train(Locale locale, Model model) {
    OptionalInt version = runs.start();
    return version.isPresent()
        ? new ModelAndView("redirect:/comparing/" + version.getAsInt())
        : all(List.of(new FieldProblem("", "register.model-busy")), locale, model);
  }

  @Requires(IdentityRights.MODEL)
  @GetMapping("/comparing/{version}")
  ModelAndView one(@PathVariable String version, Locale locale, Model model) {
    return one(number(version), List.of(), locale, model);
  }

  /** A number that is no version is as little there as one that nobody made. */
  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private ModelAndView one(int version, List<FieldProblem> problems, Locale locale, Model model) {
    List<LinkModel> all = models.versions();
    LinkModel shown =
        all.stream()
            .filter(one -> one.version() == version)
            .findFirst()
            .orElseThrow(() -> VictimNotFound.model(version));
    Optional<LinkModel> before =
        shown
            .findings()
            .flatMap(f -> all.stream().filter(one -> one.version() == f.before()).findFirst());
    model.addAttribute(
        "errors", new FormTexts(texts, locale, "register.form", Map.of(), problems).errors());
    model.addAttribute("shown", version(shown, locale));
    model.addAttribute("state", shown.state().code());
    model.addAttribute("mayDecide", models.mayDecide(shown));
    model.addAttribute("asked", labels.account(shown.requestedBy(), locale));
    model.addAttribute(
        "decided", shown.inForceBy().map(who -> labels.account(who, locale)).orElse(""));
    model.addAttribute("before", before.map(LinkModel::version).orElse(0));
    model.addAttribute("fields", fields(shown, before, locale));
    model.addAttribute(
        "rows",
        shown
            .findings()
            .map(f -> f.rows().stream().map(r -> row(r, locale)).toList())
            .orElse(List.of()));
    model.addAttribute("prior", shown.prior() == 0 ? "" : oneIn(shown.prior(), locale));
    return new ModelAndView(
        "register/model",
        model.asMap(),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static String oneIn(double prior, Locale locale) {
    return String.format(locale, "%,.0f", 1 / prior);
  }

  private List<Field> fields(LinkModel shown, Optional<LinkModel> before, Locale locale) {
    Map<String, Double> earlier = new HashMap<>();
    before.ifPresent(
        model ->
            model
                .fields()
                .forEach(
                    field ->
                        field
                            .levels()
                            .forEach(
                                level ->
                                    earlier.put(field.name() + "/" + level.rule(), level.bits()))));
    List<Field> fields = new ArrayList<>();
    for (LinkModel.Field field : shown.fields()) {
      List<Level> levels = new ArrayList<>();
      for (LinkModel.Level level : field.levels()) {
        Double was = earlier.get(field.name() + "/" + level.rule());
        levels.add(
            new Level(
                weights.level(level.rule(), locale),
                WeightModels.signed(level.bits(), locale),
                was == null ? "" : WeightModels.signed(was, locale),
                WeightModels.percent(level.m(), locale),
                WeightModels.percent(level.u(), locale)));
      }
      fields.add(new Field(weights.field(field.name(), locale), levels));
    }
    return fields;
  }

  private static Row row(ModelFindings.Row row, Locale locale) {
    return new Row(
        WeightModels.signed(row.bits(), locale),
        String.format(locale, "%,d", row.before().links()),
        String.format(locale, "%,d", row.after().links()),
        WeightModels.percent(row.before().falseDiscoveryRate(), locale),
        WeightModels.percent(row.after().falseDiscoveryRate(), locale),
        WeightModels.percent(row.before().falseNegativeRate(), locale),
        WeightModels.percent(row.after().falseNegativeRate(), locale));
  }

  @Requires(IdentityRights.MODEL)
  @PostMapping("/comparing/{version}/decision")
  ModelAndView decide(
      @PathVariable String version,
      @RequestParam(defaultValue = "") String verdict,
      Locale locale,
      Model model) {
    int number = number(version);
    if (!List.of("in-force", "retired").contains(verdict)) {
      return one(number, List.of(new FieldProblem("", "register.choose")), locale, model);
    }
    LinkModels.Decided decided =
        verdict.equals("in-force") ? models.putInForce(number) : models.passBy(number);
    return switch (decided) {
      case DONE -> new ModelAndView("redirect:/comparing");
      case SAME_PERSON ->
          one(number, List.of(new FieldProblem("", "register.model-same-person")), locale, model);
      case NOT_READY ->
          one(number, List.of(new FieldProblem("", "register.model-not-ready")), locale, model);
    };
  }
}
