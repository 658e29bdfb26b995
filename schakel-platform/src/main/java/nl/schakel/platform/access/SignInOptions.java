// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Optional;

/**
 * What the sign-in page offers beside a local account.
 *
 * @param elsewhere path that starts a sign-in at the own organisation, when one is set up
 * @param demo whether the demo accounts may be named on the page
 */
public record SignInOptions(Optional<String> elsewhere, boolean demo) {}
