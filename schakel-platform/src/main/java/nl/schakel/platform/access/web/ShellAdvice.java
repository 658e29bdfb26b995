// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.ActorAuthentication;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.OrganisationNames;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its frame: who is signed in, where one can go, the other language. */
@ControllerAdvice(annotations = Controller.class)
class ShellAdvice {
  private final Gate gate;
  private final List<NavigationItem> navigation;
  private final ObjectProvider<OrganisationNames> organisations;

  ShellAdvice(
      Gate gate,
      Collection<NavigationItem> navigation,
      ObjectProvider<OrganisationNames> organisations) {
    this.gate = gate;
    this.navigation =
        navigation.stream().sorted(Comparator.comparingInt(NavigationItem::order)).toList();
    this.organisations = organisations;
  }

  @ModelAttribute("shell")
  Shell shell(HttpServletRequest request) {
    Optional<Actor> actor = gate.actor();
    Locale other =
        RequestContextUtils.getLocale(request).getLanguage().equals("en")
            ? WebConfiguration.DUTCH
            : Locale.ENGLISH;
    return new Shell(
        actor.isPresent(),
        displayName(),
        actor.map(this::organisationName).orElse(""),
        groups(request.getRequestURI()),
        languageHref(request, other),
        other.equals(Locale.ENGLISH) ? "English" : "Nederlands",
        actor.isEmpty() && isOpen(request));
  }

  /** Of two that lead to a page, such as reports and reports/imports, the longer one is current. */
  private List<Shell.Group> groups(String path) {
    List<NavigationItem> shown =
        navigation.stream()
            .filter(item -> item.right().isEmpty() || gate.may(item.right()))
            .toList();
    String current =
        shown.stream()
            .map(NavigationItem::href)
            .filter(href -> leads(href, path))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return Arrays.stream(NavigationGroup.values())
        .map(group -> group(group, shown, current))
        .filter(group -> !group.items().isEmpty())
        .toList();
  }

  private static Shell.Group group(
      NavigationGroup group, List<NavigationItem> shown, String current) {
    List<Shell.Item> items =
        shown.stream()
            .filter(item -> item.group() == group)
            .map(item -> new Shell.Item(item.href(), item.labelKey(), item.href().equals(current)))
            .toList();
    return new Shell.Group(group.labelKey(), items, items.stream().anyMatch(Shell.Item::current));
  }

  private static boolean leads(String href, String path) {
    return href.equals("/") ? path.equals("/") : path.equals(href) || path.startsWith(href + "/");
  }

  /** A page shown after a POST has no address to come back to in the other language. */
  private static String languageHref(HttpServletRequest request, Locale other) {
    boolean shown = request.getMethod().equals("GET");
    return UriComponentsBuilder.fromPath(shown ? request.getRequestURI() : "/")
        .query(shown ? Optional.ofNullable(request.getQueryString()).orElse("") : "")
        .replaceQueryParam("lang", other.getLanguage())
        .build()
        .toUriString();
  }

  private String organisationName(Actor actor) {
    return Optional.ofNullable(organisations.getIfAvailable())
        .map(directory -> directory.nameOf(actor.organisation()))
        .orElse("");
  }

  private static String displayName() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof ActorAuthentication known
        ? known.getName()
        : "";
  }

  private static boolean isOpen(HttpServletRequest request) {
    @Nullable Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
    return handler instanceof HandlerMethod method
        && (method.hasMethodAnnotation(Open.class)
            || method.getBeanType().isAnnotationPresent(Open.class));
  }
}
