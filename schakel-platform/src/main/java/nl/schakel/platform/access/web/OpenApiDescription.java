// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.ApiFacts;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Says about the API what no handler says: who to ask, how to get in, what errors look like.
 *
 * <p>Rules by name are those of the NL API Design Rules 2.1 (Logius).
 */
@ConditionalOnWebApplication
@Component
class OpenApiDescription implements OpenApiCustomizer {
  private static final String BASE = "/api/v1";
  private static final String SECURITY = "clientCredentials";
  private static final Map<String, String> ERRORS =
      Map.of(
          "400", "The request cannot be read or is not right; every problem is listed",
          "401", "No valid token was sent",
          "403", "This client does not hold the right",
          "404", "Does not exist, or is not of your organisation");

  private final ApiFacts facts;

  OpenApiDescription(ApiFacts facts) {
    this.facts = facts;
  }

  @Override
  public void customise(OpenAPI api) {
    api.info(info());
    // Rule /core/uri-version: the major version stands in the server, not in the paths.
    api.servers(List.of(new Server().url(BASE).description("This installation")));
    api.paths(relative(api.getPaths()));
    Components components = api.getComponents() == null ? new Components() : api.getComponents();
    api.components(
        components
            .addSecuritySchemes(SECURITY, clientCredentials())
            .addSchemas("Problem", problem())
            .addHeaders("API-Version", version()));
    api.security(List.of(new SecurityRequirement().addList(SECURITY)));
    api.getPaths()
        .values()
        .forEach(path -> path.readOperations().forEach(OpenApiDescription::complete));
  }

  private Info info() {
    return new Info()
        .title("Schakel")
        .description(
            "Reports, register and figures of the chain against trafficking in human beings. No personal data in addresses.")
        .version(facts.version())
        .license(new License().name("EUPL-1.2").identifier("EUPL-1.2"))
        .contact(
            new Contact()
                .name(facts.contactName())
                .email(facts.contactEmail())
                .url(facts.contactUrl()));
  }

  private static Paths relative(Paths paths) {
    Paths relative = new Paths();
    paths.forEach(
        (path, item) ->
            relative.addPathItem(
                path.startsWith(BASE + "/") ? path.substring(BASE.length()) : path, item));
    return relative;
  }

  private SecurityScheme clientCredentials() {
    return new SecurityScheme()
        .type(SecurityScheme.Type.OAUTH2)
        .description("OAuth 2.0 client credentials; the token follows RFC 9068")
        .flows(
            new OAuthFlows()
                .clientCredentials(
                    new OAuthFlow().tokenUrl(facts.tokenUrl()).scopes(new Scopes())));
  }

  private static void complete(Operation operation) {
    ApiResponses responses = operation.getResponses();
    ERRORS.forEach((status, text) -> responses.addApiResponse(status, refusal(text)));
    responses
        .values()
        .forEach(
            response ->
                response.addHeaderObject(
                    "API-Version", new Header().$ref("#/components/headers/API-Version")));
  }

  private static ApiResponse refusal(String text) {
    return new ApiResponse()
        .description(text)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }

  private static Header version() {
    return new Header()
        .description("Full version of the API")
        .schema(new StringSchema().example("1.0.0"));
  }

  /** RFC 9457 with the errors of the fields. */
  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema().description("Name of the field"))
            .addProperty("rule", new StringSchema().description("Code of the rule"))
            .addProperty("message", new StringSchema().description("What is wrong"))
            .addProperty("mend", new StringSchema().description("What mends it"));
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri-reference"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema().format("int32"))
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema().format("uri-reference"))
        .addProperty("errors", new ArraySchema().items(error))
        .required(List.of("status", "title", "detail"));
  }
}
