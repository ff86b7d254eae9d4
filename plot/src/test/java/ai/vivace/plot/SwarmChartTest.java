package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SwarmChartTest {
    private static final Pattern DOT = Pattern.compile(
            "<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\" r=\"2.2\" fill=\"var\\(--vivace-([a-z]+)[^>]*opacity=\"([0-9.]+)\"");

    @Test
    void dotsAtOnePlaceAreMovedApartAndColouredByTheirShade() {
        SwarmChart chart = SwarmChart.of("Effects", "effect", "value")
                .row("age", new double[] {1, 1, 1, -1}, new double[] {1, 0, Double.NaN, 0.5})
                .build();
        Matcher dots = DOT.matcher(chart.svg());
        String[] inks = {"blue", "orange", "muted", "blue"};
        String[] opacities = {"1", "1", "0.6", "0.25"};
        double[] x = new double[4];
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            assertThat(dots.find()).isTrue();
            x[i] = Double.parseDouble(dots.group(1));
            y[i] = Double.parseDouble(dots.group(2));
            assertThat(dots.group(3)).isEqualTo(inks[i]);
            assertThat(dots.group(4)).isEqualTo(opacities[i]);
        }
        assertThat(x[1]).isEqualTo(x[0]).isEqualTo(x[2]).isGreaterThan(x[3]);
        assertThat(y[0]).isNotEqualTo(y[1]);
        assertThat(y[2]).isNotEqualTo(y[1]).isNotEqualTo(y[0]);
        assertThat(y[3]).isEqualTo(y[0]);
        assertThat(dots.find()).isFalse();
    }

    @Test
    void ofManyDotsSomeStandForAllAndStayInTheirRow() {
        double[] x = new double[5000];
        double[] shade = new double[5000];
        SwarmChart chart = SwarmChart.of("Effects", "effect", "value")
                .row("one", x, shade)
                .row("other", x, shade)
                .build();
        Matcher dots = DOT.matcher(chart.svg());
        int count = 0;
        while (dots.find()) {
            double y = Double.parseDouble(dots.group(2));
            double top = count < 556 ? 72 : 108;
            assertThat(y).isBetween(top, top + 36);
            count++;
        }
        assertThat(count).isEqualTo(2 * 556);
    }

    @Test
    void thousandsOfDotsBecomeAPicture() throws IOException {
        SwarmChart.Builder chart = SwarmChart.of("Effects", "effect", "value");
        for (int row = 0; row < 4; row++) {
            chart.row("row " + row, new double[600], new double[600]);
        }
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(chart.build().png(1)));
        assertThat(image.getWidth()).isEqualTo(720);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        SwarmChart.Builder chart = SwarmChart.of("Effects", "effect", "value");
        assertThatThrownBy(chart::build).isInstanceOf(InputException.class).hasMessageContaining("nothing to show");
        assertThatThrownBy(() -> chart.row("age", new double[1], new double[2]))
                .hasMessageContaining("row \"age\": at least 1 dot needs a place and a shade, but came 1 and 2");
        assertThatThrownBy(() -> chart.row("age", new double[1], new double[] {2}))
                .hasMessageContaining("shades are from 0 to 1, but dot 0 has 2.0");
        assertThatThrownBy(() -> chart.row("age", new double[] {Double.NaN}, new double[1]))
                .hasMessageContaining("dot 0 lies at NaN");
    }
}
