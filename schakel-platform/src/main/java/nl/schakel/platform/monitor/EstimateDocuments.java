// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

/**
 * What an estimate left behind.
 *
 * @param fingerprint SHA-256 of every number and word, times left out, in hexadecimal
 * @param json all that was found, exact: for those who may see exact numbers
 * @param safeJson the same for export
 * @param dutchReport report for export
 * @param englishReport report for export
 */
public record EstimateDocuments(
    String fingerprint, String json, String safeJson, String dutchReport, String englishReport) {}
