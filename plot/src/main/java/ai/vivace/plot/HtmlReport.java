package ai.vivace.plot;

import ai.vivace.base.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A page in one HTML file: text, tables and charts, in the reader's light or dark theme, with nothing to load from elsewhere.
 *
 * <pre>{@code
 * HtmlReport.of("Pets").subtitle("ResNet-34, 3 epochs")
 *         .card("error rate", 0.061)
 *         .section("Training").chart(losses)
 *         .section("Mistakes").chart(confusion).table(worst)
 *         .build().save(Path.of("pets.html"));
 * }</pre>
 *
 * <p>All text is escaped. The page forbids scripts and foreign resources by its content security policy.
 */
public final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            <main>
            """;
    private static final String FOOT = "</main>\n</body>\n</html>\n";

    private final String title;
    private final String html;

    private HtmlReport(String title, String html) {
        this.title = title;
        this.html = html;
    }

    /** Begins a report. */
    public static Builder of(String title) {
        return new Builder(title);
    }

    /** What the page is called. */
    public String title() {
        return title;
    }

    /** The whole page. */
    public String html() {
        return html;
    }

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @throws ai.vivace.base.InputException when the file cannot be written
     */
    public void save(Path file) {
        AtomicFile.write(file, html);
    }

    /** Collects a report's parts, which appear in the order they are added. */
    public static final class Builder {
        private final String title;
        private final StringBuilder body = new StringBuilder();
        private String subtitle = "";
        private boolean inCards;

        private Builder(String title) {
            this.title = title;
        }

        /** A line below the title. Default: none. */
        public Builder subtitle(String text) {
            subtitle = text;
            return this;
        }

        /** A heading. */
        public Builder section(String heading) {
            return add("<h2>" + Markup.escape(heading) + "</h2>");
        }

        /** A paragraph. */
        public Builder paragraph(String text) {
            return add("<p>" + Markup.escape(text) + "</p>");
        }

        /** Paragraphs and lists. */
        public Builder markdown(Markdown text) {
            return add(text.html());
        }

        /** A named number or word in large letters. Cards added one after another stand side by side. */
        public Builder card(String name, Object value) {
            if (!inCards) {
                body.append("<dl class=\"cards\">\n");
                inCards = true;
            }
            String text = value instanceof Double || value instanceof Float
                    ? Numbers.brief(((Number) value).doubleValue())
                    : value.toString();
            body.append("<div><dt>").append(Markup.escape(name)).append("</dt>");
            body.append("<dd>").append(Markup.escape(text)).append("</dd></div>\n");
            return this;
        }

        /** A table. */
        public Builder table(TextTable table) {
            StringBuilder out = new StringBuilder("<div class=\"wide\"><table>\n<thead>");
            row(out, "th", table, table.headers());
            out.append("</thead>\n<tbody>\n");
            table.rows().forEach(row -> row(out, "td", table, row));
            return add(out.append("</tbody>\n</table></div>").toString());
        }

        /** A chart. */
        public Builder chart(Chart chart) {
            return add("<figure class=\"wide\" tabindex=\"0\">\n" + chart.svg() + "</figure>");
        }

        /** A chart with a sentence below it. */
        public Builder chart(Chart chart, String caption) {
            return add("<figure class=\"wide\" tabindex=\"0\">\n" + chart.svg() + "<figcaption>"
                    + Markup.escape(caption) + "</figcaption></figure>");
        }

        /** Text with its spaces and line breaks kept: a command, a listing, a model's summary. */
        public Builder code(String text) {
            return add("<pre tabindex=\"0\"><code>" + Markup.escape(text) + "</code></pre>");
        }

        /** The report. */
        public HtmlReport build() {
            endCards();
            return new HtmlReport(title, HEAD.formatted(Markup.escape(title), style()) + header() + body + FOOT);
        }

        private Builder add(String html) {
            endCards();
            body.append(html).append('\n');
            return this;
        }

        private void endCards() {
            if (inCards) {
                body.append("</dl>\n");
                inCards = false;
            }
        }

        private String header() {
            String line = subtitle.isEmpty() ? "" : "<p class=\"subtitle\">" + Markup.escape(subtitle) + "</p>\n";
            return "<header>\n<h1>" + Markup.escape(title) + "</h1>\n" + line + "</header>\n";
        }

        private static void row(StringBuilder out, String tag, TextTable table, List<String> cells) {
            out.append("<tr>");
            for (int i = 0; i < cells.size(); i++) {
                out.append('<').append(tag).append(tag.equals("th") ? " scope=\"col\"" : "");
                out.append(table.isNumeric(i) ? " class=\"number\">" : ">");
                out.append(Markup.escape(cells.get(i))).append("</").append(tag).append('>');
            }
            out.append("</tr>\n");
        }
    }

    private static String style() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Ink ink : Ink.values()) {
            light.append(ink.variable()).append(':').append(ink.light()).append(';');
            dark.append(ink.variable()).append(':').append(ink.dark()).append(';');
        }
        return ":root{" + light + "}\n@media (prefers-color-scheme:dark){:root{" + dark + "}}\n" + sheet();
    }

    private static String sheet() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The report's style sheet cannot be read from the jar.", e);
        }
    }
}
