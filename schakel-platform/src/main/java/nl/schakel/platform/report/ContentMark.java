// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.schakel.platform.identity.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells a retry from a key that is used again for something else.
 *
 * <p>Guarantee: the mark gives no identity away. It is keyed with a secret that the database holds
 * only sealed, and of the identity no more than eight bits go into it: enough to notice 255 of 256
 * changes of a name, too little to test a guessed name against.
 */
@Component
class ContentMark {
  private static final String NAME = "content-mark";

  /** Never used itself: copying it is cheaper than making one for each report. */
  private final Mac keyed;

  ContentMark(JdbcClient jdbc, Sealer sealer) {
    this.keyed = keyed(SealedSecret.named(NAME, jdbc, sealer));
  }

  byte[] of(NewReport report) {
    StringBuilder facts = new StringBuilder(512).append(report.reporterType());
    // Always in the same order, so that the same report has the same mark.
    List<Map.Entry<String, FieldValue>> values = new ArrayList<>(report.facts().entrySet());
    values.sort(Map.Entry.comparingByKey());
    for (Map.Entry<String, FieldValue> value : values) {
      line(facts, value.getKey(), value.getValue().asTexts());
    }
    line(facts, "identity", report.identityFields());
    Mac mac = mac();
    if (!report.identityFields().isEmpty()) {
      line(facts, "mark", Byte.toString(mac.doFinal(bytes(identity(report)))[0]));
    }
    return mac.doFinal(bytes(facts));
  }

  private static StringBuilder identity(NewReport report) {
    StringBuilder text = new StringBuilder(128);
    var identity = report.identity();
    line(text, "given", identity.givenNames().orElse(""));
    line(text, "family", identity.familyName().orElse(""));
    identity.aliases().forEach(alias -> line(text, "alias", alias));
    line(text, "born", identity.birthDate().map(Object::toString).orElse(""));
    line(text, "place", identity.birthPlace().orElse(""));
    line(text, "v", identity.vNumber().orElse(""));
    line(text, "bsn", identity.bsn().orElse(""));
    line(text, "address", identity.contactAddress().orElse(""));
    line(text, "key", report.personKey().orElse(""));
    // No line without one, so that reports from before pseudonyms keep their mark.
    report.pseudonyms().forEach(key -> line(text, key.kind().name(), key.text()));
    return text;
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append('\n').append(name).append('=').append(value);
  }

  /** Texts with commas between. */
  private static void line(StringBuilder text, String name, Iterable<String> values) {
    line(text, name, "");
    String between = "";
    for (String value : values) {
      text.append(between).append(value);
      between = ",";
    }
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(SealedSecret.ALGORITHM + " of Java can be copied", e);
    }
  }

  private static Mac keyed(SecretKeySpec secret) {
    try {
      Mac mac = Mac.getInstance(SealedSecret.ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          SealedSecret.ALGORITHM + " is part of every Java platform", e);
    }
  }
}
