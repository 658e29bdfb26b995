// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record on its way through the cluster; in the order of source and id.
 *
 * @param values the columns that the model reads, in its order; empty is missing
 */
record Row(String source, String id, String[] values) implements Serializable, Comparable<Row> {
  /** Ids in the order of their code points, as the local engine has them. */
  @Override
  public int compareTo(Row other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : compareIds(id, other.id);
  }

  static int compareIds(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private Object writeReplace() {
    return new Packed(this);
  }

  /** The texts one behind the other: a row is sent once for each of its blocks. */
  static final class Packed implements Externalizable {
    private static final long serialVersionUID = 1;

    private Row row;

    /** For reading. */
    public Packed() {
      this(new Row("", "", new String[0]));
    }

    Packed(Row row) {
      this.row = row;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeShort(row.values.length);
      write(out, row.source);
      write(out, row.id);
      for (String value : row.values) {
        write(out, value);
      }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      String[] values = new String[in.readShort()];
      String source = read(in);
      String id = read(in);
      for (int i = 0; i < values.length; i++) {
        values[i] = read(in);
      }
      row = new Row(source, id, values);
    }

    private static void write(ObjectOutput out, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private static String read(ObjectInput in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object readResolve() {
      return row;
    }
  }
}
