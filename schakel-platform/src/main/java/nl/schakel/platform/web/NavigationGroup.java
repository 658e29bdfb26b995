// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.util.Locale;

/** Parts of the main menu, in the order in which a signal walks through the house. */
public enum NavigationGroup {
  REPORT,
  REGISTER,
  SHARE,
  FIGURES,
  RULES,
  MANAGE;

  /** Message key of its name. */
  public String labelKey() {
    return "shell.group." + name().toLowerCase(Locale.ROOT);
  }
}
