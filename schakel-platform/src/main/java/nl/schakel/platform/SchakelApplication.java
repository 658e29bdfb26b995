// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Schakel. */
@SpringBootApplication
public class SchakelApplication {
  public static void main(String[] args) {
    SpringApplication.run(SchakelApplication.class, args);
  }
}
