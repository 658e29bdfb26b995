// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps one visitor, or all together, from filling what everybody may write in, and from trying
 * codes. The two are counted apart, so that nobody who looks keeps others from asking.
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

  /** Who has an IPv6 connection has at least a /64 of addresses (RFC 6177). */
  private static final int NETWORK_BYTES = 8;

  private final Clock clock;
  private final int mostOfOne;
  private final int mostOfAll;
  private final Count writing = new Count();
  private final Count looking = new Count();
  private Instant since = Instant.EPOCH;
  private byte[] key = new byte[0];

  /** How often each visitor came, and all together. */
  private static final class Count {
    private final Map<Long, Integer> seen = new HashMap<>();
    private int all;

    private void clear() {
      seen.clear();
      all = 0;
    }
  }

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
    return allows(address, writing);
  }

  /** Whether this visitor may look up an answer now; counts as one time. */
  synchronized boolean allowsLook(String address) {
    return allows(address, looking);
  }

  private boolean allows(String address, Count count) {
    Instant now = clock.instant();
    if (!now.isBefore(since.plus(SPAN))) {
      since = now;
      key = new byte[32];
      RANDOM.nextBytes(key);
      writing.clear();
      looking.clear();
    }
    if (count.all >= mostOfAll) {
      return false;
    }
    boolean allowed = count.seen.merge(digest(address), 1, Integer::sum) <= mostOfOne;
    count.all += allowed ? 1 : 0;
    return allowed;
  }

  private long digest(String address) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return ByteBuffer.wrap(digest.digest(network(address))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] network(String address) {
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      return read instanceof Inet6Address
          ? Arrays.copyOf(read.getAddress(), NETWORK_BYTES)
          : read.getAddress();
    } catch (IllegalArgumentException e) {
      return address.getBytes(StandardCharsets.UTF_8);
    }
  }
}
