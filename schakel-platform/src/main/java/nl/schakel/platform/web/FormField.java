// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form as {@code fragments/field.html} shows it.
 *
 * @param name also the id of the control, so that the list of errors can lead to it
 * @param values what was chosen, where several may be
 * @param locked why this field may not be filled in; null when it may
 */
public record FormField(
    String name,
    String label,
    @Nullable String help,
    String value,
    List<String> values,
    @Nullable String error,
    boolean required,
    List<Option> options,
    @Nullable String autocomplete,
    @Nullable String inputmode,
    @Nullable String locked) {

  /** One answer that can be chosen. */
  public record Option(String code, String label, @Nullable String hint) {
    public Option(String code, String label) {
      this(code, label, null);
    }
  }

  public FormField {
    values = List.copyOf(values);
    options = List.copyOf(options);
  }

  /** A required field without help, value or error; the rest is added with the methods below. */
  public static FormField of(String name, String label) {
    return new FormField(name, label, null, "", List.of(), null, true, List.of(), null, null, null);
  }

  public FormField help(String text) {
    return new FormField(
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

  public FormField value(String text) {
    return new FormField(
        name,
        label,
        help,
        text,
        List.of(text),
        error,
        required,
        options,
        autocomplete,
        inputmode,
        locked);
  }

  public FormField values(List<String> chosen) {
    return new FormField(
        name,
        label,
        help,
        value,
        chosen,
        error,
        required,
        options,
        autocomplete,
        inputmode,
        locked);
  }

  public FormField error(@Nullable String text) {
    return new FormField(
        name, label, help, value, values, text, required, options, autocomplete, inputmode, locked);
  }

  public FormField optional() {
    return new FormField(
        name, label, help, value, values, error, false, options, autocomplete, inputmode, locked);
  }

  public FormField options(List<Option> answers) {
    return new FormField(
        name,
        label,
        help,
        value,
        values,
        error,
        required,
        answers,
        autocomplete,
        inputmode,
        locked);
  }

  public FormField autocomplete(String token) {
    return new FormField(
        name, label, help, value, values, error, required, options, token, inputmode, locked);
  }

  public FormField inputmode(String mode) {
    return new FormField(
        name, label, help, value, values, error, required, options, autocomplete, mode, locked);
  }

  public FormField locked(String reason) {
    return new FormField(
        name,
        label,
        help,
        value,
        values,
        error,
        required,
        options,
        autocomplete,
        inputmode,
        reason);
  }
}
