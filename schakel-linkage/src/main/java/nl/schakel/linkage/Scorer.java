// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;
import java.util.List;

/** Weighs pairs with a model. */
final class Scorer {
  private final Model model;
  private final PairComparer comparer;
  private final double priorBits;
  private final double[][] bits;
  private final double[][] frequencyWeight;
  private final double[][] logFrequency;
  private final int[] known;
  private final double[] logExact;

  Scorer(Records records, Model model) {
    this(new PairComparer(records, model.settings().comparisons()), model);
  }

  Scorer(PairComparer comparer, Model model) {
    this.model = model;
    List<ComparisonSettings> comparisons = model.settings().comparisons();
    this.comparer = comparer;
    this.priorBits = model.priorBits();
    int fields = comparisons.size();
    this.bits = new double[fields][16];
    this.frequencyWeight = new double[fields][16];
    this.logFrequency = new double[fields][0];
    this.known = new int[fields];
    this.logExact = new double[fields];
    for (int f = 0; f < fields; f++) {
      FieldModel field = model.fields().get(f);
      for (int level = 0; level < comparisons.get(f).levelCount(); level++) {
        bits[f][level + 1] = field.bits(level);
        frequencyWeight[f][level + 1] =
            level == 0 ? 0 : comparisons.get(f).level(level).frequencyWeight();
      }
      logExact[f] = Weights.log2(field.u()[field.u().length - 1]);
      if (comparisons.get(f).usesFrequency()) {
        fillFrequencies(f);
      }
    }
  }

  private void fillFrequencies(int f) {
    Values values = comparer.field(f).view;
    if (logFrequency[f].length < values.size()) {
      int capacity = known[f] == 0 ? values.size() : Sizes.grown(values.size());
      logFrequency[f] = Arrays.copyOf(logFrequency[f], capacity);
    }
    for (int code = known[f]; code < values.size(); code++) {
      logFrequency[f][code] = Weights.log2(model.fields().get(f).frequency(values.value(code)));
    }
    known[f] = values.size();
  }

  PairComparer comparer() {
    return comparer;
  }

  double weight(PairComparer.Memory memory, int left, int right) {
    comparer.load(memory, left, right);
    return weight(memory);
  }

  /** The weight of the two records whose codes are in the memory. */
  double weight(PairComparer.Memory memory) {
    double weight = priorBits;
    for (int f = 0; f < bits.length; f++) {
      int level = comparer.level(memory, f);
      weight += bits[f][level + 1] + frequencyBits(memory, f, level);
    }
    return weight;
  }

  double frequencyBits(PairComparer.Memory memory, int f, int level) {
    double share = frequencyWeight[f][level + 1];
    if (share == 0) {
      return 0;
    }
    int place = comparer.field(f).place;
    int left = memory.left[place];
    int right = memory.right[place];
    if (Math.max(left, right) >= known[f]) {
      fillFrequencies(f);
    }
    return share * (logExact[f] - Math.max(logFrequency[f][left], logFrequency[f][right]));
  }

  double bits(int f, int level) {
    return bits[f][level + 1];
  }
}
