// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import nl.schakel.platform.identity.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A secret of this room, made once, that the database holds only sealed. */
final class SealedSecret {
  static final String ALGORITHM = "HmacSHA256";

  private SealedSecret() {}

  /** Reads the secret of this name; the first to ask makes it. */
  static SecretKeySpec named(String name, JdbcClient jdbc, Sealer sealer) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    String context = "report.sealed_secret/" + name;
    // Two processes that start at once: the first wins, both read what it wrote.
    jdbc.sql(
            """
            insert into report.sealed_secret (name, sealed) values (:name, :sealed)
            on conflict (name) do nothing
            """)
        .param("name", name)
        .param("sealed", sealer.seal(fresh, context))
        .update();
    byte[] sealed =
        jdbc.sql("select sealed from report.sealed_secret where name = :name")
            .param("name", name)
            .query(byte[].class)
            .single();
    return new SecretKeySpec(sealer.open(sealed, context), ALGORITHM);
  }
}
