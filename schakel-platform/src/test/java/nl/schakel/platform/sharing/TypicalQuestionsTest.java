// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TypicalQuestionsTest {
  private final TypicalQuestions typical = new TypicalQuestions(new SharingCodes());

  @ParameterizedTest
  @CsvSource({
    "mag ik melden,melden",
    "huisarts politie,huisarts",
    "huisrats,huisarts",
    "HUISÁRTS,huisarts",
    "GP patient,huisarts",
    "zorgcoordinator,zorgcoördinator",
    "zorgcordinator,zorgcoördinator",
    "teacher parents,docent",
    "school police,mentor",
  })
  void a_question_is_found_in_either_language_and_with_a_slip(String typed, String found) {
    TypicalQuestions.Found answer = typical.find(typed);

    assertThat(answer.exact()).isTrue();
    assertThat(answer.questions())
        .anySatisfy(one -> assertThat(one.nl().toLowerCase()).contains(found));
  }

  @Test
  void what_fits_in_part_is_offered_as_such() {
    TypicalQuestions.Found answer = typical.find("huisarts ruimteschip");

    assertThat(answer.exact()).isFalse();
    assertThat(answer.questions()).isNotEmpty().hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void nothing_is_found_for_nonsense_and_everything_for_nothing() {
    assertThat(typical.find("xyzzy plugh").questions()).isEmpty();
    assertThat(typical.find("").questions()).isEqualTo(typical.all());
    assertThat(typical.find("mag ik de").questions()).isEqualTo(typical.all());
    assertThat(typical.find("%_' or 1=1 --").questions()).isEmpty();
  }
}
