// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A {@link LinkIndex} that survives the end of its process: every record that is added is written
 * to a file first, and opening the file makes the index again.
 *
 * <p>An entry is its length, a checksum and its fields. A last entry that was cut off by a crash is
 * dropped, as its record was never answered; a wrong entry before the last one is a damaged file
 * and refused. What was written outlives a killed process at once, and a power cut after {@link
 * #force}. The file holds the records themselves: keep it where the records may be kept. Not for
 * use by several threads at once.
 */
public final class LinkStore implements AutoCloseable {
  private static final String FORMAT = "schakel-linkage-records/1";
  private static final int LONGEST = 1 << 24;

  private final FileChannel file;
  private final List<String> columns;
  private final LinkIndex index;

  private LinkStore(FileChannel file, List<String> columns, LinkIndex index) {
    this.file = file;
    this.columns = columns;
    this.index = index;
  }

  /** Writes a new file with the records of a set; a file that was there is replaced at the end. */
  public static LinkStore create(Path path, Records records, Model model) {
    LinkIndex index = new LinkIndex(records, model);
    try {
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeAll(out, records);
        out.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new LinkStore(append(path), records.columns(), index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel append(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void writeAll(FileChannel out, Records records) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream(1 << 17);
    List<String> head = new ArrayList<>(List.of(FORMAT));
    head.addAll(records.columns());
    block.write(entry(head));
    for (int i = 0; i < records.size(); i++) {
      List<String> fields = new ArrayList<>();
      fields.add(records.id(i));
      fields.add(records.sources().get(records.source(i)));
      fields.addAll(records.row(i));
      block.write(entry(fields));
      if (block.size() > 1 << 16) {
        write(out, block.toByteArray());
        block.reset();
      }
    }
    write(out, block.toByteArray());
  }

  private static void write(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private static byte[] entry(List<String> fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0);
    out.writeInt(0);
    for (String field : fields) {
      byte[] text = field.getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
    }
    byte[] entry = bytes.toByteArray();
    if (entry.length - 8 > LONGEST) {
      throw new InvalidInput(
          "a record of %,d bytes, expected at most %,d".formatted(entry.length, LONGEST));
    }
    ByteBuffer.wrap(entry).putInt(entry.length - 8).putInt(checksum(entry, 8));
    return entry;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }

  /** Makes the index of a file again; an entry that a crash cut off is taken away. */
  public static LinkStore open(Path path, Model model) {
    try {
      Reading reading = new Reading(path);
      Records records = reading.records(model.settings().input());
      try (FileChannel cut = FileChannel.open(path, StandardOpenOption.WRITE)) {
        cut.truncate(reading.good);
      }
      return new LinkStore(append(path), records.columns(), new LinkIndex(records, model));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new InvalidInput(path + ": there is no such file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads entries up to the last whole one. */
  private static final class Reading {
    private final Path path;
    private final long size;
    private long good;

    Reading(Path path) throws IOException {
      this.path = path;
      this.size = Files.size(path);
    }

    Records records(InputSettings settings) throws IOException {
      try (InputStream plain = Files.newInputStream(path);
          DataInputStream in = new DataInputStream(new BufferedInputStream(plain, 1 << 16))) {
        List<String> head = next(in);
        if (head.isEmpty() || !head.getFirst().equals(FORMAT)) {
          throw new InvalidInput(path + ": not a file of records of this version");
        }
        RecordsReader reader = new RecordsReader(settings);
        List<String> columns = List.copyOf(head.subList(1, head.size()));
        reader.columns(columns);
        for (List<String> row = next(in); !row.isEmpty(); row = next(in)) {
          reader.record(row.get(0), row.get(1), row.subList(2, row.size()));
        }
        return reader.finish();
      }
    }

    /** The next entry; empty at the end and for a last one that was cut off. */
    private List<String> next(DataInputStream in) throws IOException {
      if (size - good < 8) {
        return List.of();
      }
      int length = in.readInt();
      int sum = in.readInt();
      if (length <= 0 || length > Math.min(LONGEST, size - good - 8)) {
        return cut();
      }
      byte[] bytes = in.readNBytes(length);
      if (checksum(bytes, 0) != sum) {
        return cut();
      }
      good += 8 + length;
      return fields(bytes);
    }

    /** What follows is the start of one entry, or else the file is damaged and not only cut off. */
    private List<String> cut() throws IOException {
      long rest = size - good;
      if (rest > LONGEST + 8L || holdsEntry((int) rest)) {
        throw new InvalidInput(
            "%s: damaged at byte %,d of %,d; put back a copy".formatted(path, good, size));
      }
      return List.of();
    }

    private boolean holdsEntry(int rest) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(rest);
      try (FileChannel in = FileChannel.open(path)) {
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
          read = in.read(bytes, good + bytes.position());
        }
      }
      for (int at = 1; at + 8 < rest; at++) {
        int length = bytes.getInt(at);
        if (length > 0 && length <= rest - at - 8) {
          CRC32C sum = new CRC32C();
          sum.update(bytes.array(), at + 8, length);
          if ((int) sum.getValue() == bytes.getInt(at + 4)) {
            return true;
          }
        }
      }
      return false;
    }

    private static List<String> fields(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      List<String> fields = new ArrayList<>();
      while (buffer.hasRemaining()) {
        byte[] text = new byte[buffer.getInt()];
        buffer.get(text);
        fields.add(new String(text, StandardCharsets.UTF_8));
      }
      return fields;
    }
  }

  /** How many records are known. */
  public int size() {
    return index.size();
  }

  /** As {@link LinkIndex#cappedBlocks}. */
  public long cappedBlocks() {
    return index.cappedBlocks();
  }

  /** As {@link LinkIndex#find}. */
  public List<LinkIndex.Match> find(String id, String source, Map<String, String> fields) {
    return index.find(id, source, fields);
  }

  /** As {@link LinkIndex#add}; the record is in the file before it is in the index. */
  public List<LinkIndex.Match> add(String id, String source, Map<String, String> fields) {
    index.check(fields);
    List<String> row = new ArrayList<>(List.of(id, source));
    for (String column : columns) {
      row.add(fields.getOrDefault(column, ""));
    }
    try {
      write(file, entry(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return index.add(id, source, fields);
  }

  /** Returns when all that was added would outlive a power cut. */
  public void force() {
    try {
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (FileChannel closing = file) {
      closing.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
