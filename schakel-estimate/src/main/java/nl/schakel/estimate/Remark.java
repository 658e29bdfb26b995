// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * Something a reader must know about an estimate.
 *
 * @param english sentence part in English
 * @param dutch the same in Dutch
 */
public record Remark(String english, String dutch) {}
