// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/** Fills the directory and opens the first accounts, before the first page is served. */
@Component
class FirstStart implements SmartInitializingSingleton {
  private final ShippedDirectory directory;
  private final Demo demo;
  private final ApplicationContext context;

  FirstStart(ShippedDirectory directory, Demo demo, ApplicationContext context) {
    this.directory = directory;
    this.demo = demo;
    this.context = context;
  }

  @Override
  public void afterSingletonsInstantiated() {
    directory.bring();
    // A command beside the application signs nobody in.
    if (context instanceof WebApplicationContext) {
      demo.openFirstAccounts();
    }
  }
}
