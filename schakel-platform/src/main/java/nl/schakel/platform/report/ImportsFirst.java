// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Lets a command take in its file before the register works on it in the same process: a row is
 * safe once it is stored, and on a machine with few cores both at once only slow each other down.
 *
 * <p>What waits is announced already, so nothing is lost when the process is killed; the next one
 * on this database deals with it.
 */
@Component
public class ImportsFirst {
  /** However large the file is, the register never stands still longer than this. */
  private static final long LONGEST_WAIT_MINUTES = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private int underWay;

  /** Holds others up until the returned guard is closed. */
  ImportStops.Guard enter() {
    change(1);
    return () -> change(-1);
  }

  private void change(int by) {
    lock.lock();
    try {
      underWay += by;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when no command of this process is taking in a file, or after a few minutes. */
  public void await() {
    long left = TimeUnit.MINUTES.toNanos(LONGEST_WAIT_MINUTES);
    lock.lock();
    try {
      while (underWay > 0 && left > 0) {
        left = done.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
