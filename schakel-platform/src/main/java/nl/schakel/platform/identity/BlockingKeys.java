// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.linkage.NameKeys;
import org.springframework.stereotype.Component;

/**
 * Makes the keyed digests by which persons with names that are alike find each other.
 *
 * <p>Guarantee: whoever has the database alone cannot test a guessed name against a key, because
 * each is an HMAC under the secret of the linking keys of the vault. As with those, a new primary
 * key for encryption leaves the keys as they are. What remains visible is how many persons share a
 * key, and with whom.
 */
@Component
class BlockingKeys {
  /** Letters that no normalised linking key begins with, so that the two never have one input. */
  private static final String DOMAIN = "blocking/";

  private static final int SHORTEST_PART = 2;
  private static final int MOST_PARTS = 6;
  private static final int SHORT_BEGINNING = 2;
  private static final int LONG_BEGINNING = 3;

  private final PrfSet prf;

  BlockingKeys(VaultKeys keys) {
    this.prf = keys.linking(KeyKind.PERSON_KEY);
  }

  /** The keys of one person; none when nothing but a single letter is known of the name. */
  Set<Long> of(Identity identity, KnownFacts facts) {
    Set<String> texts = new TreeSet<>();
    String full = identity.givenNames().orElse("") + " " + identity.familyName().orElse("");
    names(full, identity, facts, texts);
    beginnings(identity, texts);
    identity.aliases().forEach(alias -> names(alias, identity, facts, texts));
    identity
        .birthDate()
        .ifPresent(day -> sexes(facts).forEach(sex -> texts.add("day/" + day + "/" + sex)));
    Set<Long> keys = new TreeSet<>();
    texts.forEach(text -> keys.add(digest(text)));
    return keys;
  }

  private static void names(String name, Identity identity, KnownFacts facts, Set<String> texts) {
    List<String> skeletons = NameKeys.skeletons(name);
    if (skeletons.size() > 1) {
      texts.add("name/" + String.join(" ", skeletons));
    }
    identity
        .birthDate()
        .map(day -> day.getYear())
        .or(facts::birthYear)
        .ifPresent(
            year -> parts(skeletons).forEach(part -> texts.add("year/" + part + "/" + year)));
    for (String part : parts(NameKeys.folded(name))) {
      for (String sex : sexes(facts)) {
        for (String nationality : nationalities(facts)) {
          texts.add("part/" + part + "/" + sex + "/" + nationality);
        }
      }
    }
  }

  /** Names with a slip of the pen often still begin alike; in either order. */
  private static void beginnings(Identity identity, Set<String> texts) {
    List<String> given = NameKeys.folded(identity.givenNames().orElse(""));
    List<String> family = NameKeys.folded(identity.familyName().orElse(""));
    if (!given.isEmpty() && !family.isEmpty()) {
      texts.add(both(given.getFirst(), SHORT_BEGINNING, family.getFirst(), LONG_BEGINNING));
      texts.add(both(given.getFirst(), LONG_BEGINNING, family.getFirst(), SHORT_BEGINNING));
    }
  }

  private static String both(String one, int letters, String other, int otherLetters) {
    return Stream.of(beginning(one, letters), beginning(other, otherLetters))
        .sorted()
        .collect(Collectors.joining(" ", "beginnings/", ""));
  }

  private static String beginning(String part, int letters) {
    return part.substring(0, Math.min(letters, part.length()));
  }

  private static List<String> parts(List<String> all) {
    return all.stream()
        .filter(part -> part.length() >= SHORTEST_PART)
        .distinct()
        .limit(MOST_PARTS)
        .toList();
  }

  /** Somebody whose sex is not known may be either. */
  private static List<String> sexes(KnownFacts facts) {
    return facts.sex().equals("female") || facts.sex().equals("male")
        ? List.of(facts.sex())
        : List.of("female", "male");
  }

  private static List<String> nationalities(KnownFacts facts) {
    List<String> known = new ArrayList<>(facts.nationalities());
    if (known.isEmpty()) {
      known.add("unknown");
    }
    return known;
  }

  private long digest(String text) {
    try {
      return ByteBuffer.wrap(
              prf.computePrimary((DOMAIN + text).getBytes(StandardCharsets.UTF_8), Long.BYTES))
          .getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No blocking key", e);
    }
  }
}
