// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as the fragments expect it, with the steps that tests need to vary one thing at a time.
 */
record Field(
    String name,
    String label,
    @Nullable String help,
    @Nullable String value,
    List<String> values,
    @Nullable String error,
    boolean required,
    List<Option> options,
    @Nullable String autocomplete,
    @Nullable String inputmode,
    @Nullable String locked) {

  record Option(String code, String label, @Nullable String hint) {}

  static Field required(String name, String label) {
    return new Field(name, label, null, null, List.of(), null, true, List.of(), null, null, null);
  }

  Field optional() {
    return new Field(
        name, label, help, value, values, error, false, options, autocomplete, inputmode, locked);
  }

  Field help(String text) {
    return new Field(
        name,
        label,
        text,
        value,
        values,
        error,
        required,
        options,
        autocomplete,
        inputmode,
        locked);
  }

  Field value(String text) {
    return new Field(
        name, label, help, text, values, error, required, options, autocomplete, inputmode, locked);
  }

  Field values(String... chosen) {
    return new Field(
        name,
        label,
        help,
        value,
        List.of(chosen),
        error,
        required,
        options,
        autocomplete,
        inputmode,
        locked);
  }

  Field error(String text) {
    return new Field(
        name, label, help, value, values, text, required, options, autocomplete, inputmode, locked);
  }

  Field options(Option... offered) {
    return new Field(
        name,
        label,
        help,
        value,
        values,
        error,
        required,
        List.of(offered),
        autocomplete,
        inputmode,
        locked);
  }

  Field locked(String rule) {
    return new Field(
        name, label, help, value, values, error, required, options, autocomplete, inputmode, rule);
  }
}
