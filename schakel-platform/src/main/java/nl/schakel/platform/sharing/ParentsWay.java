// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers for whom no parent answers, because some report names a parent as exploiter.
 *
 * <p>Guarantee: in the transaction in which that becomes known, what any organisation shared on a
 * parent's yes is taken back, and from then on such a yes counts nowhere. Organisations learn that
 * parents do not answer, not who reported what.
 */
@Component
class ParentsWay {
  private final ConsentStore store;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ParentsWay(ConsentStore store, ApplicationEventPublisher events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ParentsReported told) {
    if (!told.exploit()) {
      store.openParentsWay(told.reports());
      return;
    }
    // Only where somebody answered: an import can name thousands of reports.
    store.inTurn(store.answered(told.reports()));
    if (store.closeParentsWay(told.reports(), clock.instant()) == 0) {
      return;
    }
    List<ConsentChanged> changes =
        store.organisationsThatAsked(told.reports()).stream()
            .map(
                organisation ->
                    new ConsentChanged(
                        organisation,
                        List.copyOf(told.reports()),
                        true,
                        ConsentChanged.PARENTS_ANSWER))
            .toList();
    changes.forEach(events::publishEvent);
  }
}
