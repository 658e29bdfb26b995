// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

/**
 * One place in the main menu; shown only to who holds its right.
 *
 * @param group the part of the menu that it stands in
 * @param order smaller stands first in its group
 * @param href path of the page
 * @param labelKey message key of the word in the menu
 * @param right the right that the page asks; empty for everybody
 */
public record NavigationItem(
    NavigationGroup group, int order, String href, String labelKey, String right) {}
