// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/** What a search makes small. */
public enum Criterion {
  /** Bayesian criterion, p ln n - 2 log L. */
  BIC,
  /** Akaike's criterion, 2 p - 2 log L. */
  AIC
}
