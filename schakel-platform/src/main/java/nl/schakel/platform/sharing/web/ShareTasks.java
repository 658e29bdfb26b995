// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.sharing.ReceivedShares;
import nl.schakel.platform.sharing.Share;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.Task;
import org.springframework.stereotype.Component;

/** Puts shares that ask something on the first page. */
@Component
class ShareTasks implements Task.Source {
  private final ReceivedShares shares;
  private final Gate gate;

  ShareTasks(ReceivedShares shares, Gate gate) {
    this.shares = shares;
    this.gate = gate;
  }

  @Override
  public List<Task> waiting() {
    if (!gate.may(SharingRights.RECEIVE_SHARES)) {
      return List.of();
    }
    ReceivedShares.Boxes boxes = shares.boxes(1);
    List<Task> tasks = new ArrayList<>();
    OrganisationId own = gate.actor().orElseThrow().organisation();
    boxes.received().forEach(share -> task(share, own).ifPresent(tasks::add));
    boxes.sent().forEach(share -> task(share, own).ifPresent(tasks::add));
    return tasks;
  }

  /** An own draft waits on the page of shares and not here: nobody else waits for it. */
  private static Optional<Task> task(Share share, OrganisationId own) {
    return ShareViews.ask(share, own)
        .filter(ask -> !ask.equals("finish"))
        .map(
            ask ->
                new Task(
                    ask.equals("ended")
                            || ask.equals("narrowed")
                            || share.urgency().equals("urgent")
                        ? 0
                        : 1,
                    "share.task." + ask,
                    List.of(share.id().number()),
                    "share.task." + ask + ".reason",
                    "share.task." + ask + ".action",
                    ShareViews.PATH + "/" + share.id(),
                    Optional.of(share.changedAt())));
  }
}
