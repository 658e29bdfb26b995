// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/** Somebody signed in asked what their roles do not hold. */
public record AccessRefused(Actor actor, String right) {}
