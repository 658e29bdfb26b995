// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SchakelTest(properties = "test.database=rule-versions")
class VersionPagesTest {
  private static final String PATH = "/sharing-rules/versions";
  private static final Actor OFFICER = TestActors.dataProtectionOfficer();
  private static final Actor ADMINISTRATOR =
      TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR);

  @Autowired MockMvc mvc;

  private MockHttpServletResponse send(Actor actor, MockHttpServletRequestBuilder request)
      throws Exception {
    return mvc.perform(
            request
                .header("Accept-Language", "nl")
                .with(SecurityMockMvcRequestPostProcessors.csrf())
                .with(TestActors.signedIn(actor)))
        .andReturn()
        .getResponse();
  }

  private MockHttpServletResponse upload(Map<String, String> fields, byte[] file) throws Exception {
    return send(
        OFFICER,
        post(PATH)
            .contentType("multipart/form-data; boundary=voorbeeld")
            .content(multipart(fields, file)));
  }

  private static byte[] multipart(Map<String, String> fields, byte[] file) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      write(
          body,
          "--voorbeeld\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(field.getKey(), field.getValue()));
    }
    write(
        body,
        "--voorbeeld\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.dmn\"\r\nContent-Type: application/xml\r\n\r\n");
    body.write(file);
    write(body, "\r\n--voorbeeld--\r\n");
    return body.toByteArray();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void an_empty_form_tells_everything_that_is_missing_at_once() throws Exception {
    MockHttpServletResponse answer = upload(Map.of(), new byte[0]);

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString())
        .contains("id=\"title-error\"", "id=\"reason-error\"", "id=\"validFrom-error\"")
        .contains("id=\"file-error\"", "id=\"signature-error\"");
  }

  @Test
  void a_change_goes_from_upload_to_the_page_where_somebody_else_decides() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
            .formatted(Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded()));
    assertThat(
            send(
                    ADMINISTRATOR,
                    post("/sharing-rules/keys").param("holder", "Juristen").param("key", pem))
                .getStatus())
        .isEqualTo(302);
    byte[] file =
        new String(SharingFiles.content("statistics.dmn"), StandardCharsets.UTF_8)
            .replaceFirst("(id=\"statistics-04-decision\"><text>)\"ask\"", "$1\"forbidden\"")
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", "Gegevens voor het CBS");
    fields.put("reason", "Voorbeeld van een wet");
    fields.put("validFrom", "1-1-2099");
    fields.put("signature", "geen handtekening");

    MockHttpServletResponse unsigned = upload(fields, file);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(file);
    fields.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    MockHttpServletResponse sent = upload(fields, file);

    assertThat(unsigned.getStatus()).isEqualTo(422);
    assertThat(unsigned.getContentAsString())
        .contains("id=\"signature-error\"")
        .contains("Gegevens voor het CBS");
    assertThat(sent.getStatus()).isEqualTo(302);
    String version = Objects.requireNonNull(sent.getHeader("Location"));
    String page = send(OFFICER, get(version)).getContentAsString();
    assertThat(page)
        .contains("statistics-04 verandert", "statistics.dmn")
        .contains(
            "Politie → Centraal Bureau voor de Statistiek; Statistiek; Wie ervan wordt verdacht")
        .doesNotContain("Goedkeuren");
    assertThat(send(TestActors.dataProtectionOfficer(), get(version)).getContentAsString())
        .contains("Goedkeuren");
    MockHttpServletResponse own = send(OFFICER, post(version + "/approval"));
    assertThat(own.getStatus()).isEqualTo(422);
    assertThat(own.getContentAsString()).contains("U stelde deze versie zelf voor");
    assertThat(send(OFFICER, get(version + "/files/statistics.dmn")).getContentAsByteArray())
        .isEqualTo(file);
    assertThat(send(ADMINISTRATOR, get(version)).getContentAsString()).doesNotContain("Goedkeuren");
    assertThat(send(ADMINISTRATOR, post(version + "/approval")).getStatus()).isEqualTo(403);
    assertThat(send(TestActors.dataProtectionOfficer(), post(version + "/withdrawal")).getStatus())
        .isEqualTo(302);
    assertThat(send(OFFICER, get(version)).getContentAsString()).contains("ingetrokken");
    MockHttpServletResponse twice = send(OFFICER, post(version + "/withdrawal"));
    assertThat(twice.getStatus()).isEqualTo(422);
    assertThat(twice.getContentAsString()).contains("Over deze versie is al beslist");
    MockHttpServletResponse again = upload(fields, file);
    assertThat(again.getStatus()).isEqualTo(422);
    assertThat(again.getContentAsString()).contains("met deze handtekening al eens voorgesteld");
  }

  @Test
  void looking_at_a_proposal_adds_no_ground_to_the_filter_of_the_rules() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
            .formatted(Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded()));
    send(ADMINISTRATOR, post("/sharing-rules/keys").param("holder", "Juristen").param("key", pem));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("grounds.csv"));
      write(
          zip,
          """
          id,special,label_nl,label_en,certainty,source,text_nl,text_en
          urn:schakel:source:bedacht,no,Bedachte bron,Invented source,unsure,Nowhere,Bedacht.,Invented.
          """);
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(file.toByteArray());

    MockHttpServletResponse sent =
        upload(
            Map.of(
                "title", "Een grond erbij",
                "reason", "Voorbeeld van een wet",
                "validFrom", "1-1-2098",
                "signature", Base64.getEncoder().encodeToString(signature.sign())),
            file.toByteArray());
    assertThat(sent.getStatus()).isEqualTo(302);
    String version = Objects.requireNonNull(sent.getHeader("Location"));
    assertThat(send(OFFICER, get(version)).getContentAsString()).contains("grounds.csv");

    assertThat(send(OFFICER, get("/sharing-rules")).getContentAsString())
        .contains("Wpg art. 16")
        .doesNotContain("Bedachte bron");
  }

  @Test
  void everybody_sees_which_versions_there_are() throws Exception {
    String page = mvc.perform(get("/sharing-rules")).andReturn().getResponse().getContentAsString();

    assertThat(page).contains("Versies van deze regels", "geldt nu");
  }

  private MockHttpServletResponse ask(String path, String type, String body) throws Exception {
    return mvc.perform(post(path).contentType(type).header("X-Request-ID", "abc-1").content(body))
        .andReturn()
        .getResponse();
  }

  @Test
  void systems_ask_the_rules_by_authzen_without_signing_in() throws Exception {
    String body =
        """
        {"subject": {"type": "organisation-type", "id": "police"},
         "action": {"name": "share",
           "properties": {"to": "coordination-centre", "purpose": "registration"}},
         "resource": {"type": "data-class", "id": "identity"}}
        """;

    MockHttpServletResponse one = ask("/access/v1/evaluation", "application/json", body);
    MockHttpServletResponse several = ask("/access/v1/evaluations", "application/json", body);

    assertThat(one.getStatus()).isEqualTo(200);
    assertThat(one.getHeader("X-Request-ID")).isEqualTo("abc-1");
    assertThat(one.getContentAsString()).startsWith("{\"decision\":true");
    assertThat(several.getContentAsString()).startsWith("{\"decision\":true");
    assertThat(AuthZenSchema.EVALUATION_RESPONSE.problems(one.getContentAsString())).isEmpty();
    List<MockHttpServletResponse> refused =
        List.of(
            ask("/access/v1/evaluation", "text/plain", body),
            ask("/access/v1/evaluation", "application/json", "{"),
            ask("/access/v1/evaluation", "application/json", ""),
            ask("/access/v1/evaluations", "application/json", "{\"evaluations\": 1}"));
    for (MockHttpServletResponse no : refused) {
      assertThat(no.getStatus()).isEqualTo(400);
      assertThat(no.getContentType()).startsWith("application/json");
      assertThat(AuthZenSchema.ERROR.problems(no.getContentAsString())).isEmpty();
    }
    String metadata =
        mvc.perform(get("/.well-known/authzen-configuration"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(AuthZenSchema.METADATA.problems(metadata)).isEmpty();
    assertThat(metadata)
        .contains("policy_decision_point", "/access/v1/evaluation", "/access/v1/evaluations");
  }
}
