// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/** What became of a table: safe to publish, or refused with reasons. */
public sealed interface Outcome permits ProtectedTable, Refused {}
