// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a running import end its batch before the application goes, on Ctrl-C as on any shutdown. It
 * stops before everything else, so that database and listeners are still there.
 */
@Component
class ImportStops implements SmartLifecycle {
  private static final long LONGEST_WAIT_SECONDS = 18;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean requested;
  private boolean started;
  private int running;

  boolean requested() {
    return requested;
  }

  /** Holds the shutdown until the returned guard is closed. */
  Guard enter() {
    change(1);
    return () -> change(-1);
  }

  /** Closed when the work is done. */
  interface Guard extends AutoCloseable {
    @Override
    void close();
  }

  private void change(int by) {
    lock.lock();
    try {
      running += by;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void start() {
    requested = false;
    started = true;
  }

  @Override
  public void stop() {
    requested = true;
    started = false;
    long left = TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    lock.lock();
    try {
      while (running > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
