// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.report.ReportId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pseudonymous facts of every counted victim, one by one, for a snapshot that figures are made
 * from. Nothing in it says who somebody is; small numbers are not protected, so only the system may
 * read it.
 */
@Service
public class RegisterFacts {
  private final FactStore store;

  RegisterFacts(FactStore store) {
    this.store = store;
  }

  /** A report of a victim in one year. */
  public record Told(
      ReportId report,
      String reporterType,
      OrganisationId organisation,
      List<String> municipalities) {
    public Told {
      municipalities = List.copyOf(municipalities);
    }
  }

  /**
   * One victim in one year in which somebody reported it; it counts once there.
   *
   * @param reporterTypes all of them, in the order of the alphabet
   * @param ageGroup at the first report of the year, or as decided
   * @param reports in the order of their days
   */
  public record VictimYear(
      VictimId victim,
      int year,
      String status,
      List<String> reporterTypes,
      List<String> forms,
      String ageGroup,
      String sex,
      String nationalityGroup,
      String border,
      List<Told> reports) {
    public VictimYear {
      reporterTypes = List.copyOf(reporterTypes);
      forms = List.copyOf(forms);
      reports = List.copyOf(reports);
    }

    /** Empty for lists of before, which came without reports. */
    public Optional<Told> first() {
      return reports.stream().findFirst();
    }
  }

  /** How many reports have their place in the register. */
  @Transactional(readOnly = true)
  public long placed() {
    return store.placed();
  }

  /**
   * Hands out every counted victim and year, a victim's years together and in order. Needs a
   * transaction that sees one state of the register.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void each(int firstYear, int lastYear, Consumer<VictimYear> taker) {
    store.each(firstYear, lastYear, taker);
  }
}
