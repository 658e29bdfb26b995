// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Arrays;
import java.util.Optional;

/** What can be decided about a victim, with the code list that the answer comes from. */
public enum Aspect {
  STATUS("status", "victim-status", false),
  DOSSIER_TYPE("dossier-type", "dossier-type", false),
  FORMS("forms", "exploitation-form", true),
  AGE_GROUP("age-group", "age-group", false),
  BORDER("border", "border", false);

  private final String code;
  private final String codeList;
  private final boolean many;

  Aspect(String code, String codeList, boolean many) {
    this.code = code;
    this.codeList = codeList;
    this.many = many;
  }

  public String code() {
    return code;
  }

  public String codeList() {
    return codeList;
  }

  public boolean many() {
    return many;
  }

  public static Optional<Aspect> of(String code) {
    return Arrays.stream(values()).filter(aspect -> aspect.code.equals(code)).findFirst();
  }
}
