// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person at the keyboard where Schakel is and, in a demo, who one can be. */
@Component
class StartBanner {
  private final Demo demo;

  StartBanner(Demo demo) {
    this.demo = demo;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
        && context.getWebServer() != null) {
      System.out.print(text(context.getWebServer().getPort()));
    }
  }

  private String text(int port) {
    StringBuilder text =
        new StringBuilder("%nSchakel is ready at http://localhost:%d%n".formatted(port));
    if (!demo.accounts().isEmpty()) {
      text.append(
          "%nInvented people to sign in as, all with the password %s%n".formatted(demo.password()));
      demo.accounts()
          .forEach(
              persona ->
                  text.append(
                      "  %-17s %s, %s%n"
                          .formatted(
                              persona.name(), persona.displayName(), persona.organisation())));
      text.append(
          "  (no account)      a victim, or someone worried: the public pages%n".formatted());
    }
    return text.append("%nStop with Ctrl-C.%n".formatted()).toString();
  }
}
