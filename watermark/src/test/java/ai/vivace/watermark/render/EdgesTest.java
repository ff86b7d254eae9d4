package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.Box;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static int[] cover(Edges edges, Box part) {
        int[] coverage = new int[(int) part.pixels()];
        edges.cover(part, coverage);
        return coverage;
    }

    private static Path2D rectangle(double x, double y, double width, double height) {
        return new Path2D.Double(new Rectangle2D.Double(x, y, width, height));
    }

    @Test
    void aPixelHasTheShareThatARectangleCovers() {
        Edges edges = Edges.of(rectangle(1.25, 1.5, 2, 1));
        assertThat(cover(edges, Box.of(5, 4)))
                .containsExactly(0, 0, 0, 0, 0, 0, 96, 128, 32, 0, 0, 96, 128, 32, 0, 0, 0, 0, 0, 0);
        assertThat(edges.box()).isEqualTo(new Box(1, 1, 3, 2));
    }

    @Test
    void whatIsWoundTwiceIsCoveredOnceAndWhatIsWoundBackNotAtAll() {
        Path2D same = rectangle(0, 0, 3, 1);
        same.append(new Rectangle2D.Double(1, 0, 3, 1), false);
        assertThat(cover(Edges.of(same), Box.of(5, 1))).containsExactly(255, 255, 255, 255, 0);
        Path2D hole = rectangle(0, 0, 4, 1);
        hole.moveTo(1, 0);
        hole.lineTo(1, 1);
        hole.lineTo(2, 1);
        hole.lineTo(2, 0);
        hole.closePath();
        assertThat(cover(Edges.of(hole), Box.of(5, 1))).containsExactly(255, 0, 255, 255, 0);
    }

    @Test
    void coverageAddsUpToTheArea() {
        Edges disc = Edges.of(new Path2D.Double(new Ellipse2D.Double(3.3, 4.1, 50, 40)));
        double sum = Arrays.stream(cover(disc, Box.of(60, 50))).sum() / 255.0;
        // A thousandth for edges that are straight where the curve is round.
        assertThat(sum).isBetween(Math.PI * 25 * 20 * 0.999, Math.PI * 25 * 20 * 1.001);
    }

    @Test
    void aPartIsCoveredAsInTheWhole() {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 7; i++) {
            double angle = i * 3 * 2 * Math.PI / 7;
            double x = 40.1 + 37.7 * Math.cos(angle);
            double y = 33.3 + 31.3 * Math.sin(angle);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        Edges edges = Edges.of(star);
        Box whole = new Box(-3, -2, 90, 80);
        int[] all = cover(edges, whole);
        for (Box part : new Box[] {new Box(10, 7, 13, 40), new Box(38, 30, 5, 5), new Box(70, -2, 17, 80)}) {
            int[] some = cover(edges, part);
            for (int i = 0; i < some.length; i++) {
                int x = part.x() + i % part.width() - whole.x();
                int y = part.y() + i / part.width() - whole.y();
                assertThat(some[i]).isEqualTo(all[y * whole.width() + x]);
            }
        }
    }

    @Test
    void anOpenPathIsClosed() {
        Path2D open = new Path2D.Double();
        open.moveTo(0, 0);
        open.lineTo(2, 0);
        open.lineTo(2, 2);
        open.lineTo(0, 2);
        assertThat(cover(Edges.of(open), Box.of(3, 2))).containsExactly(255, 255, 0, 255, 255, 0);
    }

    @Test
    void nothingCoversNothing() {
        Edges nothing = Edges.of(new Path2D.Double());
        assertThat(nothing.box().isEmpty()).isTrue();
        assertThat(cover(nothing, Box.of(2, 2))).containsOnly(0);
    }
}
