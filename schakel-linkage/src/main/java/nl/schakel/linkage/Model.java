// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * A trained Fellegi-Sunter model: the weight of a pair is log2(prior / (1 - prior)) + the sum over
 * the comparisons of log2(m / u) and the term-frequency adjustment.
 *
 * <p>I. Fellegi and A. Sunter, A theory for record linkage, 1969.
 *
 * @param prior probability that two random records are one person
 * @param priorLow lower end of its 95 % interval
 * @param priorHigh upper end
 * @param notes what was noticed in training; {@link TrainingNote#words} makes sentences of them
 */
public record Model(
    LinkageSettings settings,
    double prior,
    double priorLow,
    double priorHigh,
    List<FieldModel> fields,
    List<String> notes) {
  /** Copies the lists. */
  public Model {
    fields = List.copyOf(fields);
    notes = List.copyOf(notes);
  }

  /** The prior in bits. */
  public double priorBits() {
    return Weights.bits(prior);
  }

  /** The same parameters under other settings of blocking, clusters or output. */
  public Model with(LinkageSettings other) {
    return new Model(other, prior, priorLow, priorHigh, fields, notes);
  }
}
