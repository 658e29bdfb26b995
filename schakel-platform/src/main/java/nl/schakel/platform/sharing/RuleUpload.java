// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files in an upload: one table, or a ZIP with tables and grounds.
 *
 * <p>Guarantee: nothing is written or fetched, an archive that would grow beyond its limits is
 * refused before it does, and a file that no version has is a problem, never skipped.
 */
final class RuleUpload {
  private static final int MOST_FILES = 20;
  private static final int LARGEST_BYTES = 2_000_000;

  private RuleUpload() {}

  /**
   * The files by name.
   *
   * @throws TablesRefused with what is wrong
   */
  static Map<String, byte[]> files(byte[] upload) {
    boolean zip = upload.length > 2 && upload[0] == 'P' && upload[1] == 'K';
    return zip ? unpacked(upload) : table(upload);
  }

  private static Map<String, byte[]> table(byte[] upload) {
    String name = DmnReader.read("upload", upload).id() + ".dmn";
    if (!RuleFiles.known(name)) {
      throw refused(name, "is no table of the rules; its decision must have the name of one");
    }
    return Map.of(name, upload);
  }

  private static Map<String, byte[]> unpacked(byte[] upload) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(upload))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = shown(entry.getName());
        if (!RuleFiles.known(entry.getName())) {
          throw refused(name, "is no file of the rules");
        }
        byte[] content = zip.readNBytes(LARGEST_BYTES + 1);
        if (content.length > LARGEST_BYTES || files.size() >= MOST_FILES) {
          throw refused(name, "is larger than %d bytes".formatted(LARGEST_BYTES));
        }
        if (files.put(entry.getName(), content) != null) {
          throw refused(name, "is in the archive twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refused("upload", "is a broken ZIP");
    }
    if (files.isEmpty()) {
      throw refused("upload", "is an empty ZIP");
    }
    return files;
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9._-]{1,60}") ? name : "?";
  }

  private static TablesRefused refused(String file, String why) {
    return new TablesRefused(List.of(new TableProblem(file, "", "", why)));
  }
}
