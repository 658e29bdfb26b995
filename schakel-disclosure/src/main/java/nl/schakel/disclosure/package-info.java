// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes tables of counts safe to publish, and proves it: no table leaves without an audit of what
 * somebody who knows the method can work out from it and from all earlier tables.
 *
 * <p>Cells of a table are numbered with all totals and parents among them; node 0 of each dimension
 * is its total.
 */
@NullMarked
package nl.schakel.disclosure;

import org.jspecify.annotations.NullMarked;
