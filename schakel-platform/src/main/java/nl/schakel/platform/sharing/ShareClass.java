// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.UUID;

/**
 * What the rules said about one class of data of a share.
 *
 * @param consent what they were told about consent
 * @param rests it would not go without that consent
 * @param met conditions of which there is proof
 * @param unmet conditions without proof; empty unless that keeps it back
 * @param rules rows of the tables that decided; none when no row knows the case
 * @param conditions everything that must be so or be done
 * @param audit line of the log
 */
public record ShareClass(
    String data,
    String consent,
    boolean rests,
    List<String> met,
    boolean mayGo,
    Decision decision,
    List<String> unmet,
    List<String> rules,
    List<String> conditions,
    UUID audit) {
  public ShareClass {
    met = List.copyOf(met);
    unmet = List.copyOf(unmet);
    rules = List.copyOf(rules);
    conditions = List.copyOf(conditions);
  }
}
