// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What AuthZEN asks of requests and answers, as JSON schemas; its file says after which sources.
 */
enum AuthZenSchema {
  EVALUATION_REQUEST("evaluationRequest"),
  EVALUATIONS_REQUEST("evaluationsRequest"),
  EVALUATION_RESPONSE("evaluationResponse"),
  EVALUATIONS_RESPONSE("evaluationsResponse"),
  ERROR("error"),
  METADATA("metadata");

  private static final String ID = "urn:schakel:test:authzen";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ID, file())));

  private final String definition;

  AuthZenSchema(String definition) {
    this.definition = definition;
  }

  /** What is wrong with this JSON, in the words of the validator; empty when nothing is. */
  List<String> problems(String text) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/" + definition));
    return schema.validate(text, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static String file() {
    try (InputStream file =
        Objects.requireNonNull(
            AuthZenSchema.class.getResourceAsStream("/sharing/authzen/authzen.schema.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
