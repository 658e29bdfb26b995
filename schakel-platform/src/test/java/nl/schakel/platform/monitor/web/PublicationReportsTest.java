// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.schakel.platform.web.PublicAddress;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** What a document made of a page holds, and what making one never does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublicationReportsTest {
  private static final String PAGE =
      """
      <main><link rel="stylesheet" href="/assets/monitor.css">
        <p class="schakel-back"><a href="/publications">Terug</a></p>
        <h1>Voorbeeldmonitor 2025</h1>
        <p>Verzonnen cijfers, zie <a href="/publications/voorbeeld-2025">de pagina</a>.</p>
        <button type="button" data-print hidden>Afdrukken</button>
        <figure><figcaption><h2>Hoeveel mensen zijn gemeld?</h2></figcaption>
          <svg class="schakel-chart" role="img" width="100%%" height="120">
            <title>Hoeveel mensen zijn gemeld?</title><desc>2024: 980. 2025: 1.060.</desc>
            <rect class="schakel-chart__bar" x="10.000%%" y="20.0" width="30.000%%" height="90.0"/>
            <text class="schakel-chart__value" x="25.000%%" y="15.0" text-anchor="middle">980</text>
          </svg>
          <details class="schakel-more"><summary>Bekijk de tabel</summary>
            <table><caption class="schakel-visually-hidden">Tabel</caption>
              <thead><tr><th scope="col">Jaar</th><th scope="col">Mensen</th></tr></thead>
              <tbody><tr><th scope="row">2025</th><td>1.060</td></tr></tbody></table></details>
        </figure>
        %s
      </main>
      """;

  private static byte[] made(String more) {
    return PublicationReports.pdf(
        ReportPage.of(
            PAGE.formatted(more),
            Locale.of("nl"),
            "https://schakel.example",
            ReportPage.Style.read()));
  }

  private static List<PDStructureElement> tags(PDDocument document) {
    List<PDStructureElement> tags = new ArrayList<>();
    gather(document.getDocumentCatalog().getStructureTreeRoot(), tags);
    return tags;
  }

  private static void gather(PDStructureNode node, List<PDStructureElement> into) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        into.add(element);
        gather(element, into);
      }
    }
  }

  @Test
  void a_screen_reader_finds_language_title_headings_tables_and_words_for_charts()
      throws IOException {
    try (PDDocument document = Loader.loadPDF(made(""))) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nl");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Voorbeeldmonitor 2025");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      List<PDStructureElement> tags = tags(document);
      assertThat(tags.stream().map(PDStructureElement::getStructureType))
          .contains("H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "Link");
      assertThat(tags)
          .filteredOn(tag -> "Figure".equals(tag.getStructureType()))
          .singleElement()
          .satisfies(
              figure ->
                  assertThat(figure.getAlternateDescription())
                      .isEqualTo("Hoeveel mensen zijn gemeld?: 2024: 980. 2025: 1.060."));
    }
  }

  @Test
  void everything_is_unfolded_and_nothing_is_left_to_press() throws IOException {
    try (PDDocument document = Loader.loadPDF(made(""))) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Voorbeeldmonitor 2025", "1.060", "Mensen")
          .doesNotContain("Afdrukken", "Bekijk de tabel", "Terug");
    }
  }

  @Test
  void every_letter_is_read_out_and_none_is_lost_in_a_ligature() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(made("<p>Afgerond op een vijftal, ook de officier.</p>"))) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Afgerond op een vijftal, ook de officier.");
    }
  }

  @Test
  void charts_are_lines_and_every_letter_is_inside() throws IOException {
    try (PDDocument document = Loader.loadPDF(made(""))) {
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getXObjectNames()) {
          assertThat(page.getResources().isImageXObject(name)).isFalse();
        }
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
          assertThat(font.getName()).contains("SourceSans3");
        }
      }
    }
  }

  @Test
  void bars_have_the_colour_of_the_house() throws IOException {
    try (PDDocument document = Loader.loadPDF(made(""))) {
      BufferedImage drawn = new PDFRenderer(document).renderImage(0);
      long blue =
          IntStream.range(0, drawn.getWidth() * drawn.getHeight())
              .filter(
                  at ->
                      (drawn.getRGB(at % drawn.getWidth(), at / drawn.getWidth()) & 0xffffff)
                          == 0x154273)
              .count();

      assertThat(blue).as("pixels of a bar of 192 by 90").isGreaterThan(4_000);
    }
  }

  @Test
  void nothing_is_fetched_whatever_the_page_points_to() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String elsewhere = "http://localhost:" + server.getAddress().getPort();
      byte[] document =
          made(
              """
              <img src="%1$s/a.png" alt="x"><img src="file:///etc/hostname" alt="y">
              <style>@import url("%1$s/b.css"); p { background-image: url("%1$s/c.png"); }
              @font-face { font-family: "X"; src: url("%1$s/d.ttf"); } h1 { font-family: "X"; }</style>
              <object data="%1$s/e.svg" type="image/svg+xml"></object>
              <svg width="10" height="10"><image href="%1$s/f.png" xlink:href="%1$s/g.png"
                width="5" height="5"/><use xlink:href="%1$s/h.svg#a"/></svg>
              """
                  .formatted(elsewhere));

      assertThat(document).isNotEmpty();
      assertThat(calls).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  private static PublicationReports reports(String address) {
    return new PublicationReports(
        new DefaultListableBeanFactory().getBeanProvider(ThymeleafViewResolver.class),
        new PublicAddress(address));
  }

  private static List<String> links(byte[] made) throws IOException {
    List<String> links = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(made)) {
      for (PDPage page : document.getPages()) {
        for (PDAnnotation one : page.getAnnotations()) {
          if (one instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI uri) {
            links.add(uri.getURI());
          }
        }
      }
    }
    return links;
  }

  @Test
  void links_lead_to_the_address_that_was_set_or_stay_within_the_site() throws IOException {
    String page = PAGE.formatted("");

    assertThat(links(reports("https://schakel.example").of(page, Locale.of("nl")).orElseThrow()))
        .containsOnly("https://schakel.example/publications/voorbeeld-2025");
    assertThat(links(reports("").of(page, Locale.of("nl")).orElseThrow()))
        .containsOnly("/publications/voorbeeld-2025");
    assertThatIllegalArgumentException().isThrownBy(() -> new PublicAddress("javascript:alert(1)"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PublicAddress("https://a.example/"));
  }

  @Test
  void whoever_comes_when_a_few_wait_already_is_sent_away_at_once() throws Exception {
    PublicationReports reports = reports("");
    int most = 60;
    CyclicBarrier together = new CyclicBarrier(most);
    List<Future<Optional<byte[]>>> answers = new ArrayList<>();
    // Threads of the system: a document being made would keep virtual ones from starting.
    try (ExecutorService strangers = Executors.newFixedThreadPool(most)) {
      for (int at = 0; at < most; at++) {
        String page = PAGE.formatted("<p>%d</p>".formatted(at));
        answers.add(
            strangers.submit(
                () -> {
                  together.await();
                  return reports.of(page, Locale.of("nl"));
                }));
      }
    }
    long made = 0;
    for (Future<Optional<byte[]>> answer : answers) {
      made += answer.get().isPresent() ? 1 : 0;
    }

    assertThat(made).isBetween(1L, 30L);
    assertThat(reports.of(PAGE.formatted("<p>daarna</p>"), Locale.of("nl"))).isPresent();
  }
}
