// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys that sign uploads of rules: Ed25519 (RFC 8032), as the Java platform does it.
 *
 * <p>Guarantee: {@link #signer} tells a key only when that key is registered, not revoked, and
 * signed exactly these bytes. It does not protect against whoever holds the private key.
 */
@Service
public class SigningKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;

  private final RuleVersionStore store;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;

  SigningKeys(RuleVersionStore store, Gate gate, AuditLog auditLog, Clock clock) {
    this.store = store;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<SigningKey> all() {
    gate.require(SharingRights.VERSIONS);
    return store.keys();
  }

  /** Registers a public key in PEM; returns what is wrong with it, nothing when it is done. */
  @Transactional
  public List<FieldProblem> register(String holder, String pem) {
    Actor actor = gate.require(SharingRights.KEYS);
    List<FieldProblem> problems = new ArrayList<>();
    if (holder.isBlank() || holder.length() > 100) {
      problems.add(new FieldProblem("holder", "rules-text", "100"));
    }
    Optional<PublicKey> key = key(pem);
    if (key.isEmpty()) {
      problems.add(new FieldProblem("key", "rules-key"));
    }
    String id = key.map(SigningKeys::id).orElse("");
    if (store.keys().stream().anyMatch(known -> known.id().equals(id))) {
      problems.add(new FieldProblem("key", "rules-key-known"));
    }
    if (problems.isEmpty() && key.isPresent()) {
      SigningKey made = new SigningKey(id, holder, clock.instant(), Optional.empty());
      store.insert(made, key.get().getEncoded(), actor.account());
      auditLog.write(RuleEvent.key("sharing.key-register", id));
    }
    return problems;
  }

  /** From now on this key signs nothing; what was approved stays, what waits is not approved. */
  @Transactional
  public void revoke(String id) {
    Actor actor = gate.require(SharingRights.KEYS);
    store.lock();
    if (store.revoke(id, actor.account(), clock.instant()) == 0) {
      throw new RuleVersionNotFound(id);
    }
    auditLog.write(RuleEvent.key("sharing.key-revoke", id));
  }

  /** The key that signed these bytes; empty for a signature that is broken or of nobody we know. */
  Optional<SigningKey> signer(byte[] signed, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return Optional.empty();
    }
    for (RuleVersionStore.StoredKey stored : store.usableKeys()) {
      if (verifies(stored.publicKey(), signed, signature)) {
        return Optional.of(stored.key());
      }
    }
    return Optional.empty();
  }

  private static boolean verifies(byte[] publicKey, byte[] signed, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(decoded(publicKey));
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PublicKey decoded(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static Optional<PublicKey> key(String pem) {
    String body =
        pem.replace("-----BEGIN PUBLIC KEY-----", "")
            .replace("-----END PUBLIC KEY-----", "")
            .replaceAll("\\s", "");
    try {
      return Optional.of(decoded(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String id(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
