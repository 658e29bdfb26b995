// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes the whole chain: {@code hash(n) = SHA-256(hash(n-1) || line(n))}.
 *
 * <p>Reads line by line, so that memory does not grow with the log; after a fault it goes on from
 * the stored hash, so that each fault is named once and where it is.
 */
@Component
class LogCheck {
  private static final int MOST_NAMED = 100;

  private final AuditStore store;
  private final AuditAnchors anchors;
  private final Gate gate;
  private final TransactionTemplate transaction;

  LogCheck(AuditStore store, AuditAnchors anchors, Gate gate, TransactionTemplate transaction) {
    this.store = store;
    this.anchors = anchors;
    this.gate = gate;
    this.transaction = transaction;
  }

  /** What is wrong at one place. */
  enum Kind {
    /** The text is another than the one that was chained: changed, or put in another's place. */
    CHANGED_OR_MOVED,
    /** The chain knows it, the log does not hold it any more. */
    REMOVED,
    /** Places of the chain are missing. */
    CHAIN_BROKEN,
    /** The log holds it, the chain does not know it. */
    INSERTED,
    /** The chain is another, or shorter, than it was when its head was written down. */
    REWRITTEN
  }

  /**
   * One fault.
   *
   * @param position place in the chain; 0 when it has none
   * @param entry the line, when it is known
   */
  record Fault(Kind kind, long position, Optional<UUID> entry) {}

  /**
   * Outcome of a check.
   *
   * @param faults the first hundred
   * @param faultCount all of them
   * @param headHash of the last place, hexadecimal; empty for an empty log
   */
  record Outcome(
      long lines, long head, String headHash, int anchors, List<Fault> faults, long faultCount) {
    boolean whole() {
      return faultCount == 0;
    }
  }

  Outcome check() {
    return gate.asSystem(() -> transaction.execute(status -> new Walk().go()));
  }

  private final class Walk {
    private final MessageDigest digest = sha256();
    private final Map<Long, String> anchored = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private byte[] before = new byte[0];
    private long position;
    private long lines;
    private long faultCount;

    Outcome go() {
      List<AuditAnchors.Anchor> kept = anchors.all();
      for (AuditAnchors.Anchor anchor : kept) {
        String other = anchored.putIfAbsent(anchor.position(), anchor.hash());
        if (other != null && !other.equals(anchor.hash())) {
          fault(Kind.REWRITTEN, anchor.position(), Optional.empty());
        }
      }
      store.chain(this::step);
      store.unchained(entry -> fault(Kind.INSERTED, 0, Optional.of(entry)));
      // What is left was written down and is not reached: the tail is gone.
      anchored.keySet().stream()
          .sorted()
          .forEach(place -> fault(Kind.REWRITTEN, place, Optional.empty()));
      return new Outcome(
          lines,
          position,
          HexFormat.of().formatHex(before),
          kept.size(),
          List.copyOf(faults),
          faultCount);
    }

    private void step(AuditStore.Chained chained) {
      if (chained.position() != position + 1) {
        fault(Kind.CHAIN_BROKEN, position + 1, Optional.empty());
      }
      String line = chained.line();
      if (line == null) {
        fault(Kind.REMOVED, chained.position(), Optional.of(chained.linkedEntry()));
      } else {
        lines++;
        digest.update(before);
        byte[] expected = digest.digest(line.getBytes(StandardCharsets.UTF_8));
        if (!Arrays.equals(expected, chained.hash())) {
          fault(Kind.CHANGED_OR_MOVED, chained.position(), Optional.of(chained.linkedEntry()));
        }
      }
      String anchor = anchored.remove(chained.position());
      if (anchor != null && !anchor.equals(HexFormat.of().formatHex(chained.hash()))) {
        fault(Kind.REWRITTEN, chained.position(), Optional.of(chained.linkedEntry()));
      }
      before = chained.hash();
      position = chained.position();
    }

    private void fault(Kind kind, long place, Optional<UUID> entry) {
      faultCount++;
      if (faults.size() < MOST_NAMED) {
        faults.add(new Fault(kind, place, entry));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
