// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps one visitor, or all together, from filling what everybody may write in.
 *
 * <p>Guarantee: addresses are not kept. A visitor is a digest under a key that is drawn anew for
 * each span of time and forgotten with its counts; nothing is written to disk.
 */
@Component
class VisitorLimit {
  private static final Duration SPAN = Duration.ofMinutes(10);

  /** A school or a hospital shares one address, so it is no small number. */
  private static final int MOST_OF_ONE = 20;

  private static final int MOST_OF_ALL = 500;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final int mostOfOne;
  private final int mostOfAll;
  private final Map<Long, Integer> seen = new HashMap<>();
  private Instant since = Instant.EPOCH;
  private byte[] key = new byte[0];
  private int all;

  @Autowired
  VisitorLimit(Clock clock) {
    this(clock, MOST_OF_ONE, MOST_OF_ALL);
  }

  VisitorLimit(Clock clock, int mostOfOne, int mostOfAll) {
    this.clock = clock;
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
  }

  /** Whether this visitor may write now; counts as one time. */
  synchronized boolean allows(String address) {
    Instant now = clock.instant();
    if (!now.isBefore(since.plus(SPAN))) {
      since = now;
      key = new byte[32];
      RANDOM.nextBytes(key);
      seen.clear();
      all = 0;
    }
    if (all >= mostOfAll) {
      return false;
    }
    boolean allowed = seen.merge(digest(address), 1, Integer::sum) <= mostOfOne;
    all += allowed ? 1 : 0;
    return allowed;
  }

  private long digest(String address) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return ByteBuffer.wrap(digest.digest(address.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
