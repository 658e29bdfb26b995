// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prints every record that can hold a person, filled with one who is easily recognised. */
class PersonalDataIsNotPrintedTest {
  private static final String MARK = "Lina Voorbeeld";
  private static final Identity LINA =
      new Identity(
          Optional.of(MARK),
          Optional.of(MARK),
          List.of(MARK),
          Optional.empty(),
          Optional.of(MARK),
          Optional.of(MARK),
          Optional.of(MARK),
          Optional.of(MARK));

  @Test
  void no_record_that_holds_an_identity_prints_it() {
    List<Class<?>> holders =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("nl.schakel.platform")
                .stream()
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .filter(PersonalDataIsNotPrintedTest::holdsIdentity)
                .toList();

    assertThat(holders).contains(NewPerson.class);
    assertThat(holders).allSatisfy(holder -> assertThat(printed(holder)).doesNotContain(MARK));
  }

  @Test
  void the_types_of_the_vault_print_no_content() throws Exception {
    assertThat(LINA.toString()).doesNotContain(MARK);
    KnownFacts facts =
        new KnownFacts(
            new PersonId(new java.util.UUID(0, 1)),
            "female",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertThat(ComparedPerson.of(LINA, facts).toString()).doesNotContainIgnoringCase("lina");
    assertThat(new NewPerson(LINA, Optional.of(MARK)).toString()).doesNotContain(MARK);
  }

  @Test
  void the_rule_finds_a_record_that_prints() {
    assertThat(holdsIdentity(Careless.class)).isTrue();
    assertThat(printed(Careless.class)).contains(MARK);
  }

  private record Careless(int number, List<Identity> persons) {
    @Override
    public String toString() {
      return number + persons.getFirst().givenNames().orElse("");
    }
  }

  private static boolean holdsIdentity(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(
            component ->
                component.getGenericType().getTypeName().contains(Identity.class.getName())
                    && !component.getGenericType().getTypeName().contains("Identity$"));
  }

  private static String printed(Class<?> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor
          .newInstance(
              Arrays.stream(components).map(PersonalDataIsNotPrintedTest::sample).toArray())
          .toString();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be filled by this test; teach it how", e);
    }
  }

  private static @Nullable Object sample(RecordComponent component) {
    Object content =
        component.getGenericType().getTypeName().contains(Identity.class.getName()) ? LINA : MARK;
    Class<?> type = component.getType();
    if (type == Identity.class || type == String.class) {
      return content;
    }
    if (type == Optional.class) {
      return Optional.of(content);
    }
    if (type == List.class || type == Collection.class) {
      return List.of(content);
    }
    if (type == Set.class) {
      return Set.of(content);
    }
    if (type == Map.class) {
      return Map.of(MARK, content);
    }
    return type == int.class ? 0 : type == long.class ? 0L : type == boolean.class ? false : null;
  }
}
