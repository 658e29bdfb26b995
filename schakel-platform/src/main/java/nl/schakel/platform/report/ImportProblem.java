// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.FieldProblem;

/**
 * What was wrong with a row.
 *
 * @param number order within the import
 * @param line line of the file on which the row begins
 * @param problem its field is a column of the file, empty for the row, {@code *} for the file
 */
public record ImportProblem(long number, long line, FieldProblem problem) {}
