// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nl.schakel.keyholder.KeyHolderAccess;
import nl.schakel.keyholder.KeyHolderFailed;
import nl.schakel.platform.database.DataFolder;
import nl.schakel.platform.database.StartRefused;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentitySettings.class, KeyHolderSettings.class})
class IdentityConfiguration {

  @Bean
  VaultKeys vaultKeys(IdentitySettings settings, DataFolder folder, VaultStore store) {
    if (!settings.keyset().isBlank()) {
      return VaultKeys.read(Path.of(settings.keyset()));
    }
    Path own = folder.root().resolve("keys").resolve("vault.json");
    // A new keyset beside a filled vault would leave everything in it unreadable for ever.
    return store.isEmpty() ? VaultKeys.readOrMake(own) : VaultKeys.read(own);
  }

  @Bean
  KeyHolderDesk keyHolderDesk(KeyHolderSettings settings) {
    if (!settings.inUse()) {
      return new KeyHolderDesk(Optional.empty(), Set.of());
    }
    try {
      return new KeyHolderDesk(
          Optional.of(
              new KeyHolderAccess(
                      settings.address(),
                      Path.of(settings.tokenFile()),
                      settings.publicKeys(),
                      Optional.of(settings.trust()).filter(file -> !file.isBlank()).map(Path::of))
                  .client(new SecureRandom())),
          numbers(settings));
    } catch (KeyHolderFailed e) {
      throw new StartRefused(
          "The settings schakel.identity.key-holder are wrong. " + e.getMessage(), e);
    }
  }

  private static Set<AskedNumber> numbers(KeyHolderSettings settings) {
    Set<AskedNumber> numbers = EnumSet.noneOf(AskedNumber.class);
    for (String code : settings.numbers()) {
      numbers.add(
          AskedNumber.of(code)
              .orElseThrow(
                  () ->
                      new StartRefused(
                          "schakel.identity.key-holder.numbers names v-number and bsn, nothing else.")));
    }
    return numbers;
  }

  @Bean
  OneTimeTask<Void> vaultRewriteTask(VaultStore store) {
    return Tasks.oneTime(VaultRewrite.TASK).execute((instance, context) -> store.rewrite());
  }
}
