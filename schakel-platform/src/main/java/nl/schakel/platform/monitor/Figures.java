// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.register.RegisterFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The figures of the day, for those who may see exact figures.
 *
 * <p>Guarantee: nothing leaves here that {@link SmallCells} did not protect, and while the figures
 * are fixed per day everybody sees the same figures all day, on every node and after a restart. A
 * register without victims is not fixed, so that the first figures need not wait for tomorrow.
 */
@Service
public class Figures {
  private final RegisterFigures register;
  private final RegisterCount count;
  private final DayFigureStore store;
  private final MonitorSettings settings;
  private final Gate gate;
  private final FigureDisclosure door;
  private final Clock clock;
  private final TransactionTemplate oneSnapshot;
  private final TransactionTemplate write;
  private volatile @Nullable PublishedFigures held;

  /** The figures of the day go to nobody else. */
  private static final class NotOfTheDay extends NotAllowed {
    private static final long serialVersionUID = 1L;

    NotOfTheDay() {
      super(MonitorRights.OVERLAP);
    }
  }

  Figures(
      RegisterFigures register,
      RegisterCount count,
      DayFigureStore store,
      MonitorSettings settings,
      Gate gate,
      FigureDisclosure door,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.register = register;
    this.count = count;
    this.store = store;
    this.settings = settings;
    this.gate = gate;
    this.door = door;
    this.clock = clock;
    this.oneSnapshot = new TransactionTemplate(transactions);
    this.oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.oneSnapshot.setReadOnly(true);
    this.write = new TransactionTemplate(transactions);
  }

  /**
   * Whether whoever is at work may see the figures of the day. Beside a release of the same years
   * they would narrow small numbers down, so all others get what was released.
   */
  public boolean mayReadTheDay() {
    return door.mayReadExact();
  }

  /** What the register counts today; no years when it holds no victim yet. */
  public PublishedFigures ofTheDay() {
    door.requireProtected(MonitorRights.OVERLAP, "figures");
    if (!mayReadTheDay()) {
      throw new NotOfTheDay();
    }
    return gate.asSystem(this::current);
  }

  /** Makes the figures of this day if nobody did yet. */
  void prepare() {
    gate.asSystem(this::current);
  }

  private PublishedFigures current() {
    PublishedFigures known = held;
    LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
    if (known != null && stillHolds(known, today)) {
      return known;
    }
    PublishedFigures fresh = settings.fixedPerDay() ? ofDay(today) : counted(today);
    held = fresh.years().isEmpty() ? null : fresh;
    return fresh;
  }

  private boolean stillHolds(PublishedFigures known, LocalDate today) {
    return settings.fixedPerDay()
        ? known.day().equals(today)
        : known.version() == register.version();
  }

  private PublishedFigures ofDay(LocalDate day) {
    Optional<PublishedFigures> made = oneSnapshot.execute(status -> store.of(day));
    if (made.isPresent()) {
      return made.get();
    }
    PublishedFigures fresh = counted(day);
    if (fresh.years().isEmpty()) {
      return fresh;
    }
    return write.execute(
        status -> {
          store.keep(fresh);
          return store.of(day).orElseThrow();
        });
  }

  private PublishedFigures counted(LocalDate day) {
    Instant now = clock.instant();
    return oneSnapshot.execute(
        status ->
            new PublishedFigures(day, now, register.version(), new TreeMap<>(count.safeYears())));
  }
}
