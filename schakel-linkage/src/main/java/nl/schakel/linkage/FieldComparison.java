// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One comparison made ready: from the codes of two records to a level. */
final class FieldComparison {
  private static final int MEMORY = 1 << 12;
  private static final double LEAST_CROSSED = 0.7;

  /** Whether a level holds for two values of a column that are both present. */
  private interface Test {
    boolean holds(Memory memory, int[] left, int[] right, int leftCode, int rightCode);
  }

  /** What one thread remembers of the last pairs. */
  static final class Memory {
    private final JaroWinkler jaroWinkler = new JaroWinkler();
    private final JaroWinkler crossing = new JaroWinkler();
    private final NameParts parts = new NameParts();
    private final long[] pairs = new long[MEMORY];
    private final byte[] levels = new byte[MEMORY];
    private int lastLeft = -1;
    private int lastRight = -1;
    private double lastSimilarity;
  }

  final ComparisonSettings settings;
  final Values view;
  final int place;
  private final Test[] tests;
  private final boolean[] counted;
  private final boolean startsExact;
  private final boolean remembers;

  FieldComparison(Slots slots, ComparisonSettings settings) {
    this.settings = settings;
    this.place = slots.place(settings.column(), settings.clean());
    this.view = slots.values(place);
    List<Test> made = new ArrayList<>();
    boolean codesOnly = true;
    for (LevelSettings level : settings.levels()) {
      made.add(test(slots, level));
      codesOnly &= !level.kind().namesColumn();
    }
    this.tests = made.toArray(new Test[0]);
    this.counted = new boolean[tests.length];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = settings.levels().get(i).kind() == LevelKind.COUNTED;
    }
    this.startsExact = settings.levels().getFirst().kind() == LevelKind.EXACT;
    this.remembers = codesOnly && tests.length > 1;
  }

  /** The level of two records, each given by its codes in the order of the slots. */
  int level(Memory memory, int[] left, int[] right) {
    int a = left[place];
    int b = right[place];
    if ((a | b) < 0) {
      return -1;
    }
    if (startsExact) {
      if (a == b) {
        return tests.length;
      }
      if (tests.length == 1) {
        return 0;
      }
    }
    if (!remembers) {
      return find(memory, left, right, a, b);
    }
    long pair = ((long) a << 32 | b) + 1;
    int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 52);
    if (memory.pairs[slot] == pair) {
      return memory.levels[slot];
    }
    int level = find(memory, left, right, a, b);
    memory.pairs[slot] = pair;
    memory.levels[slot] = (byte) level;
    return level;
  }

  private int find(Memory memory, int[] left, int[] right, int a, int b) {
    for (int i = 0; i < tests.length; i++) {
      if (tests[i].holds(memory, left, right, a, b)) {
        return counted[i] ? -1 : tests.length - i;
      }
    }
    return 0;
  }

  private Test test(Slots slots, LevelSettings level) {
    double number = level.kind().takesValue && !level.kind().namesColumn() ? level.number() : 0;
    return switch (level.kind()) {
      case EXACT -> (m, l, r, a, b) -> a == b;
      case JARO_WINKLER -> (m, l, r, a, b) -> similarity(m, a, b) >= number;
      case DAMERAU_LEVENSHTEIN -> edits((int) number);
      case CROSSED, COUNTED -> crossed(slots, level.value());
      case TRANSLITERATION -> sameKey("fold");
      case SKELETON -> sameKey("skeleton");
      case SOUNDEX -> sameKey("soundex");
      case SAME_PARTS -> (m, l, r, a, b) -> sameParts(a, b);
      case PARTS -> (m, l, r, a, b) -> partsFound(a, b, number);
      case EACH_PART -> eachPart(number);
      case INITIAL -> (m, l, r, a, b) -> initial(a, b);
      case PREFIX -> prefix((int) number);
      case KNOWN_DAY -> (m, l, r, a, b) -> a == b && !view.value(a).endsWith(DateText.GUESSED_DAY);
      case SWAPPED -> (m, l, r, a, b) -> swapped(a, b);
      case FIRST_OF_JANUARY -> (m, l, r, a, b) -> guessed(a, b, (int) number);
      case DAYS -> daysWithin(number);
      case MONTHS -> daysWithin(number * 365.25 / 12);
      case YEARS -> daysWithin(number * 365.25);
      case SAME_MONTH_DAY -> (m, l, r, a, b) -> view.value(a).endsWith(tail(view.value(b)));
      case BAND -> (m, l, r, a, b) -> AgeBand.overlap(view.value(a), view.value(b));
      case WITHIN -> (m, l, r, a, b) -> near(view.value(a), view.value(b), number);
      case SHARED -> (m, l, r, a, b) -> common(a, b) > 0;
      case JACCARD -> (m, l, r, a, b) -> jaccard(a, b) >= number;
    };
  }

  private double similarity(Memory memory, int a, int b) {
    if (memory.lastLeft != a || memory.lastRight != b) {
      memory.lastSimilarity =
          memory.jaroWinkler.of(
              view.letters(),
              view.start(a),
              view.length(a),
              view.letters(),
              view.start(b),
              view.length(b),
              a);
      memory.lastLeft = a;
      memory.lastRight = b;
    }
    return memory.lastSimilarity;
  }

  private Test edits(int most) {
    return (m, l, r, a, b) ->
        EditDistance.within(
            most,
            view.letters(),
            view.start(a),
            view.end(a),
            view.letters(),
            view.start(b),
            view.end(b));
  }

  /**
   * Two fields are swapped when one value stands in the other field and what it took the place of
   * is at least similar to what stands there now.
   */
  private Test crossed(Slots slots, String column) {
    int crossing = slots.place(column, settings.clean());
    Values other = slots.values(crossing);
    SameValue inOther = new SameValue(view, other);
    return (m, l, r, a, b) -> {
      int c = l[crossing];
      int d = r[crossing];
      if ((c | d) < 0) {
        return false;
      }
      return (inOther.of(a) == d && alike(m, other, c, view, b))
          || (inOther.of(b) == c && alike(m, view, a, other, d));
    };
  }

  private static boolean alike(Memory memory, Values left, int a, Values right, int b) {
    double similarity =
        memory.crossing.of(
            left.letters(),
            left.start(a),
            left.length(a),
            right.letters(),
            right.start(b),
            right.length(b),
            -1);
    return similarity >= LEAST_CROSSED;
  }

  /** The code that a value of one column has in another; -2 for none. */
  private static final class SameValue {
    private final Values from;
    private final Values to;

    /** The code, or minus the size of the other column when the value was not in it, less 2. */
    private int[] codes = new int[0];

    SameValue(Values from, Values to) {
      this.from = from;
      this.to = to;
      fill();
    }

    private void fill() {
      int first = codes.length;
      codes = Arrays.copyOf(codes, first == 0 ? from.size() : Sizes.grown(from.size()));
      for (int i = first; i < codes.length; i++) {
        codes[i] = i < from.size() ? find(i) : -2;
      }
    }

    private int find(int code) {
      int found = to.find(from.value(code));
      return found < 0 ? -2 - to.size() : found;
    }

    int of(int code) {
      if (code >= codes.length) {
        fill();
      }
      if (codes[code] < 0 && codes[code] != -2 - to.size()) {
        codes[code] = find(code);
      }
      return codes[code] < 0 ? -2 : codes[code];
    }
  }

  /** Keys are made once for each value of the column, here and not in the loop over pairs. */
  private Test sameKey(String transform) {
    KeyCache keys = new KeyCache(view, Transform.of(transform));
    return (m, l, r, a, b) -> {
      int key = keys.of(a);
      return key >= 0 && key == keys.of(b);
    };
  }

  /** Numbers of the keys of values; those of values that are added later are made when asked. */
  private static final class KeyCache {
    private final Values from;
    private final Values keys;
    private int[] numbers = new int[0];
    private int known;

    KeyCache(Values from, Transform transform) {
      this.from = from;
      this.keys = new Values(transform);
      fill();
    }

    private void fill() {
      if (numbers.length < from.size()) {
        numbers = Arrays.copyOf(numbers, known == 0 ? from.size() : Sizes.grown(from.size()));
      }
      for (int i = known; i < from.size(); i++) {
        numbers[i] = keys.addText(from.value(i));
      }
      known = from.size();
    }

    int of(int code) {
      if (code >= known) {
        fill();
      }
      return numbers[code];
    }
  }

  private boolean sameParts(int a, int b) {
    String[] left = view.value(a).split(" ");
    String[] right = view.value(b).split(" ");
    if (left.length != right.length) {
      return false;
    }
    Arrays.sort(left);
    Arrays.sort(right);
    return Arrays.equals(left, right);
  }

  /** Each part of the shorter name takes the best free part of the longer one. */
  private boolean partsFound(int a, int b, double least) {
    String[] left = view.value(a).split(" ");
    String[] right = view.value(b).split(" ");
    String[] few = left.length <= right.length ? left : right;
    String[] more = left.length <= right.length ? right : left;
    boolean[] used = new boolean[more.length];
    JaroWinkler measure = new JaroWinkler();
    for (String part : few) {
      int best = -1;
      double most = least;
      for (int k = 0; k < more.length; k++) {
        double similarity = used[k] ? -1 : measure.of(part, more[k]);
        if (similarity >= most) {
          best = k;
          most = similarity;
        }
      }
      if (best < 0) {
        return false;
      }
      used[best] = true;
    }
    return true;
  }

  /** Names of one part are compared letter by letter, as ever. */
  private Test eachPart(double least) {
    return (m, l, r, a, b) ->
        NameParts.single(view, a) && NameParts.single(view, b)
            ? similarity(m, a, b) >= least
            : m.parts.alike(view, a, b, least);
  }

  private boolean initial(int a, int b) {
    return (view.length(a) == 1 || view.length(b) == 1)
        && view.letters()[view.start(a)] == view.letters()[view.start(b)];
  }

  private Test prefix(int length) {
    return (m, l, r, a, b) ->
        view.length(a) >= length
            && view.length(b) >= length
            && Arrays.equals(
                view.letters(),
                view.start(a),
                view.start(a) + length,
                view.letters(),
                view.start(b),
                view.start(b) + length);
  }

  private boolean swapped(int a, int b) {
    String left = view.value(a);
    String right = view.value(b);
    return left.length() == 8
        && right.length() == 8
        && left.regionMatches(0, right, 0, 4)
        && left.regionMatches(4, right, 6, 2)
        && left.regionMatches(6, right, 4, 2);
  }

  private boolean guessed(int a, int b, int years) {
    String left = view.value(a);
    String right = view.value(b);
    if (left.length() != 8 || right.length() != 8) {
      return false;
    }
    boolean guess = left.endsWith(DateText.GUESSED_DAY) || right.endsWith(DateText.GUESSED_DAY);
    return guess
        && Math.abs(Integer.parseInt(left, 0, 4, 10) - Integer.parseInt(right, 0, 4, 10)) <= years;
  }

  private Test daysWithin(double days) {
    view.withDays();
    return (m, l, r, a, b) -> {
      int left = view.day(a);
      int right = view.day(b);
      return left != DateText.NONE
          && right != DateText.NONE
          && Math.abs((long) left - right) <= days;
    };
  }

  private static String tail(String date) {
    return date.length() == 8 ? date.substring(4) : "\u0000";
  }

  private static boolean near(String left, String right, double most) {
    try {
      return Math.abs(Double.parseDouble(left) - Double.parseDouble(right)) <= most;
    } catch (NumberFormatException notNumbers) {
      return false;
    }
  }

  private int common(int a, int b) {
    int common = 0;
    int i = view.partStart(a);
    int j = view.partStart(b);
    while (i < view.partEnd(a) && j < view.partEnd(b)) {
      int by = Integer.compare(view.part(i), view.part(j));
      common += by == 0 ? 1 : 0;
      i += by <= 0 ? 1 : 0;
      j += by >= 0 ? 1 : 0;
    }
    return common;
  }

  private double jaccard(int a, int b) {
    int common = common(a, b);
    int left = view.partEnd(a) - view.partStart(a);
    int right = view.partEnd(b) - view.partStart(b);
    return (double) common / (left + right - common);
  }
}
