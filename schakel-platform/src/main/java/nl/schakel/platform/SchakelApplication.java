// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import nl.schakel.platform.command.CommandRunner;
import nl.schakel.platform.database.DatabaseStart;
import nl.schakel.platform.database.StartRefused;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.modulith.Modulithic;

/**
 * Starts Schakel: {@code start} serves pages and API, {@code rehearse} does so for one visit, any
 * other verb is a command.
 */
@Modulithic(
    systemName = "Schakel",
    sharedModules = {"database", "web", "command"})
@SpringBootApplication
public class SchakelApplication {

  public static void main(String[] arguments) {
    String[] given = arguments.length == 0 ? new String[] {"start"} : arguments;
    try {
      if (given[0].equals("start")) {
        run(WebApplicationType.SERVLET, given);
      } else if (given[0].equals("rehearse")) {
        rehearse(given);
      } else {
        System.exit(command(given));
      }
    } catch (RuntimeException e) {
      System.err.println(sentence(e));
      System.exit(1);
    }
  }

  /**
   * Starts, shows the pages that everybody sees first, and stops: what an AOT cache learns from.
   */
  private static void rehearse(String[] given) {
    try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET, given);
        HttpClient visitor = HttpClient.newHttpClient()) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      for (String page : List.of("/", "/sign-in", "/api/v1/openapi.json")) {
        URI address = URI.create("http://localhost:" + port + page);
        visitor.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The rehearsal was interrupted", e);
    }
  }

  private static int command(String[] given) {
    try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, given[0])) {
      List<String> rest = Arrays.asList(given).subList(1, given.length);
      return context.getBean(CommandRunner.class).run(given[0], rest);
    }
  }

  private static ConfigurableApplicationContext run(WebApplicationType type, String... given) {
    DatabaseStart database = new DatabaseStart(given[0]);
    SpringApplication application = new SpringApplication(SchakelApplication.class);
    application.addInitializers(database);
    application.setWebApplicationType(type);
    application.setBannerMode(Banner.Mode.OFF);
    // The output of a command is for the next program, and the address is printed by start itself.
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(true);
    try {
      return application.run(given);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** What the person at the keyboard can act on; anything unexpected keeps its trace. */
  private static String sentence(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused refused) {
        return String.valueOf(refused.getMessage());
      }
      if (cause instanceof PortInUseException taken) {
        return "Port %d is taken; give another with --port PORT.".formatted(taken.getPort());
      }
    }
    e.printStackTrace();
    return "Schakel could not start: " + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
