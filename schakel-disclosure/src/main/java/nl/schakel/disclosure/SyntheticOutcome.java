// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/** What became of a wish for invented records: a file, or the reason why there is none. */
public sealed interface SyntheticOutcome permits SyntheticData, SyntheticRefusal {}
