// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.InputStream;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nl.schakel.linkage.InvalidInput;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.LinkageSettings;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.CollectionAccumulator;
import scala.Tuple2;

/**
 * Finds and weighs pairs on a cluster. The pairs and their weights are those of {@code Linker} for
 * the same model and records.
 */
final class SparkLinker {
  /** Records of one block lie on one machine; a task has about this many block entries. */
  private static final long ENTRIES_IN_TASK = 200_000;

  private final JavaSparkContext spark;
  private final SharedModel shared;
  private final LinkageSettings settings;
  private final Consumer<String> progress;

  SparkLinker(JavaSparkContext spark, SharedModel model, Consumer<String> progress) {
    this.spark = spark;
    this.shared = model;
    this.settings = model.get().settings();
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param edges in their order, kept in memory or on disk
   * @param ruleNames names of the rules by number
   * @param withSource whether ids are written as {@code source:id}, because they repeat
   */
  record Result(
      JavaRDD<Edge> edges,
      List<String> ruleNames,
      boolean withSource,
      long records,
      long compared,
      long cappedBlocks) {}

  Result link(List<Input> inputs) {
    JavaRDD<Row> rows = rows(inputs);
    Map<String, Long> sizes = rows.map(Row::source).countByValue();
    long records = sizes.values().stream().mapToLong(Long::longValue).sum();
    progress.accept("%,d records read".formatted(records));
    refuseRepeats(rows);
    boolean all = totalPairs(records, sizes) <= settings.blocking().compareAllUpTo();
    Plan open = new Plan(shared, all, Set.of());
    BlockSizes bounds = bounds(rows, open, records);
    Plan plan = all ? open : open.without(tooLarge(rows, open, bounds));
    progress.accept("%,d blocks left out as too large".formatted(plan.tooLarge().size()));
    PairCounter counter = new PairCounter(spark.sc().longAccumulator("pairs compared"));
    JavaRDD<Edge> edges =
        edges(rows, plan, bounds, counter).persist(StorageLevel.MEMORY_AND_DISK());
    progress.accept("%,d pairs found".formatted(edges.count()));
    return new Result(
        edges.sortBy(edge -> edge, true, edges.getNumPartitions()),
        all ? List.of("all pairs") : ruleNames(),
        sizes.size() > 1 && idsRepeat(rows, records),
        records,
        counter.value(),
        plan.tooLarge().size());
  }

  private List<String> ruleNames() {
    return settings.blocking().rules().stream().map(keys -> String.join(" + ", keys)).toList();
  }

  private JavaRDD<Row> rows(List<Input> inputs) {
    CollectionAccumulator<String> columns = spark.sc().collectionAccumulator("columns");
    JavaRDD<Row> rows = spark.emptyRDD();
    for (Input input : inputs) {
      rows = rows.union(rows(input, columns));
    }
    // One large file is read by one task; from here on all take part.
    rows = rows.repartition(2 * spark.defaultParallelism()).persist(StorageLevel.MEMORY_AND_DISK());
    rows.count();
    Set<String> present = new HashSet<>(columns.value());
    for (String column : settings.columns()) {
      if (!present.contains(column)) {
        throw new InvalidInput(
            "no column '%s'; the input has %s"
                .formatted(column, String.join(", ", present.stream().sorted().toList())));
      }
    }
    return rows;
  }

  private JavaRDD<Row> rows(Input input, CollectionAccumulator<String> columns) {
    Broadcast<SharedModel> model = spark.broadcast(shared);
    String source = input.source();
    return spark
        .binaryFiles(input.path(), 1)
        .flatMap(
            file -> {
              try (InputStream in = open(file)) {
                RowReader reader = new RowReader(model.value().get());
                return reader.read(file._1(), source, in, columns::add);
              }
            });
  }

  private static InputStream open(Tuple2<String, PortableDataStream> file) {
    return file._2().open();
  }

  private static void refuseRepeats(JavaRDD<Row> rows) {
    List<Tuple2<String, String>> repeated =
        rows.mapToPair(row -> new Tuple2<>(new Tuple2<>(row.source(), row.id()), 1))
            .reduceByKey(Integer::sum)
            .filter(count -> count._2() > 1)
            .keys()
            .take(1);
    if (!repeated.isEmpty()) {
      throw new InvalidInput(
          "the id '%s' occurs more than once in the source '%s'"
              .formatted(repeated.getFirst()._2(), repeated.getFirst()._1()));
    }
  }

  private static boolean idsRepeat(JavaRDD<Row> rows, long records) {
    return rows.map(Row::id).distinct().count() < records;
  }

  private long totalPairs(long records, Map<String, Long> sizes) {
    long within = sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    long pairs = records * (records - 1) / 2;
    return settings.mode() == LinkMode.LINK_ONLY ? pairs - within : pairs;
  }

  private BlockSizes bounds(JavaRDD<Row> rows, Plan plan, long records) {
    Broadcast<Plan> shared = spark.broadcast(plan);
    // In a tree, so that the counts of many parts do not all come to one machine.
    return rows.mapPartitions(part -> List.of(bounds(part, shared.value(), records)).iterator())
        .treeReduce(BlockSizes::add);
  }

  private static BlockSizes bounds(Iterator<Row> rows, Plan plan, long records) {
    BlockSizes sizes = new BlockSizes(records);
    Placement.each(
            rows, some -> List.of(sizes.add(new Placement(plan, some), some.size())).iterator())
        .forEachRemaining(done -> {});
    return sizes;
  }

  /** Counts one by one only what may be too large. */
  private Set<String> tooLarge(JavaRDD<Row> rows, Plan plan, BlockSizes bounds) {
    int cap = settings.blocking().blockCap();
    return Set.copyOf(
        entries(rows, plan, bounds, (sizes, block) -> sizes.mayExceed(cap, block))
            .mapValues(row -> 1)
            .reduceByKey(Integer::sum)
            .filter(size -> size._2() > cap)
            .keys()
            .collect());
  }

  /** Whether a row is to travel to a block. */
  private interface Wanted extends Serializable {
    boolean block(BlockSizes sizes, String block);
  }

  private JavaPairRDD<String, Row> entries(
      JavaRDD<Row> rows, Plan plan, BlockSizes bounds, Wanted wanted) {
    Broadcast<Plan> sent = spark.broadcast(plan);
    Broadcast<BlockSizes> counted = spark.broadcast(bounds);
    return rows.mapPartitionsToPair(
        part -> {
          BlockSizes sizes = counted.value();
          return Placement.each(
              part,
              some ->
                  entries(
                      some,
                      new Placement(sent.value(), some),
                      block -> wanted.block(sizes, block)));
        });
  }

  private static Iterator<Tuple2<String, Row>> entries(
      List<Row> rows, Placement placement, Predicate<String> wanted) {
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(
            row ->
                placement.of(row).stream()
                    .filter(wanted)
                    .map(block -> new Tuple2<>(block, rows.get(row))))
        .iterator();
  }

  private JavaRDD<Edge> edges(
      JavaRDD<Row> rows, Plan plan, BlockSizes bounds, PairCounter counter) {
    Broadcast<Plan> sent = spark.broadcast(plan);
    long tasks = Math.max(spark.defaultParallelism(), bounds.total() / ENTRIES_IN_TASK);
    return entries(rows, plan, bounds, BlockSizes::mayRepeat)
        .groupByKey(Math.toIntExact(tasks))
        .mapPartitions(blocks -> new BlockWeigher(sent.value(), counter).edges(blocks));
  }
}
