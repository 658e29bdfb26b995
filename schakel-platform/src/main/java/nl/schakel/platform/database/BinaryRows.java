// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's COPY, which neither side has to write out as text and
 * read back (PostgreSQL documentation, COPY, "Binary Format"). They can be written before there is
 * a transaction that takes them.
 */
public final class BinaryRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int TEXT_TYPE = 25;
  private static final int NULL = -1;
  private static final byte[] END = {-1, -1};
  private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final short columns;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
  private int[] begins = new int[64];
  private int rows;

  /** All rows have this many columns. */
  public BinaryRows(int columns) {
    this.columns = (short) columns;
  }

  public BinaryRows beginRow() {
    if (rows == begins.length) {
      begins = Arrays.copyOf(begins, rows * 2);
    }
    begins[rows++] = room(Short.BYTES).position();
    bytes.putShort(columns);
    return this;
  }

  public BinaryRows addNull() {
    room(Integer.BYTES).putInt(NULL);
    return this;
  }

  public BinaryRows add(UUID value) {
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  public BinaryRows add(long value) {
    room(12).putInt(Long.BYTES).putLong(value);
    return this;
  }

  public BinaryRows add(int value) {
    room(8).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  public BinaryRows add(boolean value) {
    room(5).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  /** A moment, to the microsecond. */
  public BinaryRows add(Instant value) {
    return add(ChronoUnit.MICROS.between(EPOCH, value));
  }

  public BinaryRows add(LocalDate value) {
    return add((int) (value.toEpochDay() - EPOCH_DAY.toEpochDay()));
  }

  public BinaryRows add(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  /** A text; absent it is null in the database. */
  public BinaryRows add(@Nullable String value) {
    return value == null ? addNull() : add(value.getBytes(StandardCharsets.UTF_8));
  }

  /** An array of texts, none of them null. */
  public BinaryRows add(Collection<String> values) {
    int length = room(Integer.BYTES).position();
    bytes.putInt(0);
    room(20).putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_TYPE);
    if (!values.isEmpty()) {
      bytes.putInt(values.size()).putInt(1);
      for (String value : values) {
        add(value);
      }
    }
    bytes.putInt(length, bytes.position() - length - Integer.BYTES);
    return this;
  }

  /** Fills the first column of a row in, that was added as a long and is known only now. */
  public void setFirst(int row, long value) {
    bytes.putLong(begins[row] + Short.BYTES + Integer.BYTES, value);
  }

  /** Sends all rows in the transaction at hand. */
  public void copyTo(Connection connection, String tableAndColumns) throws SQLException {
    copyTo(connection, tableAndColumns, row -> true);
  }

  /** Sends these rows, counted from 0, in the transaction at hand. */
  public void copyTo(Connection connection, String tableAndColumns, IntPredicate which)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s from stdin (format binary)".formatted(tableAndColumns));
    try {
      copy.writeToCopy(SIGNATURE, 0, SIGNATURE.length);
      for (int row = 0; row < rows; row++) {
        int from = row;
        while (row < rows && which.test(row)) {
          row++;
        }
        copy.writeToCopy(bytes.array(), begin(from), begin(row) - begin(from));
      }
      copy.writeToCopy(END, 0, END.length);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private int begin(int row) {
    return row < rows ? begins[row] : bytes.position();
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(bytes.capacity() * 2, bytes.position() + more);
      bytes = ByteBuffer.allocate(size).put(bytes.flip());
    }
    return bytes;
  }
}
