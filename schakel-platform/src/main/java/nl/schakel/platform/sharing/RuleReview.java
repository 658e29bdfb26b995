// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.function.Function;

/**
 * What another room has against rules, because what it does would go against them; asked before a
 * version of the rules is approved.
 */
public interface RuleReview {
  /** Each problem as one sentence that names both sources; empty when there is none. */
  List<String> problems(Function<SharingQuestion, SharingAnswer> rules);
}
