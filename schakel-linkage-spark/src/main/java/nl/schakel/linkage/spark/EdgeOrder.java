// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.schakel.linkage.command.PairsCsv;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Puts pairs in the order of the local engine and makes the lines of the file: pairs go by weight
 * to the part they belong to, and each part is sorted.
 *
 * @param rules names of the rules by number
 * @param sources names of the sources by number
 * @param withSource whether ids are written as {@code source:id}, because they repeat
 */
record EdgeOrder(List<String> rules, List<String> sources, boolean withSource)
    implements Serializable {
  private static final long EDGES_IN_PART = 250_000;
  private static final int SAMPLED = 50;

  /** How many pairs a batch holds. */
  static long size(byte[] batch) {
    return new EdgeBatch(batch).starts().length;
  }

  /** The lines with the one of names first. */
  JavaRDD<String> lines(JavaRDD<byte[]> edges, long total, int workers) {
    int parts = Math.toIntExact(Math.max(workers, total / EDGES_IN_PART));
    double[] bounds = bounds(edges, parts);
    return edges
        .flatMapToPair(batch -> dealt(new EdgeBatch(batch), bounds))
        .partitionBy(new HashPartitioner(parts))
        .mapPartitionsWithIndex((part, sent) -> lines(part == 0, new Parts(sent)), false);
  }

  /** The least weight of each part but the last, from pairs that stand evenly in the batches. */
  private static double[] bounds(JavaRDD<byte[]> edges, int parts) {
    List<Double> sample =
        edges.flatMap(batch -> sample(new EdgeBatch(batch)).iterator()).collect().stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    return IntStream.range(1, parts)
        .mapToDouble(
            part -> sample.isEmpty() ? 0 : sample.get((int) ((long) part * sample.size() / parts)))
        .toArray();
  }

  private static Stream<Double> sample(EdgeBatch batch) {
    int[] starts = batch.starts();
    int step = Math.max(1, starts.length / SAMPLED);
    return IntStream.iterate(0, i -> i < starts.length, i -> i + step)
        .mapToObj(i -> batch.weight(starts[i]));
  }

  private static Iterator<Tuple2<Integer, byte[]>> dealt(EdgeBatch batch, double[] bounds) {
    EdgeBatch.Writer[] parts = new EdgeBatch.Writer[bounds.length + 1];
    Arrays.setAll(parts, part -> new EdgeBatch.Writer());
    for (int at : batch.starts()) {
      int part = 0;
      while (part < bounds.length && batch.weight(at) < bounds[part]) {
        part++;
      }
      parts[part].add(batch, at);
    }
    return IntStream.range(0, parts.length)
        .boxed()
        .flatMap(part -> parts[part].batches().stream().map(some -> new Tuple2<>(part, some)))
        .iterator();
  }

  private Iterator<String> lines(boolean withHeader, Iterator<byte[]> sent) {
    List<Place> places = new ArrayList<>();
    sent.forEachRemaining(
        bytes -> {
          EdgeBatch batch = new EdgeBatch(bytes);
          for (int at : batch.starts()) {
            places.add(new Place(batch, at));
          }
        });
    places.sort((a, b) -> EdgeBatch.compare(a.batch(), a.at(), b.batch(), b.at()));
    Stream<String> lines = places.stream().map(this::line);
    return (withHeader ? Stream.concat(Stream.of(PairsCsv.HEADER), lines) : lines).iterator();
  }

  /** Where a pair stands. */
  private record Place(EdgeBatch batch, int at) {}

  private String line(Place place) {
    EdgeBatch batch = place.batch();
    int at = place.at();
    StringWriter line = new StringWriter();
    new PairsCsv(line)
        .pair(
            name(batch.leftSource(at), batch.left(at)),
            name(batch.rightSource(at), batch.right(at)),
            batch.weight(at),
            rules.get(batch.rule(at)));
    return line.toString().stripTrailing();
  }

  private String name(int source, String id) {
    return withSource ? sources.get(source) + ":" + id : id;
  }
}
