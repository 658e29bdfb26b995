// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.schakel.linkage.InvalidInput;
import nl.schakel.linkage.WorkedOut;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Finds ids that occur more than once: first by a number made from the id, then by the id. */
final class RepeatedIds {
  /** So many numbers that occur twice are looked at; they are equal ids but for a rare chance. */
  private static final int LOOKED_AT = 1000;

  private final int tasks;

  RepeatedIds(int tasks) {
    this.tasks = tasks;
  }

  /** Fails when an id occurs twice in one source. */
  void refuse(JavaRDD<WorkedOut> slices) {
    List<List<String>> found = repeated(slices, true);
    if (!found.isEmpty()) {
      throw new InvalidInput(
          "the id '%s' occurs more than once in the source '%s'"
              .formatted(found.getFirst().get(1), found.getFirst().get(0)));
    }
  }

  /** Whether an id occurs twice, the sources left aside. */
  boolean overSources(JavaRDD<WorkedOut> slices) {
    return !repeated(slices, false).isEmpty();
  }

  private List<List<String>> repeated(JavaRDD<WorkedOut> slices, boolean withSource) {
    int parts = tasks;
    Set<Long> twice =
        new HashSet<>(
            slices
                .flatMapToPair(slice -> dealt(slice, withSource, parts))
                .partitionBy(new HashPartitioner(parts))
                .values()
                .mapPartitions(RepeatedIds::twice)
                .take(LOOKED_AT));
    if (twice.isEmpty()) {
      return List.of();
    }
    return slices
        .flatMap(
            slice ->
                IntStream.range(0, slice.size())
                    .filter(i -> twice.contains(number(slice, i, withSource)))
                    .mapToObj(i -> name(slice, i, withSource))
                    .iterator())
        .mapToPair(name -> new Tuple2<>(name, 1))
        .reduceByKey(Integer::sum)
        .filter(count -> count._2() > 1)
        .keys()
        .take(1);
  }

  private static List<String> name(WorkedOut slice, int record, boolean withSource) {
    return List.of(withSource ? slice.sources().get(slice.source(record)) : "", slice.id(record));
  }

  private static long number(WorkedOut slice, int record, boolean withSource) {
    long id = Mixed.of(slice.id(record));
    return withSource ? Mixed.mix(id ^ Mixed.of(name(slice, record, true).getFirst())) : id;
  }

  private static Iterator<Tuple2<Integer, long[]>> dealt(
      WorkedOut slice, boolean withSource, int parts) {
    long[] numbers =
        IntStream.range(0, slice.size()).mapToLong(i -> number(slice, i, withSource)).toArray();
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                new Tuple2<>(
                    part,
                    Arrays.stream(numbers).filter(n -> Mixed.below(n, parts) == part).toArray()))
        .iterator();
  }

  private static Iterator<Long> twice(Iterator<long[]> dealt) {
    LongStream.Builder all = LongStream.builder();
    dealt.forEachRemaining(numbers -> Arrays.stream(numbers).forEach(all));
    long[] sorted = all.build().sorted().toArray();
    return IntStream.range(1, sorted.length)
        .filter(i -> sorted[i] == sorted[i - 1])
        .mapToObj(i -> sorted[i])
        .iterator();
  }
}
