// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import nl.schakel.platform.database.DataFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
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
  OneTimeTask<Void> vaultRewriteTask(VaultStore store) {
    return Tasks.oneTime(VaultRewrite.TASK).execute((instance, context) -> store.rewrite());
  }
}
