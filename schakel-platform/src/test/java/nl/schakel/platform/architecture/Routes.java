// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every way to call a handler of ours, as the running application knows it. */
final class Routes {
  private Routes() {}

  /** One way to call one handler. */
  record Route(
      HttpMethod method, String path, String consumes, @Nullable String right, boolean open) {
    boolean api() {
      return path.startsWith("/api/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Route> of(RequestMappingHandlerMapping mappings) {
    Map<String, Route> routes = new TreeMap<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (ours(handler)) {
                for (HttpMethod method : methods(mapping.getMethodsCondition().getMethods())) {
                  for (String path : mapping.getPatternValues()) {
                    routes.put(path + " " + method, route(mapping, handler, method, path));
                  }
                }
              }
            });
    return new ArrayList<>(routes.values());
  }

  private static Route route(
      RequestMappingInfo mapping, HandlerMethod handler, HttpMethod method, String path) {
    return new Route(
        method,
        path,
        consumed(mapping),
        find(handler, Requires.class).map(Requires::value).orElse(null),
        find(handler, Open.class).isPresent());
  }

  /** A body of another kind would be refused for its kind, before anybody asks about rights. */
  private static String consumed(RequestMappingInfo mapping) {
    return mapping.getConsumesCondition().getConsumableMediaTypes().stream()
        .map(MediaType::toString)
        .findFirst()
        .orElse("");
  }

  private static boolean ours(HandlerMethod handler) {
    return handler.getBeanType().getPackageName().startsWith("nl.schakel");
  }

  private static List<HttpMethod> methods(Set<RequestMethod> declared) {
    Stream<RequestMethod> methods =
        declared.isEmpty() ? Arrays.stream(RequestMethod.values()).limit(1) : declared.stream();
    return methods
        .map(RequestMethod::asHttpMethod)
        .sorted(Comparator.comparing(HttpMethod::name))
        .toList();
  }

  private static <A extends Annotation> Optional<A> find(HandlerMethod handler, Class<A> type) {
    return Optional.ofNullable(
            AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), type))
        .or(
            () ->
                Optional.ofNullable(
                    AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), type)));
  }
}
