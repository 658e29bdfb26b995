// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Runs numbered jobs on several threads and hands over the results in the order of the numbers. */
final class Workers {
  /** One job, with the thread's own memory. */
  @FunctionalInterface
  interface Job<M, R> {
    R run(M memory, int number);
  }

  /** Takes the results in order. */
  @FunctionalInterface
  interface Sink<R> {
    void take(int number, R result);
  }

  private Workers() {}

  static <M, R> void inOrder(
      int jobs, int threads, Supplier<M> memory, Job<M, R> job, Sink<R> sink) {
    if (threads <= 1 || jobs <= 1) {
      M own = memory.get();
      for (int i = 0; i < jobs; i++) {
        sink.take(i, job.run(own, i));
      }
      return;
    }
    ThreadLocal<M> own = ThreadLocal.withInitial(memory);
    int ahead = threads * 4;
    @SuppressWarnings("unchecked")
    Future<R>[] running = (Future<R>[]) new Future<?>[ahead];
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        for (int i = 0; i < jobs + ahead; i++) {
          int slot = i % ahead;
          if (i >= ahead && i - ahead < jobs) {
            sink.take(i - ahead, running[slot].get());
          }
          if (i < jobs) {
            int number = i;
            running[slot] = pool.submit(() -> job.run(own.get(), number));
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the work was interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a job failed", e.getCause());
      } finally {
        pool.shutdownNow();
      }
    }
  }
}
