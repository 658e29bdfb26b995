// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

/** Reports with numbers in this range have their place in the register now. */
public record ReportsLinked(long firstNumber, long lastNumber) {}
