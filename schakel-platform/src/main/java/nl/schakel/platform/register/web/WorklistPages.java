// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.RegisterSettings;
import nl.schakel.platform.register.Worklist;
import nl.schakel.platform.register.Worklist.Group;
import nl.schakel.platform.register.Worklist.Item;
import nl.schakel.platform.register.Worklist.Place;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What waits for a registrar. */
@Controller
class WorklistPages {
  private static final int ROWS = 25;
  private static final int FIRST_ROWS = 5;

  private final Worklist worklist;
  private final Labels labels;
  private final MessageSource texts;
  private final RegisterSettings settings;
  private final Gate gate;
  private final Clock clock;

  WorklistPages(
      Worklist worklist,
      Labels labels,
      MessageSource texts,
      RegisterSettings settings,
      Gate gate,
      Clock clock) {
    this.worklist = worklist;
    this.labels = labels;
    this.texts = texts;
    this.settings = settings;
    this.gate = gate;
    this.clock = clock;
  }

  /** A number that leads to its group. */
  record Tile(String number, String label, String note, String href, String tone) {}

  /** One row: what it is, why it is here, the next step. */
  record Row(
      String href,
      String title,
      String tone,
      String status,
      String why,
      List<String> facts,
      String next) {}

  /**
   * One group with its first rows, or a whole page of it.
   *
   * @param moreHref where the rest stands; null when everything is shown
   */
  record Section(String id, String title, String lead, List<Row> rows, @Nullable String moreHref) {}

  @Requires(RegisterRights.READ)
  @GetMapping("/register")
  String worklist(
      @RequestParam(defaultValue = "") String group,
      @RequestParam(defaultValue = "") String list,
      @RequestParam(defaultValue = "") String after,
      Locale locale,
      Model model) {
    Map<String, String> lists = labels.choices("source-list", locale);
    String narrowed = lists.containsKey(list) ? list : "";
    Map<Group, Long> counts = worklist.counts(narrowed);
    Optional<Group> one = Group.of(group);
    List<Section> sections = new ArrayList<>();
    for (Group shown : one.map(List::of).orElse(List.of(Group.values()))) {
      Place place = one.isPresent() ? Place.parse(after) : Place.START;
      sections.add(section(shown, narrowed, place, one.isPresent() ? ROWS : FIRST_ROWS, locale));
    }
    model.addAttribute("tiles", tiles(counts, narrowed, locale));
    model.addAttribute(
        "sections", sections.stream().filter(s -> one.isPresent() || !s.rows().isEmpty()).toList());
    model.addAttribute(
        "waiting",
        counts.getOrDefault(Group.NEW, 0L) + counts.getOrDefault(Group.POSSIBLE_SAME, 0L));
    model.addAttribute("group", one.map(Group::code).orElse(""));
    model.addAttribute("notCompared", worklist.notCompared());
    model.addAttribute(
        "encodedPairs", settings.encodedPairsPerDay() > 0 && gate.may(RegisterRights.JUDGE));
    FormField filter =
        new FormTexts(texts, locale, "register.worklist", Map.of("list", narrowed), List.of())
            .choice("list", lists);
    model.addAttribute("list", filter);
    return "register/worklist";
  }

  private List<Tile> tiles(Map<Group, Long> counts, String list, Locale locale) {
    List<Tile> tiles = new ArrayList<>();
    for (Group group : Group.values()) {
      long count = counts.getOrDefault(group, 0L);
      tiles.add(
          new Tile(
              String.format(locale, "%,d", count),
              labels.text("register.group." + group.code(), locale),
              labels.text(
                  "register.group." + group.code() + ".note",
                  locale,
                  worklist.overdueAfterWorkingDays()),
              href(group, list, Optional.empty()),
              count == 0
                  ? ""
                  : switch (group) {
                    case OVERDUE -> "danger";
                    case POSSIBLE_SAME -> "attention";
                    case NEW, INCOMPLETE -> "";
                  }));
    }
    return tiles;
  }

  private Section section(Group group, String list, Place after, int size, Locale locale) {
    Worklist.Page page = worklist.waiting(group, list, after, size);
    Instant now = clock.instant();
    return new Section(
        group.code(),
        labels.text("register.group." + group.code(), locale),
        labels.text("register.group." + group.code() + ".lead", locale),
        page.items().stream().map(item -> row(group, item, now, locale)).toList(),
        page.next()
            .map(
                next ->
                    size == FIRST_ROWS
                        ? href(group, list, Optional.empty())
                        : href(group, list, Optional.of(next)))
            .orElse(null));
  }

  private static String href(Group group, String list, Optional<Place> after) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath("/register").queryParam("group", group.code());
    if (!list.isEmpty()) {
      address.queryParam("list", list);
    }
    after.ifPresent(place -> address.queryParam("after", place.text()));
    return address.toUriString();
  }

  private Row row(Group group, Item item, Instant now, Locale locale) {
    List<String> facts = new ArrayList<>();
    facts.add(labels.code("source-list", item.list(), locale));
    facts.add(labels.text("register.reports", locale, item.reports()));
    facts.add(labels.text("register.waits", locale, Duration.between(item.since(), now).toDays()));
    String kind = item.question() ? "question" : item.reason();
    String detail = item.question() ? "register.agrees." : "register.missing.";
    String details =
        String.join(
            ", ", item.details().stream().map(code -> labels.text(detail + code, locale)).toList());
    return new Row(
        item.question() ? "/register/questions/" + item.id() : "/register/victims/" + item.id(),
        labels.text("register.item." + kind, locale, number(item.id().toString())),
        item.overdue()
            ? "danger"
            : item.question() ? "attention" : group == Group.NEW ? "info" : "neutral",
        labels.text(
            item.overdue()
                ? "register.group.overdue"
                : "register.status." + (item.question() ? "question" : kind),
            locale),
        labels.text(
            "register.why." + item.reason() + (details.isEmpty() ? ".plain" : ""), locale, details),
        facts,
        labels.text("register.next." + (item.question() ? "question" : kind), locale));
  }

  /** The end of the identifier: short enough to say on the telephone, the address has all of it. */
  static String number(String id) {
    return id.substring(id.length() - 6).toUpperCase(Locale.ROOT);
  }
}
