// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** Two persons of the vault that share an exact key of this kind. */
public record KeyMatch(PersonId person, PersonId other, KeyKind kind) {}
