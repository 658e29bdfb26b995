// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a person is erased: the grounds of article 17(1) of the General Data Protection Regulation.
 * Whether a ground applies is decided by people. Source: Regulation (EU) 2016/679; certainty: sure.
 */
public enum ErasureGround {
  /** No longer necessary for the purposes; the end of a retention period. */
  NO_LONGER_NECESSARY("avg-17-1-a"),
  CONSENT_WITHDRAWN("avg-17-1-b"),
  OBJECTION("avg-17-1-c"),
  UNLAWFUL_PROCESSING("avg-17-1-d"),
  LEGAL_OBLIGATION("avg-17-1-e");

  private final String code;

  ErasureGround(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<ErasureGround> of(String code) {
    return Arrays.stream(values()).filter(ground -> ground.code.equals(code)).findFirst();
  }
}
