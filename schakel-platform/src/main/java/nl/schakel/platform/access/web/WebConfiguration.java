// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Puts the gate before every handler and lets people choose Dutch or English. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  static final Locale DUTCH = Locale.of("nl");

  private final List<HandlerInterceptor> guards;

  WebConfiguration(List<HandlerInterceptor> guards) {
    this.guards = guards;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor language = new LocaleChangeInterceptor();
    language.setParamName("lang");
    language.setIgnoreInvalidLocale(true);
    registry.addInterceptor(language);
    guards.forEach(registry::addInterceptor);
  }

  @Bean
  LocaleResolver localeResolver() {
    CookieLocaleResolver resolver = new DutchOrEnglish();
    resolver.setDefaultLocale(DUTCH);
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    return resolver;
  }

  /** Any other language, from a link or an old cookie, is Dutch. */
  private static final class DutchOrEnglish extends CookieLocaleResolver {
    DutchOrEnglish() {
      super("schakel-language");
    }

    @Override
    protected Locale parseLocaleValue(String value) {
      return value.equals("en") ? Locale.ENGLISH : DUTCH;
    }

    @Override
    public void setLocale(
        HttpServletRequest request,
        @Nullable HttpServletResponse response,
        @Nullable Locale locale) {
      boolean english = locale != null && locale.getLanguage().equals("en");
      super.setLocale(request, response, english ? Locale.ENGLISH : DUTCH);
    }
  }
}
