package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RegionChartTest {
    private static final List<String> CLASSES = List.of("cat", "dog");
    private static final Axis UNIT = Axis.linear("x").range(0, 1);
    private static final Pattern REGION = Pattern.compile(
            "<path d=\"([^\"]+)\" fill=\"var\\(--vivace-([a-z]+)[^>]*fill-opacity=\"([0-9.]+)\"[^>]*crispEdges");
    private static final Pattern RECTANGLE = Pattern.compile("M([0-9.]+) ([0-9.]+)h([0-9.]+)v([0-9.]+)h-([0-9.]+)z");

    private static final Pattern FRAME =
            Pattern.compile("<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\" width=\"320\" height=\"320\"");

    @Test
    void eachPlaceHasTheColourOfItsMostProbableClassAndIsTheDeeperTheSurer() {
        // Left of a quarter it is surely a cat, up to a half probably one, beyond surely a dog.
        String svg = chart((x, y) ->
                        x < 0.25 ? new double[] {1, 0} : x < 0.5 ? new double[] {0.65, 0.35} : new double[] {0, 1})
                .svg();
        Matcher regions = REGION.matcher(svg);

        assertRegion(regions, "blue", "0.2", 0.25);
        assertRegion(regions, "blue", "0.5", 0.25);
        assertRegion(regions, "orange", "0.5", 0.5);
        assertThat(regions.find()).isFalse();
    }

    private static void assertRegion(Matcher regions, String ink, String opacity, double share) {
        assertThat(regions.find()).isTrue();
        assertThat(regions.group(2)).isEqualTo(ink);
        assertThat(regions.group(3)).isEqualTo(opacity);
        assertThat(area(regions.group(1))).isEqualTo(320.0 * 320 * share, within(1.0));
    }

    @Test
    void rectanglesCoverEveryPlaceExactlyOnce() {
        // A round boundary, whose cells no few rectangles cover.
        String svg = chart((x, y) -> {
                    double near = Math.exp(-8 * ((x - 0.4) * (x - 0.4) + (y - 0.6) * (y - 0.6)));
                    return new double[] {near, 1 - near};
                })
                .svg();
        Matcher regions = REGION.matcher(svg);
        Matcher frame = FRAME.matcher(svg);
        assertThat(frame.find()).isTrue();
        double left = Double.parseDouble(frame.group(1));
        double top = Double.parseDouble(frame.group(2));
        int[][] covered = new int[40][40];
        while (regions.find()) {
            Matcher rectangles = RECTANGLE.matcher(regions.group(1));
            while (rectangles.find()) {
                int column = (int) Math.round((Double.parseDouble(rectangles.group(1)) - left) / 8);
                int row = (int) Math.round((Double.parseDouble(rectangles.group(2)) - top) / 8);
                int width = (int) Math.round(Double.parseDouble(rectangles.group(3)) / 8);
                int height = (int) Math.round(Double.parseDouble(rectangles.group(4)) / 8);
                for (int r = row; r < row + height; r++) {
                    for (int c = column; c < column + width; c++) {
                        covered[r][c]++;
                    }
                }
            }
        }

        for (int[] row : covered) {
            assertThat(row).containsOnly(1);
        }
    }

    @Test
    void dotsOutsideTheRangesAreLeftOutAndTheOthersStandAtTheirPlaces() {
        String svg = RegionChart.of("Pets", CLASSES, UNIT, UNIT)
                .dots("rows", new double[] {0.5, 2, 0.5}, new double[] {0.25, 0.5, -1}, new int[] {1, 1, 1})
                .panel("any", "", (x, y) -> new double[] {1, 0})
                .build()
                .svg();
        Matcher dots = Pattern.compile("<path d=\"([^\"]+)\" fill=\"none\" stroke=\"var\\(--vivace-orange")
                .matcher(svg);
        Matcher frame = FRAME.matcher(svg);

        assertThat(dots.find() && frame.find()).isTrue();
        double x = Double.parseDouble(frame.group(1)) + 160;
        double y = Double.parseDouble(frame.group(2)) + 240;
        assertThat(dots.group(1)).isEqualTo("M" + Numbers.coordinate(x) + " " + Numbers.coordinate(y) + "h.01");
    }

    @Test
    void theTerminalShowsWhereClassesMeet() {
        String text = RegionChart.of("Pets", CLASSES, UNIT, UNIT)
                .panel("halves", "upper half dogs", (x, y) -> y > 0.5 ? new double[] {0, 1} : new double[] {1, 0})
                .build()
                .terminal(TerminalStyle.ascii());

        assertThat(text.lines().filter("#".repeat(24)::equals)).hasSize(5);
        assertThat(text.lines().filter(".".repeat(24)::equals)).hasSize(5);
        assertThat(text.indexOf('#')).isLessThan(text.indexOf('.'));
        assertThat(text).contains("upper half dogs", ". cat", "# dog");
    }

    @Test
    void aPictureIsOfPaperUpToItsLastPixel() throws IOException {
        RegionChart chart = Samples.regions();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png(1.37)));
        assertThat(image.getRGB(image.getWidth() - 1, 0) & 0xffffff).isGreaterThan(0xf0f0f0);
        assertThat(image.getRGB(0, image.getHeight() - 1) & 0xffffff).isGreaterThan(0xf0f0f0);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> RegionChart.of("Pets", List.of("cat"), UNIT, UNIT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 to 6 classes, but came 1");
        assertThatThrownBy(() -> RegionChart.of("Pets", CLASSES, UNIT, Axis.linear("weight")))
                .hasMessageContaining("axis \"weight\": regions need a linear axis with a range");
        RegionChart.Builder chart = RegionChart.of("Pets", CLASSES, UNIT, UNIT);
        assertThatThrownBy(chart::build).hasMessageContaining("Add a panel");
        assertThatThrownBy(() -> chart.panel("one", "", (x, y) -> new double[] {1}))
                .hasMessageContaining("panel \"one\": there are 2 classes, but the answer at")
                .hasMessageContaining("has 1 numbers");
        assertThatThrownBy(() -> chart.panel("one", "", (x, y) -> new double[] {Double.NaN, 1}))
                .hasMessageContaining("for class \"cat\" is NaN");
        assertThatThrownBy(() -> chart.dots("rows", new double[1], new double[1], new int[] {2}))
                .hasMessageContaining("classes are 0 to 1, but dot 0 is of 2");
        assertThatThrownBy(() -> chart.dots("rows", new double[1], new double[2], new int[1]))
                .hasMessageContaining("but came 1, 2 and 1");
        assertThatThrownBy(() -> chart.columns(0)).hasMessageContaining("columns must be 1 or more");
        assertThatThrownBy(() -> chart.cells(1)).hasMessageContaining("2 to 400 cells");
    }

    private static RegionChart chart(RegionChart.Answer answer) {
        return RegionChart.of("Pets", CLASSES, UNIT, UNIT)
                .cells(40)
                .panel("one", "", answer)
                .build();
    }

    private static double area(String path) {
        double area = 0;
        Matcher rectangles = RECTANGLE.matcher(path);
        while (rectangles.find()) {
            area += Double.parseDouble(rectangles.group(3)) * Double.parseDouble(rectangles.group(4));
        }
        return area;
    }
}
