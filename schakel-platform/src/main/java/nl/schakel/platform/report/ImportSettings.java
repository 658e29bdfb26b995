// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files of reports are taken in.
 *
 * @param batch most rows in one transaction; what a killed process has to do again
 * @param largestUpload largest file through page or API; the command has no limit
 */
@ConfigurationProperties("schakel.import")
record ImportSettings(
    @DefaultValue("2000") int batch, @DefaultValue("2GB") DataSize largestUpload) {}
