// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a page of a list stands, as {@code fragments/pagination.html} shows it.
 *
 * @param previousHref null on the first page
 * @param nextHref null on the last page
 */
record Paging(
    long from, long to, long total, @Nullable String previousHref, @Nullable String nextHref) {

  static Paging of(String path, Map<String, String> query, int page, int size, long total) {
    long from = Math.min(total, (page - 1L) * size + 1);
    long to = Math.min(total, (long) page * size);
    return new Paging(
        from,
        to,
        total,
        page > 1 ? href(path, query, page - 1) : null,
        to < total ? href(path, query, page + 1) : null);
  }

  private static String href(String path, Map<String, String> query, int page) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    query.forEach(
        (name, value) -> {
          if (!value.isBlank() && !name.equals("page") && !name.equals("lang")) {
            address.queryParam(name, "{" + name + "}");
          }
        });
    return address.queryParam("page", page).encode().buildAndExpand(query).toUriString();
  }
}
