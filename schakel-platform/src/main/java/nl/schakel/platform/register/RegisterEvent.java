// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.identity.KeyKind;

/** What the register writes to the audit log: identifiers, codes and counts. */
sealed interface RegisterEvent extends AuditEvent {
  @Override
  default Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  private static String victim(VictimId victim) {
    return "victim/" + victim;
  }

  /** A batch of reports got its place. */
  record Linked(long first, long last, int reports, int started, int joined, int conflicts)
      implements RegisterEvent {
    @Override
    public String activity() {
      return "register.link";
    }

    @Override
    public String object() {
      return "reports/%d-%d".formatted(first, last);
    }

    @Override
    public Map<String, String> details() {
      return Map.of(
          "reports", Integer.toString(reports),
          "started", Integer.toString(started),
          "joined", Integer.toString(joined),
          "conflicts", Integer.toString(conflicts));
    }
  }

  /** Somebody looked at a victim, or tried to look at one that is not there for them. */
  record VictimRead(VictimId victim, Result result) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.read";
    }

    @Override
    public String object() {
      return RegisterEvent.victim(victim);
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(victim.value());
    }
  }

  /** Somebody compared two victims side by side. */
  record Compared(UUID candidate, VictimId one, VictimId other) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.compare";
    }

    @Override
    public String object() {
      return "candidate/" + candidate;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("one", one.toString(), "other", other.toString());
    }
  }

  /** Somebody looked through a list; which list, how narrowed, how many rows. */
  record Listed(String list, Map<String, String> narrowedBy, int shown) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.list";
    }

    @Override
    public String object() {
      return "list/" + list;
    }

    @Override
    public Map<String, String> details() {
      Map<String, String> details = new HashMap<>(narrowedBy);
      details.put("shown", Integer.toString(shown));
      return details;
    }
  }

  /** Reports went from one victim to another: by merge, split or undoing one. */
  record Moved(UUID movement, String kind, VictimId from, VictimId to, int reports)
      implements RegisterEvent {
    @Override
    public String activity() {
      return "register." + kind;
    }

    @Override
    public String object() {
      return "movement/" + movement;
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(to.value());
    }

    @Override
    public Map<String, String> details() {
      return Map.of(
          "from", from.toString(), "to", to.toString(), "reports", Integer.toString(reports));
    }
  }

  /** Two victims were linked by their weight, without a registrar. */
  record LinkedByModel(UUID movement, VictimId victim, int model, double bits)
      implements RegisterEvent {
    @Override
    public String activity() {
      return "register.link-by-model";
    }

    @Override
    public String object() {
      return "movement/" + movement;
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(victim.value());
    }

    @Override
    public Map<String, String> details() {
      return Map.of(
          "model", Integer.toString(model), "bits", String.format(Locale.ROOT, "%.2f", bits));
    }
  }

  /** Two victims were brought together because reports turned out to share a key of this kind. */
  record LinkedByKey(UUID movement, VictimId victim, KeyKind key) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.link-by-key";
    }

    @Override
    public String object() {
      return "movement/" + movement;
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(victim.value());
    }

    @Override
    public Map<String, String> details() {
      return Map.of("key", key.name());
    }
  }

  /**
   * Pairs of the trial with encodings were put before registrars, or refused.
   *
   * @param pairs how many were sent
   * @param asked how many became a question
   */
  record EncodedPairsSent(int pairs, int asked, Result result) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.encoded-pairs";
    }

    @Override
    public String object() {
      return "encoded-pairs";
    }

    @Override
    public Map<String, String> details() {
      return Map.of("pairs", Integer.toString(pairs), "asked", Integer.toString(asked));
    }
  }

  /**
   * A registrar judged two victims.
   *
   * @param step blind, or final once the weight was shown
   */
  record JudgedStep(UUID candidate, String step, String answer) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.judge-" + step;
    }

    @Override
    public String object() {
      return "candidate/" + candidate;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("answer", answer);
    }
  }

  /** A registrar answered whether two may be one person. */
  record Judged(UUID candidate, String answer, VictimId one, VictimId other)
      implements RegisterEvent {
    @Override
    public String activity() {
      return "register.judge";
    }

    @Override
    public String object() {
      return "candidate/" + candidate;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("answer", answer, "one", one.toString(), "other", other.toString());
    }
  }

  /** Two victims were said to be different people, or that was taken back. */
  record Separated(UUID separation, VictimId one, VictimId other, boolean withdrawn)
      implements RegisterEvent {
    @Override
    public String activity() {
      return withdrawn ? "register.rejoin" : "register.separate";
    }

    @Override
    public String object() {
      return "separation/" + separation;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("one", one.toString(), "other", other.toString());
    }
  }

  /** Something was decided about a victim, or a decision was taken back. */
  record Decided(
      UUID decision, VictimId victim, Aspect aspect, String value, String basis, boolean withdrawn)
      implements RegisterEvent {
    @Override
    public String activity() {
      return withdrawn ? "register.withdraw" : "register.decide";
    }

    @Override
    public String object() {
      return "decision/" + decision;
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(victim.value());
    }

    @Override
    public String ground() {
      return basis;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("aspect", aspect.code(), "value", value);
    }
  }

  /** A registrar has seen a victim and nothing waits any more. */
  record Reviewed(VictimId victim) implements RegisterEvent {
    @Override
    public String activity() {
      return "register.review";
    }

    @Override
    public String object() {
      return RegisterEvent.victim(victim);
    }

    @Override
    public Optional<UUID> subject() {
      return Optional.of(victim.value());
    }
  }
}
