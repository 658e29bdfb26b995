// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of one version of the rules: a table for each area, and grounds that come with it. */
final class RuleFiles {
  /** Grounds that the application did not come with. */
  static final String GROUNDS = "grounds.csv";

  private final Map<String, byte[]> content;

  RuleFiles(Map<String, byte[]> content) {
    this.content = new TreeMap<>(content);
  }

  static RuleFiles shipped() {
    Map<String, byte[]> content = new LinkedHashMap<>();
    Rulebook.files()
        .forEach(name -> content.put(name + ".dmn", SharingFiles.content(name + ".dmn")));
    return new RuleFiles(content);
  }

  /** Names that a version may have files under. */
  static boolean known(String name) {
    return name.equals(GROUNDS)
        || (name.endsWith(".dmn")
            && Rulebook.files().contains(name.substring(0, name.length() - ".dmn".length())));
  }

  Map<String, byte[]> content() {
    return Collections.unmodifiableMap(content);
  }

  RuleFiles with(Map<String, byte[]> others) {
    Map<String, byte[]> all = new TreeMap<>(content);
    all.putAll(others);
    return new RuleFiles(all);
  }

  /**
   * The tables.
   *
   * @throws TablesRefused with the problems of every file
   */
  List<DecisionTable> tables() {
    List<DecisionTable> tables = new ArrayList<>();
    List<TableProblem> problems = new ArrayList<>();
    for (String name : Rulebook.files()) {
      byte[] file = content.get(name + ".dmn");
      if (file == null) {
        problems.add(new TableProblem(name, "", "", "is missing"));
        continue;
      }
      try {
        DecisionTable table = DmnReader.read(name + ".dmn", file);
        if (!table.id().equals(name)) {
          problems.add(new TableProblem(name, "", "", "its decision is called " + table.id()));
        }
        tables.add(table);
      } catch (TablesRefused refused) {
        problems.addAll(refused.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new TablesRefused(problems);
    }
    return tables;
  }

  /** Grounds that come with the tables. */
  List<LawGround> grounds() {
    byte[] file = content.get(GROUNDS);
    return file == null ? List.of() : LawGrounds.read(file);
  }

  /** Names the content for people; only {@link #digest} tells whether two are the same. */
  String version() {
    return digest().substring(0, "sha256:".length() + 16);
  }

  /** The whole SHA-256 of the files. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : Rulebook.files()) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(content.getOrDefault(name + ".dmn", new byte[0]));
      }
      byte[] grounds = content.get(GROUNDS);
      if (grounds != null) {
        digest.update(GROUNDS.getBytes(StandardCharsets.UTF_8));
        digest.update(grounds);
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
