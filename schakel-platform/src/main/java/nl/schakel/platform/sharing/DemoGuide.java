// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.Gate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In a demonstration: invented feedback, two bottlenecks in hand and one question that waits. */
@Component
@Order(110)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("schakel.demo")
class DemoGuide implements ApplicationRunner {
  private final Bottlenecks bottlenecks;
  private final HelpDesk desk;
  private final SharingRules rules;
  private final Gate gate;

  DemoGuide(Bottlenecks bottlenecks, HelpDesk desk, SharingRules rules, Gate gate) {
    this.bottlenecks = bottlenecks;
    this.desk = desk;
    this.rules = rules;
    this.gate = gate;
  }

  /**
   * Somebody's judgement of the first rule of an answer; of the missing rule when there is none.
   */
  private record Said(String verdict, String remark, SharingQuestion question) {}

  @Override
  public void run(ApplicationArguments arguments) {
    if (Boolean.TRUE.equals(gate.asSystem(bottlenecks::isUntouched))) {
      said().forEach(this::say);
      decide();
      desk.ask(
          question("airline", "school", "care", "needs"),
          "Wij vlogen een leerling terug die in de war was. Mag de school weten wat nodig is?");
    }
  }

  private static List<Said> said() {
    SharingQuestion care =
        question("care-coordinator", "coordination-centre", "registration", "exploitation");
    SharingQuestion police = question("police", "coordination-centre", "registration", "identity");
    SharingQuestion place = question("police", "coordination-centre", "registration", "offence");
    SharingQuestion airline = question("airline", "border-police", "investigation", "suspect");
    SharingQuestion school = question("school", "police", "investigation", "exploitation");
    SharingQuestion none = question("customs", "municipality", "prevention", "exploitation");
    return List.of(
        new Said("unclear", "Wanneer heb ik de belangen goed genoeg gewogen?", care),
        new Said("unclear", "Wij vragen nu altijd toestemming. Hoeft dat echt niet?", care),
        new Said("wrong", "Onze jurist zegt dat er geen grond is.", care),
        new Said("clear", "", care),
        new Said("clear", "", police),
        new Said("clear", "Fijn dat de grond erbij staat.", police),
        new Said("unclear", "Is dit nu moeten of mogen?", police),
        new Said("unclear", "De plaats van het misdrijf staat wel op ons formulier.", place),
        new Said("wrong", "", place),
        new Said("unclear", "Welke letter van artikel 6 is het nu?", airline),
        new Said("clear", "", school),
        new Said("unclear", "", school),
        new Said("wrong", "Hier hoort een regel te zijn.", none));
  }

  private void say(Said one) {
    String rule =
        rules.answer(one.question()).rules().stream()
            .map(SharingAnswer.Rule::id)
            .findFirst()
            .orElse("");
    bottlenecks.give(one.question(), rule, one.verdict(), one.remark());
  }

  /** The two that most people got stuck at are in hand. */
  private void decide() {
    gate.asSystem(
        () -> {
          List<Bottleneck> worst =
              bottlenecks.list(new Bottlenecks.Filter("", "", "", "")).stream().limit(2).toList();
          List<Map<String, String>> decisions =
              List.of(
                  Map.of(
                      "barrier",
                      "perceived",
                      "remedy",
                      "practice",
                      "plan",
                      "Werkoverleg met drie oefenzaken"),
                  Map.of(
                      "barrier",
                      "real",
                      "remedy",
                      "law",
                      "plan",
                      "Meenemen in de brief over de wetswijziging"));
          for (int i = 0; i < worst.size(); i++) {
            bottlenecks.decide(
                worst.get(i).id(),
                new Bottlenecks.Sent(
                    "in-progress",
                    decisions.get(i).getOrDefault("barrier", ""),
                    i == 0 ? "CoMensha" : "Ministerie van Justitie en Veiligheid",
                    decisions.get(i).getOrDefault("remedy", ""),
                    decisions.get(i).getOrDefault("plan", ""),
                    "",
                    "Verzonnen voorbeeld",
                    Integer.toString(worst.get(i).version())));
          }
          return worst.size();
        });
  }

  private static SharingQuestion question(
      String sender, String receiver, String purpose, String data) {
    return new SharingQuestion(
        sender,
        receiver,
        purpose,
        List.of(data),
        "adult",
        "not-asked",
        sender.equals("police") ? "wpg" : "avg",
        "normal");
  }
}
