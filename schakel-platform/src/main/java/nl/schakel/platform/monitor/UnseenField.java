// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;

/**
 * A fact that some reporters may not give.
 *
 * @param field canonical name of the field
 * @param reporterTypes types whose field list refuses it
 * @param percent how much of what was counted came from those types, from protected counts
 */
public record UnseenField(String field, List<String> reporterTypes, int percent) {}
