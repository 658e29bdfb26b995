// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

/**
 * Reports came in. The range may also hold numbers of others that are not committed yet or of
 * nobody: listeners take each report once, however often its number is named.
 */
public record ReportsReceived(long firstNumber, long lastNumber) {}
