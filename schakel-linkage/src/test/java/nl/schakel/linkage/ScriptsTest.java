// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names put together for these tests, in their own script and in Latin letters. */
class ScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "Юлия Верховинова, Yuliya Verkhovinova",
    "ЮЛИЯ ВЕРХОВИНОВА, Julia Verhovinowa",
    "Щербинович, Shcherbinovich",
    "Євгенія Криничанська, Yevheniya Krynychanska",
    "Жанна Ёлкина, Zhanna Yolkina",
    "Ђорђе Његошљевић, Djordje Njegosljevic",
    "Ξανθούλα Παραδειγματίδου, Xanthoula Paradeigmatidou",
    "Ευάγγελος, Evaggelos",
    "محمد الخروبي, Mohammed Al-Kharoubi",
    "فاطمة المثالي, Fatima El Mithali",
    "يوسف, Youssef",
    "حسين, Hoessein",
    "خالد بن مثال, Khalid Ben Mithal",
  })
  void a_name_in_its_own_script_has_the_consonants_of_its_transliteration(
      String own, String latin) {
    assertThat(Spelling.skeleton(own)).isEqualTo(Spelling.skeleton(latin)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Юлия, yuliya",
    "Григорий, grigoriy",
    "Григорій, hryhoriy",
    "Харитонов, kharitonov",
    "Μαρία, maria",
    "Ουρανία, ourania",
    "الخروبي, al khrubi",
    "اللات, al lat",
    "Nguyễn, nguyen",
    "Łukasz, lukasz",
  })
  void letters_are_converted_and_latin_ones_only_lose_their_marks(String name, String plain) {
    assertThat(Spelling.plain(name)).isEqualTo(plain);
  }

  @Test
  void a_short_word_that_begins_as_the_article_is_left_whole() {
    assertThat(Spelling.plain("الف")).isEqualTo("alf");
  }

  @Test
  void a_script_that_is_not_known_stays_as_it_is() {
    assertThat(Spelling.plain("李小例")).isEqualTo("李小例");
  }
}
