// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A person's identity and linking keys are gone for good. */
public record PersonErased(PersonId person) {}
