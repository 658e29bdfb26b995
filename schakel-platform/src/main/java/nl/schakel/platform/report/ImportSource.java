// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from the start as often as needed. */
@FunctionalInterface
interface ImportSource {
  InputStream open() throws IOException;
}
