// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.schakel.platform.monitor.release.Sha256;
import nl.schakel.platform.web.PublicAddress;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.helper.W3CDom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * A publication as a document to print, send and keep: tagged for screen readers, charts as lines
 * and not as pictures, its own typeface inside.
 *
 * <p>Guarantee: making one reads the given page, the style and the typeface, and nothing else, not
 * from the network and not from the disk. The same page gives the same document, made once, by
 * whatever name the site was asked; at most two are made at a time, a few wait for a while, and
 * whoever comes then is told at once to come back.
 */
@Component
class PublicationReports {
  private static final Logger log = LoggerFactory.getLogger(PublicationReports.class);
  private static final int MOST_AT_ONCE = 2;
  private static final int MOST_WAITING = 8;
  private static final int MOST_KEPT = 40;
  private static final long LONGEST_WAIT_SECONDS = 20;
  private static final String FAMILY = "Source Sans 3";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  private final ObjectProvider<ThymeleafViewResolver> views;
  private final PublicAddress site;
  private final Semaphore making = new Semaphore(MOST_AT_ONCE, true);
  private final Semaphore admitted = new Semaphore(MOST_AT_ONCE + MOST_WAITING);
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final ReportPage.Style style = ReportPage.Style.read();

  /** A command has no pages, and makes no documents of them. */
  PublicationReports(ObjectProvider<ThymeleafViewResolver> views, PublicAddress site) {
    this.views = views;
    this.site = site;
  }

  /** The address that was set for this installation. */
  Optional<String> site() {
    return Optional.of(site.address()).filter(address -> !address.isEmpty());
  }

  /**
   * The document of a page that readers see, in this language; empty when too many wait already.
   */
  Optional<byte[]> of(
      ModelAndView page, Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    // What surrounds every page, such as the menu, is not part of the document.
    View content =
        Objects.requireNonNull(
            views.getObject().resolveViewName(page.getViewName() + " :: main", locale));
    Rendered answer = new Rendered(response);
    content.render(page.getModel(), request, answer);
    return of(answer.text(), locale);
  }

  /** Takes what is written, and leaves the answer to the reader as it is. */
  private static final class Rendered extends HttpServletResponseWrapper {
    private final StringWriter written = new StringWriter();
    private final PrintWriter writer = new PrintWriter(written);

    Rendered(HttpServletResponse answer) {
      super(answer);
    }

    String text() {
      writer.flush();
      return written.toString();
    }

    @Override
    public PrintWriter getWriter() {
      return writer;
    }

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setCharacterEncoding(String encoding) {
      // Of the page, not of the document.
    }

    @Override
    public void setContentType(String type) {
      // Of the page, not of the document.
    }

    @Override
    public void setLocale(Locale locale) {
      // Of the page, not of the document.
    }

    @Override
    public void flushBuffer() {
      // Nothing goes out yet.
    }
  }

  /**
   * Makes the document of a page, or takes the one that was made before.
   *
   * @param page the content of the page, without what surrounds every page
   * @return empty when too many wait already
   */
  Optional<byte[]> of(String page, Locale locale) {
    String key = Sha256.hex(locale.getLanguage() + "|" + page);
    Optional<byte[]> known = known(key);
    if (known.isPresent()) {
      return known;
    }
    if (!admitted.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return waited(key, page, locale);
    } finally {
      admitted.release();
    }
  }

  private Optional<byte[]> waited(String key, String page, Locale locale) {
    try {
      if (!making.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      // Whoever waited may have waited for this very document.
      return known(key)
          .or(
              () ->
                  Optional.of(keep(key, pdf(ReportPage.of(page, locale, site.address(), style)))));
    } finally {
      making.release();
    }
  }

  private Optional<byte[]> known(String key) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(key));
    }
  }

  private byte[] keep(String key, byte[] document) {
    synchronized (kept) {
      kept.put(key, document);
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return document;
  }

  /** Turns a page into a document; whatever it points to outside itself is left out. */
  static byte[] pdf(org.jsoup.nodes.Document page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    try (PDDocument document = new PDDocument()) {
      builder.usePDDocument(document);
      useFace(builder, document, "/fonts/SourceSans3-Regular.ttf", REGULAR);
      useFace(builder, document, "/fonts/SourceSans3-Bold.ttf", BOLD);
      render(builder, page, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Without ligatures: a glyph for two letters has no Unicode, so it is read to nobody. */
  private static void useFace(
      PdfRendererBuilder builder, PDDocument document, String resource, int weight)
      throws IOException {
    TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(open(resource)));
    face.setEnableGsub(false);
    builder.useFont(
        new PDFontSupplier(PDType0Font.load(document, face, true)),
        FAMILY,
        weight,
        FontStyle.NORMAL,
        true);
    builder.useFont(
        () -> open(resource), FAMILY, weight, FontStyle.NORMAL, true, Set.of(FSFontUseCase.SVG));
  }

  private static void render(
      PdfRendererBuilder builder, org.jsoup.nodes.Document page, OutputStream out)
      throws IOException {
    builder.useExternalResourceAccessControl(
        (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    builder.useUriResolver((base, address) -> null);
    builder.useSVGDrawer(new BatikSVGDrawer());
    builder.usePdfUaAccessibility(true);
    builder.withProducer("Schakel");
    builder.withDiagnosticConsumer(
        told -> log.debug("{}", told.getFormattedMessage(), told.getError()));
    builder.withW3cDocument(new W3CDom().fromJsoup(page), "");
    builder.toStream(out);
    builder.run();
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(PublicationReports.class.getResourceAsStream(resource), resource);
  }
}
