// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/**
 * One sentence in both languages.
 *
 * @param nl in Dutch
 * @param en in English
 */
public record Sentence(String nl, String en) {}
