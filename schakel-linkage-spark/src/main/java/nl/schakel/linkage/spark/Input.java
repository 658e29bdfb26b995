// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

/**
 * A file, or a folder of files that belong together; any address that Spark can read.
 *
 * @param source what its records belong to when no column says so: its name without the ending
 */
record Input(String path, String source) {
  static Input of(String path) {
    String trimmed = path.replaceAll("/+$", "");
    String name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return new Input(path, dot < 0 ? name : name.substring(0, dot));
  }
}
