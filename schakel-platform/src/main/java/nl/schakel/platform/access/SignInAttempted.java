// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/** Somebody tried to sign in to an account that exists. */
public record SignInAttempted(Actor actor, boolean succeeded) {}
