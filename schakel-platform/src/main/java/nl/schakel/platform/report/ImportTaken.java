// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

/** Another process is taking in the same file at this moment. */
public class ImportTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportTaken(ImportId id) {
    super("Another process takes in import " + id);
  }
}
