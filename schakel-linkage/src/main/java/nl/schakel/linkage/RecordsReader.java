// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects records from files and puts them in order of source and id. */
public final class RecordsReader {
  private final InputSettings settings;
  private final List<String> sourceNames = new ArrayList<>();
  private final Map<String, Integer> sourceNumbers = new HashMap<>();
  private final Map<String, Collected> columns = new LinkedHashMap<>();
  private final IntList sources = new IntList();
  private final IntList idCodes = new IntList();
  private Dictionary ids = new Dictionary();
  private boolean idsRepeat;

  /** A column while it is read. */
  private static final class Collected {
    final Dictionary values = new Dictionary();
    final IntList codes = new IntList();

    void pad(int size) {
      while (codes.size() < size) {
        codes.add(-1);
      }
    }
  }

  /** Starts with no records. */
  public RecordsReader(InputSettings settings) {
    this.settings = settings;
  }

  /** Reads files; each is a source with the name of the file. */
  public static Records read(InputSettings settings, List<Path> files) {
    RecordsReader reader = new RecordsReader(settings);
    for (Path file : files) {
      reader.file(file);
    }
    return reader.finish();
  }

  /** Adds the records of one file. */
  public RecordsReader file(Path file) {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      stream(name, in);
    } catch (NoSuchFileException e) {
      throw new InvalidInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new InvalidInput("%s: cannot be read (%s)".formatted(file, e.getMessage()));
    }
    return this;
  }

  /** Adds the records of one stream; the name is that of its file. */
  public RecordsReader stream(String name, InputStream in) {
    String own = freshSource(name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name);
    CsvReader csv = new CsvReader(name, in);
    List<String> header = csv.header();
    Intake intake = new Intake(name, own, header, csv);
    int before = sources.size();
    while (csv.row(header.size(), intake)) {
      intake.endRow();
    }
    if (sources.size() == before) {
      throw new InvalidInput(name, 2, 0, "no records below the line with column names");
    }
    return this;
  }

  void rows(String name, List<String> header, Map<String, List<String>> rowsById) {
    StringBuilder text = new StringBuilder("id");
    header.forEach(c -> text.append(',').append(quote(c)));
    text.append('\n');
    rowsById.forEach(
        (id, fields) -> {
          text.append(quote(id));
          fields.forEach(f -> text.append(',').append(quote(f)));
          text.append('\n');
        });
    stream(
        name, new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Says which columns {@link #record} gives. */
  void columns(List<String> names) {
    names.forEach(name -> columns.put(name, new Collected()));
  }

  /** Adds one record; its fields are in the order of the columns. */
  void record(String id, String source, List<String> fields) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    idCodes.add(ids.add(bytes, bytes.length));
    sources.add(source(source));
    Iterator<String> values = fields.iterator();
    for (Collected column : columns.values()) {
      byte[] value = values.next().getBytes(StandardCharsets.UTF_8);
      column.codes.add(value.length == 0 ? -1 : column.values.add(value, value.length));
    }
  }

  private static String quote(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }

  private String freshSource(String name) {
    String free = name;
    for (int i = 2; sourceNumbers.containsKey(free); i++) {
      free = name + "_" + i;
    }
    sourceNumbers.put(free, sourceNames.size());
    sourceNames.add(free);
    return free;
  }

  private int source(String name) {
    return sourceNumbers.computeIfAbsent(
        name,
        n -> {
          sourceNames.add(n);
          return sourceNames.size() - 1;
        });
  }

  /** One file on its way in. */
  private final class Intake implements CsvReader.Sink {
    private final String name;
    private final CsvReader csv;
    private final int idColumn;
    private final int sourceColumn;
    private final Collected[] targets;
    private final BitRow seenIds = new BitRow();
    private int currentSource;
    private int currentId;

    Intake(String name, String own, List<String> header, CsvReader csv) {
      this.name = name;
      this.csv = csv;
      this.idColumn = settings.idColumn(name, header);
      this.sourceColumn = settings.source().map(header::indexOf).orElse(-1);
      if (settings.source().isPresent() && sourceColumn < 0) {
        throw new InvalidInput(
            name,
            1,
            0,
            "no column '%s' for the source; found %s".formatted(settings.source().get(), header));
      }
      this.currentSource = sourceNumbers.getOrDefault(own, 0);
      this.targets = new Collected[header.size()];
      for (int i = 0; i < targets.length; i++) {
        Collected column = new Collected();
        if (i != idColumn && i != sourceColumn) {
          column = columns.computeIfAbsent(header.get(i), key -> new Collected());
          column.pad(sources.size());
        }
        targets[i] = column;
      }
    }

    @Override
    public void field(int column, byte[] bytes, int length) {
      if (column == idColumn) {
        id(bytes, length);
        return;
      }
      if (column == sourceColumn) {
        currentSource = source(CsvReader.decode(name, csv.line(), column + 1, bytes, length));
        return;
      }
      Collected target = targets[column];
      target.codes.add(length == 0 ? -1 : code(target.values, column, bytes, length));
    }

    private int code(Dictionary values, int column, byte[] bytes, int length) {
      int before = values.size();
      int code = values.add(bytes, length);
      if (code == before) {
        CsvReader.decode(name, csv.line(), column + 1, bytes, length);
      }
      return code;
    }

    private void id(byte[] bytes, int length) {
      if (length == 0) {
        throw new InvalidInput(name, csv.line(), idColumn + 1, "a record without an id");
      }
      currentId = code(ids, idColumn, bytes, length);
    }

    void endRow() {
      if (!seenIds.add(currentId)) {
        throw new InvalidInput(
            name,
            csv.line(),
            idColumn + 1,
            "the id '%s' occurs a second time".formatted(ids.texts.get(currentId)));
      }
      idsRepeat |= !idsOfAll.add(currentId);
      idCodes.add(currentId);
      sources.add(currentSource);
    }
  }

  private final BitRow idsOfAll = new BitRow();

  /** A set of small numbers. */
  private static final class BitRow {
    private final java.util.BitSet bits = new java.util.BitSet();

    boolean add(int number) {
      if (bits.get(number)) {
        return false;
      }
      bits.set(number);
      return true;
    }
  }

  /** The records in their order. */
  public Records finish() {
    int size = sources.size();
    if (size == 0) {
      throw new InvalidInput("no input was given");
    }
    List<String> used = usedSources();
    int[] rank = new int[sourceNames.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[i] = used.indexOf(sourceNames.get(i));
    }
    int[] order =
        Order.of(
            size,
            (a, b) -> {
              int bySource = Integer.compare(rank[sources.get(a)], rank[sources.get(b)]);
              return bySource != 0 ? bySource : ids.texts.compare(idCodes.get(a), idCodes.get(b));
            });
    Texts names = new Texts(size, ids.texts.bytes());
    Codes source = new Codes(size, used.size());
    for (int i = 0; i < size; i++) {
      source.set(i, rank[sources.get(order[i])]);
      if (idsRepeat) {
        names.add(used.get(source.get(i)) + ":" + ids.texts.get(idCodes.get(order[i])));
      } else {
        names.addFrom(ids.texts, idCodes.get(order[i]));
      }
    }
    ids = new Dictionary();
    Set<String> leftOut = new HashSet<>(columns.keySet());
    leftOut.retainAll(settings.ignore());
    Map<String, Records.Raw> raw = new LinkedHashMap<>();
    // One column at a time is there twice, not all of them.
    Iterator<Map.Entry<String, Collected>> left = columns.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<String, Collected> column = left.next();
      left.remove();
      column.getValue().pad(size);
      if (!settings.ignore().contains(column.getKey())) {
        raw.put(column.getKey(), sorted(column.getValue(), order));
      }
    }
    return new Records(new ArrayList<>(raw.keySet()), used, names, idsRepeat, source, raw, leftOut);
  }

  private List<String> usedSources() {
    boolean[] used = new boolean[sourceNames.size()];
    for (int i = 0; i < sources.size(); i++) {
      used[sources.get(i)] = true;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        names.add(sourceNames.get(i));
      }
    }
    names.sort(null);
    return names;
  }

  private Records.Raw sorted(Collected column, int[] order) {
    Texts found = column.values.texts;
    int[] byValue = Order.of(found.size(), found::compare);
    int[] recode = new int[byValue.length];
    Texts values = new Texts(byValue.length, found.bytes());
    for (int old : byValue) {
      boolean missing = settings.missing().contains(found.get(old).toLowerCase(Locale.ROOT));
      recode[old] = missing ? -1 : values.size();
      if (!missing) {
        values.addFrom(found, old);
      }
    }
    Codes codes = new Codes(order.length, values.size());
    for (int i = 0; i < order.length; i++) {
      int old = column.codes.get(order[i]);
      codes.set(i, old < 0 ? -1 : recode[old]);
    }
    return new Records.Raw(values, codes);
  }
}
