// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import nl.schakel.platform.access.Open;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages that only tell something. */
@Controller
@Open
class PlainPages {
  @GetMapping("/accessibility")
  String accessibility() {
    return "access/accessibility";
  }

  @GetMapping("/privacy")
  String privacy() {
    return "access/privacy";
  }
}
