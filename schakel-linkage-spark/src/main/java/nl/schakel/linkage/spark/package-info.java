// SPDX-License-Identifier: EUPL-1.2
/** Weighs the pairs of more records than one machine holds, on Apache Spark. */
@NullMarked
package nl.schakel.linkage.spark;

import org.jspecify.annotations.NullMarked;
