// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.pages;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Renders the real templates without starting the application. */
final class Pages {

  static final Locale DUTCH = Locale.of("nl");

  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  Pages() {
    engine.addTemplateResolver(files());
    engine.addTemplateResolver(inline());
    engine.setEnableSpringELCompiler(true);
    engine.setTemplateEngineMessageSource(messages());
  }

  /** Returns the page of this template name. */
  String page(String template, Locale locale, Map<String, Object> model) {
    return engine.process(template, context(locale, model));
  }

  /** Returns what this one fragment makes of the model, with white space between tags removed. */
  String fragment(String expression, Map<String, Object> model) {
    String template = "<th:block th:replace=\"~{" + expression + "}\"></th:block>";
    return engine
        .process(template, context(DUTCH, model))
        .replaceAll("\\s+", " ")
        .replace("> <", "><")
        .strip();
  }

  private static WebContext context(Locale locale, Map<String, Object> model) {
    MockServletContext servletContext = new MockServletContext();
    var exchange =
        JakartaServletWebApplication.buildApplication(servletContext)
            .buildExchange(
                new MockHttpServletRequest(servletContext), new MockHttpServletResponse());
    return new WebContext(exchange, locale, model);
  }

  private static ClassLoaderTemplateResolver files() {
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCheckExistence(true);
    resolver.setOrder(1);
    return resolver;
  }

  private static StringTemplateResolver inline() {
    StringTemplateResolver resolver = new StringTemplateResolver();
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setOrder(2);
    return resolver;
  }

  private static ResourceBundleMessageSource messages() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/shell", "messages/style-guide");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }
}
