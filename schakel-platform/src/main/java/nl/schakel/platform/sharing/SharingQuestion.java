// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;

/**
 * Who wants to share which data with whom, for what. Codes only: a question holds no personal data.
 *
 * @param data classes of data; each is judged by itself
 * @param regime the law under which the sender holds the data
 */
public record SharingQuestion(
    String sender,
    String receiver,
    String purpose,
    List<String> data,
    String subject,
    String consent,
    String regime,
    String urgency) {
  /** The inputs of the decision tables, in the order of their columns. */
  public static final List<String> INPUTS =
      List.of("sender", "receiver", "purpose", "data", "subject", "consent", "regime", "urgency");

  public SharingQuestion {
    data = List.copyOf(data);
  }

  Object[] about(String dataClass) {
    return new Object[] {sender, receiver, purpose, dataClass, subject, consent, regime, urgency};
  }

  /** The same, asked about another receiver. */
  public SharingQuestion to(String other) {
    return new SharingQuestion(sender, other, purpose, data, subject, consent, regime, urgency);
  }

  SharingQuestion withData(List<String> classes) {
    return new SharingQuestion(
        sender, receiver, purpose, classes, subject, consent, regime, urgency);
  }

  SharingQuestion withSubject(String other) {
    return new SharingQuestion(sender, receiver, purpose, data, other, consent, regime, urgency);
  }

  SharingQuestion withConsent(String other) {
    return new SharingQuestion(sender, receiver, purpose, data, subject, other, regime, urgency);
  }

  /** The same question about data that are held under another law. */
  public SharingQuestion withRegime(String other) {
    return new SharingQuestion(sender, receiver, purpose, data, subject, consent, other, urgency);
  }

  SharingQuestion withPurpose(String other) {
    return new SharingQuestion(sender, receiver, other, data, subject, consent, regime, urgency);
  }

  SharingQuestion withUrgency(String other) {
    return new SharingQuestion(sender, receiver, purpose, data, subject, consent, regime, other);
  }
}
