// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one version of the rules changes against another.
 *
 * @param asked how many stored questions were put to both
 * @param rows rows that were added, removed or changed
 * @param answers questions whose answer changes, the stricter ones first
 */
public record RuleComparison(
    String before, String after, int asked, List<RowChange> rows, List<AnswerChange> answers) {
  public RuleComparison {
    rows = List.copyOf(rows);
    answers = List.copyOf(answers);
  }

  /** What became of a row. */
  public enum RowFate {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** A row that is not the same. */
  public record RowChange(String table, String row, RowFate fate) {}

  /**
   * A question that gets another answer.
   *
   * @param classes per class of data that changes: code, answer before, answer after
   * @param conditions whether what must be done or be so changes
   */
  public record AnswerChange(
      String nl,
      String en,
      SharingQuestion question,
      Decision before,
      Decision after,
      List<ClassChange> classes,
      boolean conditions) {
    public AnswerChange {
      classes = List.copyOf(classes);
    }

    public String text(Locale locale) {
      return locale.getLanguage().equals("en") ? en : nl;
    }
  }

  /** A class of data that gets another answer. */
  public record ClassChange(String data, Decision before, Decision after) {}

  static RuleComparison of(Rulebook before, Rulebook after, List<KeptQuestions.Kept> questions) {
    List<AnswerChange> answers = new ArrayList<>();
    for (KeptQuestions.Kept kept : questions) {
      SharingAnswer old = before.answer(kept.question());
      SharingAnswer now = after.answer(kept.question());
      List<ClassChange> classes = classes(old, now);
      boolean conditions = !new TreeSet<>(old.conditions()).equals(new TreeSet<>(now.conditions()));
      if (!classes.isEmpty() || conditions) {
        answers.add(
            new AnswerChange(
                kept.nl(),
                kept.en(),
                kept.question(),
                old.decision(),
                now.decision(),
                classes,
                conditions));
      }
    }
    answers.sort(
        (one, other) ->
            Integer.compare(
                other.after().compareTo(other.before()), one.after().compareTo(one.before())));
    return new RuleComparison(
        before.version(), after.version(), questions.size(), rows(before, after), answers);
  }

  private static List<ClassChange> classes(SharingAnswer old, SharingAnswer now) {
    List<ClassChange> changes = new ArrayList<>();
    for (int i = 0; i < old.classes().size(); i++) {
      SharingAnswer.ForClass before = old.classes().get(i);
      SharingAnswer.ForClass after = now.classes().get(i);
      if (before.decision() != after.decision()) {
        changes.add(new ClassChange(before.data(), before.decision(), after.decision()));
      }
    }
    return changes;
  }

  private static List<RowChange> rows(Rulebook before, Rulebook after) {
    Map<String, DecisionTable.Row> old = byId(before);
    Map<String, DecisionTable.Row> now = byId(after);
    List<RowChange> changes = new ArrayList<>();
    for (String id : new TreeSet<>(union(old, now))) {
      DecisionTable.Row was = old.get(id);
      DecisionTable.Row is = now.get(id);
      if (was == null || is == null) {
        Rulebook in = was == null ? after : before;
        RowFate fate = was == null ? RowFate.ADDED : RowFate.REMOVED;
        changes.add(new RowChange(in.rule(id).table(), id, fate));
      } else if (!was.equals(is)) {
        changes.add(new RowChange(after.rule(id).table(), id, RowFate.CHANGED));
      }
    }
    return changes;
  }

  private static List<String> union(
      Map<String, DecisionTable.Row> one, Map<String, DecisionTable.Row> other) {
    List<String> ids = new ArrayList<>(one.keySet());
    ids.addAll(other.keySet());
    return ids;
  }

  private static Map<String, DecisionTable.Row> byId(Rulebook rulebook) {
    Map<String, DecisionTable.Row> rows = new HashMap<>();
    rulebook.tables().forEach(table -> table.rows().forEach(row -> rows.put(row.id(), row)));
    return rows;
  }
}
