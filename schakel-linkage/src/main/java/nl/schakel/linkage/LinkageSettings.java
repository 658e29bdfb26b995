// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that decides a run, besides the trained parameters.
 *
 * @param minimumWeight pairs below this weight in bits are not written
 */
public record LinkageSettings(
    InputSettings input,
    LinkMode mode,
    List<ComparisonSettings> comparisons,
    BlockingSettings blocking,
    TrainingSettings training,
    ClusterSettings clusters,
    double minimumWeight) {
  /** Checks the number and the names of the comparisons. */
  public LinkageSettings {
    comparisons = List.copyOf(comparisons);
    if (comparisons.isEmpty() || comparisons.size() > PairComparer.MOST) {
      throw new InvalidInput(
          "%d comparisons, expected 1 to %d".formatted(comparisons.size(), PairComparer.MOST));
    }
    Set<String> names = new HashSet<>();
    for (ComparisonSettings comparison : comparisons) {
      if (!names.add(comparison.name())) {
        throw new InvalidInput("two comparisons with the name '%s'".formatted(comparison.name()));
      }
    }
    LevelSettings.range("minimumWeight", minimumWeight, -1000, 1000);
  }

  /** The same with other blocking rules. */
  public LinkageSettings with(BlockingSettings other) {
    return new LinkageSettings(input, mode, comparisons, other, training, clusters, minimumWeight);
  }

  /** The same with another way of clustering. */
  public LinkageSettings with(ClusterSettings other) {
    return new LinkageSettings(input, mode, comparisons, blocking, training, other, minimumWeight);
  }

  /** The same in another mode. */
  public LinkageSettings with(LinkMode other) {
    return new LinkageSettings(
        input, other, comparisons, blocking, training, clusters, minimumWeight);
  }

  /** The columns that comparisons and blocking rules read, each once. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    for (ComparisonSettings comparison : comparisons) {
      columns.add(comparison.column());
      for (LevelSettings level : comparison.levels()) {
        if (level.kind().namesColumn()) {
          columns.add(level.value());
        }
      }
    }
    for (List<String> rule : blocking.rules()) {
      for (String key : rule) {
        columns.add(BlockKey.parse(key, comparisons).column());
      }
    }
    return List.copyOf(columns);
  }

  /** Fails when a column or a source that is named is not there. */
  public void check(Records records) {
    for (ComparisonSettings comparison : comparisons) {
      records.raw(comparison.column());
    }
    checkRules(records);
    checkSources(records);
  }

  LinkageSettings checkRules(Records records) {
    for (List<String> rule : blocking.rules()) {
      Blocks.views(records, this, rule);
    }
    return this;
  }

  LinkageSettings checkSources(Records records) {
    for (String source : clusters.onePerSource()) {
      if (!records.sources().contains(source)) {
        throw new InvalidInput(
            "onePerSource names '%s'; the sources are %s".formatted(source, records.sources()));
      }
    }
    return this;
  }
}
