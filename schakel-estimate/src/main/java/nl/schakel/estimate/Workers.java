// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs numbered jobs on several threads; each job writes only to its own number, so the result does
 * not depend on the number of threads.
 */
final class Workers {
  /** One job, given the thread's own workspace. */
  @FunctionalInterface
  interface Job<W> {
    void run(W workspace, int number);
  }

  private Workers() {}

  static <W> void run(
      String work, int jobs, int threads, Progress progress, Supplier<W> workspace, Job<W> job) {
    int used = Math.max(1, Math.min(threads, jobs));
    AtomicLong next = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Object turn = new Object();
    Runnable loop =
        () -> {
          W own = workspace.get();
          for (long i = next.getAndIncrement(); i < jobs; i = next.getAndIncrement()) {
            if (Thread.currentThread().isInterrupted()) {
              throw new IllegalStateException(work + " was interrupted");
            }
            job.run(own, (int) i);
            long ready = done.incrementAndGet();
            if (ready == jobs || ready % Math.max(1, jobs / 100) == 0) {
              synchronized (turn) {
                progress.at(work, ready, jobs);
              }
            }
          }
        };
    if (used == 1) {
      loop.run();
    } else {
      spread(used, loop);
    }
  }

  private static void spread(int threads, Runnable loop) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(loop));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
