// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a registrar, sorted by what can wait least. Dutch: werklijst. */
@Service
public class Worklist {
  private static final int LARGEST_PAGE = 100;

  private final WorklistStore store;
  private final RegisterSettings settings;
  private final AuditLog auditLog;
  private final Gate gate;
  private final RegisterDisclosure door;
  private final Clock clock;

  Worklist(
      WorklistStore store,
      RegisterSettings settings,
      AuditLog auditLog,
      Gate gate,
      RegisterDisclosure door,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.auditLog = auditLog;
    this.gate = gate;
    this.door = door;
    this.clock = clock;
  }

  /** Why something waits; in the order of the screen. */
  public enum Group {
    /** New or possibly the same, for longer than the setting allows. */
    OVERDUE("overdue"),
    /** Two victims that may be one person. */
    POSSIBLE_SAME("possible-same"),
    /** A victim, or a report on a known one, that no registrar has seen. */
    NEW("new"),
    /** A victim of whom no report tells age, sex, nationality or form. */
    INCOMPLETE("incomplete");

    private final String code;

    Group(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Group> of(String code) {
      return List.of(values()).stream().filter(group -> group.code.equals(code)).findFirst();
    }
  }

  /**
   * One thing that waits.
   *
   * @param question whether the id is that of two victims to compare; else of a victim
   * @param reason code of why it waits
   * @param details facts that are missing, as codes
   * @param rank place in its group, as in {@link Place}
   */
  public record Item(
      boolean question,
      UUID id,
      Instant since,
      String reason,
      List<String> details,
      String list,
      int reports,
      boolean overdue,
      long rank) {}

  /**
   * Where a page begins.
   *
   * @param rank microseconds since 1970 where the longest waiting comes first; where the expected
   *     loss decides only 1 for what was put off and 0 for the rest, because the loss would tell
   *     the weight to who has not judged yet
   */
  public record Place(long rank, UUID id) {
    public static final Place START = new Place(Long.MIN_VALUE, new UUID(0, 0));

    /** Written for an address: a rank and an identifier only. */
    public String text() {
      return rank + "_" + id;
    }

    public static Place parse(String text) {
      try {
        int line = text.indexOf('_');
        return new Place(
            Long.parseLong(text.substring(0, line)), UUID.fromString(text.substring(line + 1)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return START;
      }
    }
  }

  /**
   * A page of the worklist.
   *
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<Item> items, Optional<Place> next) {}

  /** How much waits in each group; {@code list} narrows to one source list, empty for all. */
  @Transactional(readOnly = true)
  public Map<Group, Long> counts(String list) {
    gate.require(RegisterRights.READ);
    return store.counts(list, cutoff());
  }

  /** A page of one group: questions by expected loss, all else longest waiting first. */
  @Transactional
  public Page waiting(Group group, String list, Place after, int size) {
    door.require(RegisterRights.READ, "worklist/" + group.code());
    int asked = Math.clamp(size, 1, LARGEST_PAGE);
    Instant cutoff = cutoff().atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Item> found = store.items(group, list, after, asked + 1, cutoff);
    boolean more = found.size() > asked;
    List<Item> shown = more ? found.subList(0, asked) : found;
    auditLog.write(
        new RegisterEvent.Listed("worklist-" + group.code(), Map.of("list", list), shown.size()));
    return new Page(
        shown,
        more
            ? Optional.of(new Place(shown.getLast().rank(), shown.getLast().id()))
            : Optional.empty());
  }

  /** How often in the last thirty days a group of people was too large to look into. */
  @Transactional(readOnly = true)
  public long notCompared() {
    gate.require(RegisterRights.READ);
    return store.cutSince(clock.instant().minus(java.time.Duration.ofDays(30)));
  }

  /** First day that is not overdue yet: so many working days ago, Monday to Friday. */
  LocalDate cutoff() {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int left = settings.overdueAfterWorkingDays(); left > 0; ) {
      day = day.minusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day;
  }

  public int overdueAfterWorkingDays() {
    return settings.overdueAfterWorkingDays();
  }
}
