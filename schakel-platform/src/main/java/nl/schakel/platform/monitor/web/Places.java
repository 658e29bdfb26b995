// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import nl.schakel.platform.access.Gate;
import nl.schakel.platform.monitor.MonitorRights;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page under Figures which of its neighbours this reader may open. */
@ControllerAdvice(
    assignableTypes = {
      MonitorPages.class,
      WatchPages.class,
      PublishedPages.class,
      AggregatePages.class,
      EstimatePages.class,
      ReleasePages.class,
      ExplorerPages.class
    })
class Places {
  private final Gate gate;

  Places(Gate gate) {
    this.gate = gate;
  }

  @ModelAttribute("mayOverlap")
  boolean mayOverlap() {
    return gate.may(MonitorRights.OVERLAP);
  }

  @ModelAttribute("mayEstimate")
  boolean mayEstimate() {
    return gate.may(MonitorRights.ESTIMATE);
  }

  @ModelAttribute("mayRelease")
  boolean mayRelease() {
    return gate.may(MonitorRights.RELEASE);
  }

  @ModelAttribute("mayChanges")
  boolean mayChanges() {
    return gate.may(MonitorRights.CHANGES);
  }
}
