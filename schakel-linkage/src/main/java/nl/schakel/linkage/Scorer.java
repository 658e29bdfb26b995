// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/** Weighs pairs with a model. */
final class Scorer {
  private final Model model;
  private final PairComparer comparer;
  private final double priorBits;
  private final double[][] bits;
  private final double[][] frequencyWeight;
  private final double[][] logFrequency;
  private final double[] logExact;

  Scorer(Records records, Model model) {
    this.model = model;
    List<ComparisonSettings> comparisons = model.settings().comparisons();
    this.comparer = new PairComparer(records, comparisons);
    this.priorBits = model.priorBits();
    int fields = comparisons.size();
    this.bits = new double[fields][16];
    this.frequencyWeight = new double[fields][16];
    this.logFrequency = new double[fields][];
    this.logExact = new double[fields];
    for (int f = 0; f < fields; f++) {
      FieldModel field = model.fields().get(f);
      for (int level = 0; level < comparisons.get(f).levelCount(); level++) {
        bits[f][level + 1] = field.bits(level);
        frequencyWeight[f][level + 1] =
            level == 0 ? 0 : comparisons.get(f).level(level).frequencyWeight();
      }
      logExact[f] = Weights.log2(field.u()[field.u().length - 1]);
      logFrequency[f] = new double[0];
      if (comparisons.get(f).usesFrequency()) {
        fillFrequencies(f);
      }
    }
  }

  private void fillFrequencies(int f) {
    View view = comparer.field(f).view;
    int from = logFrequency[f].length;
    double[] logs = java.util.Arrays.copyOf(logFrequency[f], view.size());
    for (int code = from; code < logs.length; code++) {
      logs[code] = Weights.log2(model.fields().get(f).frequency(view.value(code)));
    }
    logFrequency[f] = logs;
  }

  PairComparer comparer() {
    return comparer;
  }

  double weight(FieldComparison.Memory[] memory, int left, int right) {
    double weight = priorBits;
    for (int f = 0; f < bits.length; f++) {
      int level = comparer.field(f).level(memory[f], left, right);
      weight += bits[f][level + 1] + frequencyBits(f, level, left, right);
    }
    return weight;
  }

  double frequencyBits(int f, int level, int left, int right) {
    double share = frequencyWeight[f][level + 1];
    if (share == 0) {
      return 0;
    }
    int[] codes = comparer.field(f).view.codes;
    if (Math.max(codes[left], codes[right]) >= logFrequency[f].length) {
      fillFrequencies(f);
    }
    double frequency = Math.max(logFrequency[f][codes[left]], logFrequency[f][codes[right]]);
    return share * (logExact[f] - frequency);
  }

  double bits(int f, int level) {
    return bits[f][level + 1];
  }
}
