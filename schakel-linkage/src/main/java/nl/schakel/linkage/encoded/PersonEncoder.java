// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Encodes a person as one filter of 1024 bits over all fields (a cryptographic long-term key).
 *
 * <p>Each text is cut into overlapping grams of q letters; each gram sets k bits, at places that a
 * keyed hash of field, salt and gram gives (Schnell, Bachteler, Reiher, "A Novel Error-Tolerant
 * Anonymous Linking Code", 2011, with independent hashes in place of two that are combined). Then
 * each bit of the result is the exclusive or of t bits of that filter, at places that the key
 * chooses: a linear diffusion layer, after Armknecht, Heng and Schnell, "Strengthening
 * Privacy-Preserving Record Linkage using Diffusion", PoPETs 2023(2). Records that differ in few
 * bits stay alike; a single bit says nothing about a single gram any more, and likeness between
 * records that differ much sinks into noise.
 *
 * <p>One encoder serves one thread.
 */
public final class PersonEncoder {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final String NO_SALT = "-";

  private final EncodingSettings settings;
  private final Mac mac;

  /** For each bit of the result, the bits of the filter that it adds up. */
  private final short[][] sources;

  /** Places of grams seen before; grams repeat, hashes cost. */
  private final Map<String, short[]> known = new HashMap<>();

  public PersonEncoder(EncodingKey key, EncodingSettings settings) {
    this.settings = settings;
    this.mac = key.mac();
    this.sources = settings.diffusion() == 1 ? new short[0][] : sources();
  }

  /**
   * Encodes what is known of a person; an empty text is as one that is not there.
   *
   * @param birthYear where known; one person with and without it has two encodings far apart
   */
  public Encoding encode(Collection<FieldText> fields, OptionalInt birthYear) {
    String salt =
        settings.salted() && birthYear.isPresent()
            ? Integer.toString(birthYear.getAsInt())
            : NO_SALT;
    long[] filter = new long[Encoding.WORDS];
    for (FieldText field : fields) {
      for (String gram : grams(field.text())) {
        for (short position : positions(field.field(), salt, gram)) {
          filter[position >> 6] |= 1L << (position & 63);
        }
      }
    }
    return new Encoding(settings.diffusion() == 1 ? filter : diffused(filter));
  }

  /** Different grams; one that comes twice carries its number, so that it counts twice. */
  Set<String> grams(String text) {
    String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    String plain =
        NEITHER_LETTER_NOR_DIGIT.matcher(folded.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    Set<String> grams = new LinkedHashSet<>();
    if (plain.isEmpty()) {
      return grams;
    }
    int q = settings.gramLetters();
    String padded = "_".repeat(q - 1) + plain + "_".repeat(q - 1);
    for (int i = 0; i + q <= padded.length(); i++) {
      String gram = padded.substring(i, i + q);
      String counted = gram;
      for (int again = 2; !grams.add(counted); again++) {
        counted = gram + again;
      }
    }
    return grams;
  }

  private short[] positions(String field, String salt, String gram) {
    return known.computeIfAbsent(field + '\n' + salt + '\n' + gram, this::hash);
  }

  private short[] hash(String text) {
    ByteBuffer bytes =
        ByteBuffer.wrap(mac.doFinal(("gram\n" + text).getBytes(StandardCharsets.UTF_8)));
    short[] positions = new short[settings.positions()];
    for (int i = 0; i < positions.length; i++) {
      // 1024 divides 65536, so every place is as likely.
      positions[i] = (short) (bytes.getShort() & Encoding.BITS - 1);
    }
    return positions;
  }

  private short[][] sources() {
    short[][] chosen = new short[Encoding.BITS][settings.diffusion()];
    for (int bit = 0; bit < Encoding.BITS; bit++) {
      Set<Short> different = new LinkedHashSet<>();
      for (int block = 0; different.size() < settings.diffusion(); block++) {
        ByteBuffer bytes =
            ByteBuffer.wrap(
                mac.doFinal(
                    "diffusion\n%d\n%d".formatted(bit, block).getBytes(StandardCharsets.UTF_8)));
        while (bytes.remaining() >= 2 && different.size() < settings.diffusion()) {
          different.add((short) (bytes.getShort() & Encoding.BITS - 1));
        }
      }
      int at = 0;
      for (short source : different) {
        chosen[bit][at++] = source;
      }
    }
    return chosen;
  }

  private long[] diffused(long[] filter) {
    long[] result = new long[Encoding.WORDS];
    for (int bit = 0; bit < Encoding.BITS; bit++) {
      long sum = 0;
      for (short source : sources[bit]) {
        sum ^= filter[source >> 6] >>> (source & 63);
      }
      result[bit >> 6] |= (sum & 1) << (bit & 63);
    }
    return result;
  }
}
