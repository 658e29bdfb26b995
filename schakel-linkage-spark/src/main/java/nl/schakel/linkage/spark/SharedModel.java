// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.ModelFile;
import org.jspecify.annotations.Nullable;

/** A model that travels as the text of its file and is read once on each machine. */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String text;
  private transient @Nullable Model model;

  SharedModel(String name, String text) {
    this.name = name;
    this.text = text;
  }

  synchronized Model get() {
    Model known = model;
    if (known == null) {
      known = ModelFile.read(name, text);
      model = known;
    }
    return known;
  }
}
