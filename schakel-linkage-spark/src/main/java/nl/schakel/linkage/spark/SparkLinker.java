// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import nl.schakel.linkage.InvalidInput;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.LinkageSettings;
import nl.schakel.linkage.WorkedOut;
import org.apache.spark.HashPartitioner;
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
 *
 * <p>A record is worked out once, by the task that reads its file. The blocks are dealt out over
 * tasks, and a record travels once to each task that holds a block in which it may meet another.
 */
final class SparkLinker {
  private final JavaSparkContext spark;
  private final SharedModel shared;
  private final LinkageSettings settings;
  private final long recordsInTask;
  private final Consumer<String> progress;

  /**
   * Links under a model.
   *
   * @param recordsInTask about so many records a task may hold at once
   */
  SparkLinker(
      JavaSparkContext spark, SharedModel model, long recordsInTask, Consumer<String> progress) {
    this.spark = spark;
    this.shared = model;
    this.settings = model.get().settings();
    this.recordsInTask = recordsInTask;
    this.progress = progress;
  }

  /** The lines of {@code pairs.csv} in their order, and what was counted on the way. */
  record Result(JavaRDD<String> lines, long records, long compared, long pairs, int cappedBlocks) {}

  Result link(List<Input> inputs) {
    JavaRDD<WorkedOut> slices = slices(inputs);
    Map<String, Long> sizes = new TreeMap<>(sizes(slices));
    long records = sizes.values().stream().mapToLong(Long::longValue).sum();
    progress.accept("%,d records read".formatted(records));
    RepeatedIds repeated = new RepeatedIds(spark.defaultParallelism());
    repeated.refuse(slices);
    Plan plan = plan(slices, records, totalPairs(records, sizes));
    progress.accept("%,d blocks left out as too large".formatted(plan.tooLarge().length));
    PairCounter counter = new PairCounter(spark.sc().longAccumulator("pairs compared"));
    List<String> sources = List.copyOf(sizes.keySet());
    EdgeOrder order =
        new EdgeOrder(
            plan.everything() ? List.of("all pairs") : ruleNames(),
            sources,
            sources.size() > 1 && repeated.overSources(slices));
    JavaRDD<byte[]> edges =
        edges(slices, plan, sources, counter).persist(StorageLevel.MEMORY_AND_DISK());
    long pairs = edges.map(EdgeOrder::size).fold(0L, Long::sum);
    progress.accept("%,d pairs found".formatted(pairs));
    return new Result(
        order.lines(edges, pairs, spark.defaultParallelism()),
        records,
        counter.value(),
        pairs,
        plan.tooLarge().length);
  }

  private List<String> ruleNames() {
    return settings.blocking().rules().stream().map(keys -> String.join(" + ", keys)).toList();
  }

  private JavaRDD<WorkedOut> slices(List<Input> inputs) {
    CollectionAccumulator<String> columns = spark.sc().collectionAccumulator("columns");
    JavaRDD<byte[]> parts = spark.emptyRDD();
    for (Input input : inputs) {
      parts = parts.union(parts(input, columns));
    }
    // One large file is read by one task; from here on all take part.
    JavaRDD<WorkedOut> slices =
        parts
            .repartition(2 * spark.defaultParallelism())
            .map(part -> WorkedOut.join(List.of(part).iterator()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    slices.count();
    Set<String> present = new HashSet<>(columns.value());
    for (String column : settings.columns()) {
      if (!present.contains(column)) {
        throw new InvalidInput(
            "no column '%s'; the input has %s"
                .formatted(column, String.join(", ", present.stream().sorted().toList())));
      }
    }
    return slices;
  }

  private JavaRDD<byte[]> parts(Input input, CollectionAccumulator<String> columns) {
    Broadcast<SharedModel> model = spark.broadcast(shared);
    String source = input.source();
    return spark
        .binaryFiles(input.path(), 1)
        .flatMap(
            file -> {
              try (InputStream in = open(file)) {
                SliceReader reader = new SliceReader(model.value().get());
                return reader.read(file._1(), source, in, columns::add);
              }
            });
  }

  private static InputStream open(Tuple2<String, PortableDataStream> file) {
    return file._2().open();
  }

  private static Map<String, Long> sizes(JavaRDD<WorkedOut> slices) {
    return slices
        .flatMapToPair(
            slice ->
                slice.sizes().entrySet().stream()
                    .map(size -> new Tuple2<>(size.getKey(), size.getValue()))
                    .iterator())
        .reduceByKey(Long::sum)
        .collectAsMap();
  }

  private long totalPairs(long records, Map<String, Long> sizes) {
    long within = sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    long pairs = records * (records - 1) / 2;
    return settings.mode() == LinkMode.LINK_ONLY ? pairs - within : pairs;
  }

  private Plan plan(JavaRDD<WorkedOut> slices, long records, long totalPairs) {
    // In a tree, so that the counts of many parts do not all come to one machine.
    BlockSizes sizes =
        slices
            .mapPartitions(
                part -> {
                  BlockSizes own = new BlockSizes(records);
                  part.forEachRemaining(own::add);
                  return List.of(own).iterator();
                })
            .treeReduce(BlockSizes::add);
    boolean all = totalPairs <= settings.blocking().compareAllUpTo();
    int tasks = Tasks.of(records, sizes.repeatedTotal(), recordsInTask, spark.defaultParallelism());
    return new Plan(all, all ? new long[0] : tooLarge(slices, sizes), sizes, tasks);
  }

  /** Counts one by one only what may be too large. */
  private long[] tooLarge(JavaRDD<WorkedOut> slices, BlockSizes sizes) {
    int cap = settings.blocking().blockCap();
    Broadcast<BlockSizes> counted = spark.broadcast(sizes);
    return slices
        .flatMap(
            slice ->
                LongStream.range(0, slice.firstBlock(slice.size()))
                    .map(k -> slice.block(Math.toIntExact(k)))
                    .filter(block -> counted.value().mayExceed(cap, block))
                    .iterator())
        .mapToPair(block -> new Tuple2<>(block, 1))
        .reduceByKey(Integer::sum)
        .filter(size -> size._2() > cap)
        .keys()
        .collect()
        .stream()
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  private JavaRDD<byte[]> edges(
      JavaRDD<WorkedOut> slices, Plan plan, List<String> sources, PairCounter counter) {
    Broadcast<SharedModel> model = spark.broadcast(shared);
    Broadcast<Plan> sent = spark.broadcast(plan);
    return slices
        .flatMapToPair(slice -> Tasks.parts(sent.value().reduced(slice), sent.value()))
        .partitionBy(new HashPartitioner(plan.tasks()))
        .mapPartitionsWithIndex(
            (task, parts) -> {
              if (!parts.hasNext()) {
                return Collections.emptyIterator();
              }
              WorkedOut records = WorkedOut.join(new Parts(parts));
              BlockWeigher weigher = new BlockWeigher(records, model.value().get(), sources);
              return weigher.edges(Entries.of(records, sent.value(), task), counter).iterator();
            },
            false);
  }
}
