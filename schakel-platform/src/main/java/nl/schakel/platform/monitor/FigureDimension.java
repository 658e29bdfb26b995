// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import nl.schakel.platform.register.RegisterFigures.Dimension;

/** What the presumed victims of a year are counted by. */
public enum FigureDimension {
  REPORTER_TYPE(Dimension.REPORTER_TYPE, "reporter-type", Counting.SEVERAL),
  FORM(Dimension.FORM, "exploitation-form", Counting.SEVERAL),
  AGE_GROUP(Dimension.AGE_GROUP, "age-group", Counting.ONCE),
  SEX(Dimension.SEX, "sex", Counting.ONCE),
  NATIONALITY_GROUP(Dimension.NATIONALITY_GROUP, "nationality-group", Counting.ONCE);

  private final Dimension counted;
  private final String codeList;
  private final Counting counting;

  FigureDimension(Dimension counted, String codeList, Counting counting) {
    this.counted = counted;
    this.codeList = codeList;
    this.counting = counting;
  }

  Dimension counted() {
    return counted;
  }

  Counting counting() {
    return counting;
  }

  /** Code list that its categories come from. */
  public String codeList() {
    return codeList;
  }

  /** Name in data, addresses and message keys. */
  public String code() {
    return counted.code();
  }
}
