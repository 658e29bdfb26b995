// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package nl.schakel.platform.monitor.web;

import org.jspecify.annotations.NullMarked;
