// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of signing in with a local account.
 *
 * @param lockAfter wrong passwords in a row before the account is locked
 * @param lockFor how long it stays locked
 * @param minimumLength characters that a password has at least
 */
@ConfigurationProperties("schakel.sign-in")
public record SignInSettings(
    @DefaultValue("5") int lockAfter,
    @DefaultValue("15m") Duration lockFor,
    @DefaultValue("12") int minimumLength) {}
