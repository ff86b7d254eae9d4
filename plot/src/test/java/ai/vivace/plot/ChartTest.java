package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What every kind of chart promises. */
class ChartTest {
    @TempDir
    Path folder;

    static Stream<Supplier<Chart>> charts() {
        return Stream.of(
                Samples::rateSearch,
                Samples::losses,
                () -> Samples.confusion(2),
                () -> Samples.confusion(15),
                () -> Samples.confusion(100),
                Samples::importances,
                Samples::grouped,
                Samples::activations,
                Samples::correlations,
                Samples::tree,
                Samples::flow,
                Samples::effects,
                Samples::regions,
                Samples::mistakes);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void svgIsWellFormedAndTellsWhatItShows(Supplier<Chart> sample) throws Exception {
        Chart chart = sample.get();
        Element root = parse(chart.svg()).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("font-family")).endsWith("sans-serif");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void anSvgFileSaysWhatDrewItAndNeedsNoVariables(Supplier<Chart> sample) throws Exception {
        String file = sample.get().svgFile("width < 5 & seed 42");
        Element root = parse(file).getDocumentElement();
        assertThat(root.getLastChild().getPreviousSibling().getNodeName()).isEqualTo("metadata");
        assertThat(root.getElementsByTagName("metadata").item(0).getTextContent())
                .isEqualTo("width < 5 & seed 42");
        assertThat(file).doesNotContain("var(").endsWith("</svg>\n");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void sameInputGivesSameBytesInEveryLocale(Supplier<Chart> sample) {
        Chart chart = sample.get();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(sample.get().svg()).isEqualTo(chart.svg());
            Locale.setDefault(Locale.GERMANY);
            assertThat(sample.get().terminal(TerminalStyle.unicode()))
                    .isEqualTo(chart.terminal(TerminalStyle.unicode()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void pngHasTheScaledSizeAndIsNotBlank(Supplier<Chart> sample) throws Exception {
        Chart chart = sample.get();
        Element root = parse(chart.svg()).getDocumentElement();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png(0.5)));
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(Double.parseDouble(root.getAttribute("width")) / 2));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(Double.parseDouble(root.getAttribute("height")) / 2));
        Set<Integer> colours = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(colours).contains(0xffffff).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void noLineIsWiderThanTheTerminal(Supplier<Chart> sample) {
        for (int columns : new int[] {30, 80, 120}) {
            String text = sample.get().terminal(TerminalStyle.unicode().columns(columns));
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(Text.columns(line)).isLessThanOrEqualTo(columns));
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void asciiStyleNeedsNoOtherCharacter(Supplier<Chart> sample) {
        assertThat(sample.get().terminal(TerminalStyle.ascii())).matches("\\p{ASCII}+");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void colourChangesNothingButColour(Supplier<Chart> sample) {
        Chart chart = sample.get();
        String coloured = chart.terminal(TerminalStyle.unicode().colour(TerminalStyle.Colour.ON));
        assertThat(coloured).contains("\u001b[");
        List<String> plain = chart.terminal(TerminalStyle.unicode())
                .lines()
                .map(String::stripTrailing)
                .toList();
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(plain);
    }

    @Test
    void textFromTheUserIsEscaped() throws Exception {
        String nasty = "<script>\"&' \u0001 \ud800";
        Chart chart = LineChart.of(nasty)
                .xAxis(Axis.linear(nasty))
                .yAxis(Axis.linear(nasty))
                .line(nasty, new double[] {1, 2})
                .dots(nasty + "2", new double[] {1}, new double[] {2})
                .marker(nasty, 1)
                .level(nasty, 1)
                .build();
        assertThat(chart.svg()).doesNotContain("<script");
        assertThat(parse(chart.svg()).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("<script>\"&' \ufffd \ufffd");
    }

    @Test
    void savedSvgHasPlainColoursAndInlineSvgHasVariables() throws IOException {
        Path file = folder.resolve("new folder/Rate.SVG");
        Samples.rateSearch().save(file);
        assertThat(Samples.rateSearch().svg()).contains("var(--vivace-blue,#1668c7)");
        assertThat(Files.readString(file)).contains("stroke=\"#1668c7\"").doesNotContain("var(");
    }

    @Test
    void savedPngHasTwiceTheSize() throws IOException {
        Path file = folder.resolve("rate.png");
        Samples.rateSearch().save(file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1440);
    }

    @Test
    void failedSaveLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        Chart chart = Samples.rateSearch();
        assertThatThrownBy(() -> chart.save(folder.resolve("rate.jpeg")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Learning-rate search")
                .hasMessageContaining(".svg or .png");
        assertThatThrownBy(() -> chart.save(folder.resolve("file/rate.png"))).isInstanceOf(InputException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("file"));
        }
    }

    @Test
    void scaleMustBePositiveAndModest() {
        for (double scale : new double[] {0, -1, Double.NaN, 9}) {
            assertThatThrownBy(() -> Samples.rateSearch().png(scale))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("scale");
        }
    }

    static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
