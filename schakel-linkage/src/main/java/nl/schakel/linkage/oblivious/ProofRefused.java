// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

/** The answer does not prove that the published key made it: do not use it. */
public final class ProofRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProofRefused(String message) {
    super(message);
  }
}
