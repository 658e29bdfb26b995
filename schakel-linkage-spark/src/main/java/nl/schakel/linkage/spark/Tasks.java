// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import nl.schakel.linkage.WorkedOut;
import scala.Tuple2;

/** How blocks are dealt out over tasks, and which records travel to each. */
final class Tasks {
  private Tasks() {}

  /**
   * The fewest tasks that hold no more records than they may, and at least one for each worker: a
   * record that has a block in a task is sent there once, so fewer tasks send less.
   *
   * <p>With {@code b} blocks for each of {@code n} records, dealt out evenly, a task of {@code t}
   * holds {@code n (1 - (1 - 1/t)^b)} records.
   */
  static int of(long records, long entries, long recordsInTask, int workers) {
    double blocks = Math.max(1, (double) entries / Math.max(1, records));
    int tasks = Math.max(1, workers);
    while (records * -Math.expm1(blocks * Math.log1p(-1.0 / tasks)) > recordsInTask) {
      tasks += Math.max(1, tasks / 8);
    }
    return tasks;
  }

  /** The records of a slice for each task, with all their blocks: those decide who is first. */
  static Iterator<Tuple2<Integer, byte[]>> parts(WorkedOut slice, Plan plan) {
    int[][] numbers = new int[plan.tasks()][0];
    int[] sizes = new int[plan.tasks()];
    for (int record = 0; record < slice.size(); record++) {
      for (int k = slice.firstBlock(record); k < slice.firstBlock(record + 1); k++) {
        int task = plan.task(slice.block(k));
        int size = sizes[task];
        if (size > 0 && numbers[task][size - 1] == record) {
          continue;
        }
        if (size == numbers[task].length) {
          numbers[task] = Arrays.copyOf(numbers[task], Math.max(64, size * 2));
        }
        numbers[task][sizes[task]++] = record;
      }
    }
    return IntStream.range(0, plan.tasks())
        .filter(task -> sizes[task] > 0)
        .mapToObj(task -> new Tuple2<>(task, slice.part(Arrays.copyOf(numbers[task], sizes[task]))))
        .iterator();
  }
}
