package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @Test
    void allTextIsEscaped() {
        String nasty = "<img src=x onerror=alert(1)> & \"quotes\"";
        String html = HtmlReport.of(nasty)
                .subtitle(nasty)
                .section(nasty)
                .paragraph(nasty)
                .card(nasty, nasty)
                .code(nasty)
                .table(TextTable.of(nasty).row(nasty).build())
                .chart(BarChart.of(nasty, List.of(nasty)).bars(nasty, 1).build(), nasty)
                .build()
                .html();
        assertThat(html).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;");
    }

    @Test
    void pageLoadsNothing() {
        String html = Samples.report().html().replace("http://www.w3.org/2000/svg", "");
        assertThat(html).doesNotContain("http://", "https://", "<script", "<link", "@import", "url(http");
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void bothThemesDefineEveryColour() {
        String html = Samples.report().html();
        for (Ink ink : Ink.values()) {
            assertThat(html).contains(ink.variable() + ":" + ink.light(), ink.variable() + ":" + ink.dark());
        }
        assertThat(html).contains("prefers-color-scheme:dark");
    }

    @Test
    void cardsInARowShareOneList() {
        String html = HtmlReport.of("Cards")
                .card("a", 0.25)
                .card("b", 2)
                .section("Next")
                .card("c", "x")
                .build()
                .html();
        assertThat(html.split("<dl class=\"cards\">", -1)).hasSize(3);
        assertThat(html).contains("<dt>a</dt><dd>0.25</dd>", "<dt>b</dt><dd>2</dd>");
    }

    @Test
    void numbersInTablesAreAlignedRight() {
        String html = HtmlReport.of("Table").table(Samples.worst()).build().html();
        assertThat(html).contains("<td class=\"number\">8.210</td>", "<td>–</td>", "<th scope=\"col\">file</th>");
    }

    @Test
    void savedPageIsThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport report = Samples.report();
        report.save(file);
        assertThat(Files.readString(file))
                .isEqualTo(report.html())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
    }
}
