// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Arrays;
import java.util.Optional;

/** What a frozen record knows about a victim in a year, in the order in which it is written. */
enum FactField {
  YEAR("year", ""),
  REPORTER_TYPE("reporterType", "reporter-type"),
  FORM("form", "exploitation-form"),
  SEX("sex", "sex"),
  AGE_GROUP("ageGroup", "age-group"),
  NATIONALITY_GROUP("nationalityGroup", "nationality-group"),
  REGION("region", "region"),
  BORDER("border", ""),
  VENUE("venue", "venue"),
  STATUS("status", "victim-status"),
  MUNICIPALITY("municipality", "municipality");

  private final String code;
  private final String codeList;

  FactField(String code, String codeList) {
    this.code = code;
    this.codeList = codeList;
  }

  String code() {
    return code;
  }

  /** Empty when its codes are on no list. */
  String codeList() {
    return codeList;
  }

  static Optional<FactField> of(String code) {
    return Arrays.stream(values()).filter(field -> field.code.equals(code)).findFirst();
  }
}
