// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Jaro-Winkler as in the textbooks, to check the fast one. */
final class PlainJaroWinkler {
  private PlainJaroWinkler() {}

  static double of(String left, String right) {
    int reach = Math.max(0, Math.max(left.length(), right.length()) / 2 - 1);
    boolean[] usedLeft = new boolean[left.length()];
    boolean[] usedRight = new boolean[right.length()];
    int common = 0;
    for (int j = 0; j < right.length(); j++) {
      for (int i = Math.max(0, j - reach); i <= Math.min(left.length() - 1, j + reach); i++) {
        if (!usedRight[j] && !usedLeft[i] && left.charAt(i) == right.charAt(j)) {
          usedLeft[i] = true;
          usedRight[j] = true;
          common++;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    StringBuilder a = new StringBuilder();
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < left.length(); i++) {
      a.append(usedLeft[i] ? String.valueOf(left.charAt(i)) : "");
    }
    for (int j = 0; j < right.length(); j++) {
      b.append(usedRight[j] ? String.valueOf(right.charAt(j)) : "");
    }
    int moved = 0;
    for (int k = 0; k < common; k++) {
      moved += a.charAt(k) == b.charAt(k) ? 0 : 1;
    }
    double sum = (double) common / left.length();
    sum += (double) common / right.length();
    sum += (double) (common - moved / 2) / common;
    double jaro = sum / 3.0;
    int prefix = 0;
    while (prefix < Math.min(4, Math.min(left.length(), right.length()))
        && left.charAt(prefix) == right.charAt(prefix)) {
      prefix++;
    }
    return jaro <= 0.7 ? jaro : jaro + prefix * 0.1 * (1 - jaro);
  }
}
