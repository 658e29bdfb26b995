// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.EncodedPairs;
import nl.schakel.platform.register.EncodedPairs.Outcome;
import nl.schakel.platform.register.EncodedPairs.Pair;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.RegisterSettings;
import nl.schakel.platform.report.EncodedTrial.Receipts;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.Submitted;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Brings in what a linkage unit found among encodings: receipts, and never an encoding. */
@Controller
class EncodedPairPages {
  private static final String FIELD = "pairs";

  /** A line as {@code compare-encodings} writes it; receipts need no quotes. */
  private static final Pattern LINE =
      Pattern.compile("([^,;\t]{1,40})[,;\t]([^,;\t]{1,40})[,;\t]([01](?:\\.[0-9]{1,9})?)");

  private static final Pattern PLACE = Pattern.compile("pairs\\[([0-9]+)].*");

  private final EncodedPairs pairs;
  private final RegisterSettings settings;
  private final Labels labels;

  EncodedPairPages(EncodedPairs pairs, RegisterSettings settings, Labels labels) {
    this.pairs = pairs;
    this.settings = settings;
    this.labels = labels;
  }

  @Requires(RegisterRights.JUDGE)
  @GetMapping("/register/encoded-pairs")
  ModelAndView blank(Locale locale, Model model) {
    return page("", List.of(), locale, model, HttpStatus.OK);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/encoded-pairs")
  ModelAndView send(
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes then,
      Locale locale,
      Model model) {
    String text = new Submitted(sent).text(FIELD);
    List<Pair> read = new ArrayList<>();
    List<FieldProblem> problems = read(lines(text), read);
    if (problems.isEmpty()) {
      switch (pairs.ask(read)) {
        case Outcome.Asked asked -> {
          then.addFlashAttribute(
              "done", labels.text("register.encoded.done", locale, read.size(), asked.questions()));
          return new ModelAndView("redirect:/register/encoded-pairs");
        }
        case Outcome.Refused refused -> problems = refused.problems();
      }
    }
    return page(text, problems, locale, model, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** A line that was sent, with its number there: the line of names and empty ones hold no pair. */
  private record Line(int number, String text) {}

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("id_left")) {
        lines.add(new Line(number, line));
      }
    }
    return lines;
  }

  private static List<FieldProblem> read(List<Line> lines, List<Pair> pairs) {
    List<FieldProblem> problems = new ArrayList<>();
    if (lines.isEmpty() || lines.size() > EncodedPairs.MOST) {
      return List.of(
          new FieldProblem(FIELD, "register.lines", Integer.toString(EncodedPairs.MOST)));
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i).text());
      double dice = line.matches() ? Double.parseDouble(line.group(3)) : Double.NaN;
      if (dice >= EncodedPairs.LEAST_DICE && dice <= 1) {
        pairs.add(new Pair(new Receipts(line.group(1).strip(), line.group(2).strip()), dice));
      } else {
        problems.add(new FieldProblem("pairs[%d]".formatted(i), "encoded-line"));
      }
    }
    return problems;
  }

  private ModelAndView page(
      String text, List<FieldProblem> problems, Locale locale, Model model, HttpStatus status) {
    List<Line> lines = lines(text);
    List<FormError> errors =
        problems.stream()
            .map(one -> new FormError(FIELD, words(one, lines, locale)))
            .distinct()
            .toList();
    FormField field =
        FormField.of(FIELD, labels.text("register.encoded.pairs", locale))
            .help(labels.text("register.encoded.pairs.help", locale))
            .value(text)
            .error(errors.isEmpty() ? null : errors.getFirst().message());
    model.addAttribute("errors", errors);
    model.addAttribute("pairs", field);
    model.addAttribute("perDay", settings.encodedPairsPerDay());
    return new ModelAndView("register/encoded-pairs", model.asMap(), status);
  }

  private String words(FieldProblem problem, List<Line> lines, Locale locale) {
    String sentence =
        labels.text("problem." + problem.rule(), locale, problem.arguments().toArray());
    Matcher place = PLACE.matcher(problem.field());
    return place.matches()
        ? labels.text(
            "register.encoded.line",
            locale,
            lines.get(Integer.parseInt(place.group(1))).number(),
            sentence)
        : sentence;
  }
}
