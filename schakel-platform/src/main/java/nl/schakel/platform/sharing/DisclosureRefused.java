// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import nl.schakel.platform.access.NotAllowed;

/** The rules do not let these data go to whoever asked; the decision is in the audit log. */
public class DisclosureRefused extends NotAllowed {
  private static final long serialVersionUID = 1L;

  private final transient Disclosure disclosure;

  public DisclosureRefused(Disclosure disclosure) {
    super("sharing:" + disclosure.answer().decision().code());
    this.disclosure = disclosure;
  }

  public Disclosure disclosure() {
    return disclosure;
  }
}
