// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of one year as they may be shown together: the total and every cut, by dimension. */
public record SafeYear(SafeCell total, Map<String, SafeCut> cuts) {
  public SafeYear {
    cuts = Collections.unmodifiableMap(new LinkedHashMap<>(cuts));
  }
}
