package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Matrices equal those of fastai's formulas, worked out in double precision with PyTorch 1.13. */
class HomographyTest {
    @Test
    void rotationOf10DegreesKeepsFormsInAPictureOf4By6() {
        assertFactors(Homography.rotation(10, 4, 6), 0.98480775, 0.11576545, 0, -0.26047227, 0.98480775, 0, 0, 0, 1);
    }

    @Test
    void zoomOf1AndAQuarterIsAroundItsPlace() {
        assertFactors(Zoom.of(1.25, 0.3, 0.9), 0.8, 0, -0.08, 0, 0.8, 0.16, 0, 0, 1);
    }

    @Test
    void warpSolvesItsEightEquations() {
        assertFactors(
                Warp.of(0.1, -0.15),
                1,
                -0.03100775,
                -0.10465116,
                -0.03100775,
                1,
                0.15310078,
                -0.10465116,
                0.15310078,
                1);
    }

    @RepeatedTest(20)
    void mapBetweenFourPointsTakesEachToItsOther(RepetitionInfo repetition) {
        Rng rng = Rng.of(repetition.getCurrentRepetition());
        double[] from = quadrilateral(rng);
        double[] to = quadrilateral(rng);
        Homography map = Homography.between(from, to);
        for (int i = 0; i < 4; i++) {
            double[] place = map.of(from[2 * i], from[2 * i + 1]);
            assertThat(place[0]).isCloseTo(to[2 * i], within(1e-10));
            assertThat(place[1]).isCloseTo(to[2 * i + 1], within(1e-10));
        }
    }

    @RepeatedTest(20)
    void inverseLeadsBackAndCompositionIsOneAfterTheOther(RepetitionInfo repetition) {
        Rng rng = Rng.of(repetition.getCurrentRepetition());
        Homography one = Warp.of(0.3 * rng.nextDouble(), -0.3 * rng.nextDouble());
        Homography other = Homography.rotation(180 * rng.nextDouble(), 3, 7);
        double[] place = {rng.nextDouble(), rng.nextDouble()};
        double[] first = other.of(place[0], place[1]);
        double[] both = one.after(other).of(place[0], place[1]);
        assertThat(both).containsExactly(one.of(first[0], first[1]), within(1e-12));
        Homography composed = one.after(other);
        assertThat(composed.inverse().of(both[0], both[1])).containsExactly(place, within(1e-10));
    }

    @Test
    void pointsOnALineAndFlatMapsAreRefused() {
        double[] line = {0, 0, 1, 1, 2, 2, 0, 1};
        double[] square = {-1, -1, -1, 1, 1, -1, 1, 1};
        assertThatThrownBy(() -> Homography.between(line, square))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("on one line");
        assertThatThrownBy(() -> Homography.affine(1, 1, 0, 1, 1, 0).inverse())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no way back");
    }

    private static double[] quadrilateral(Rng rng) {
        double[] corners = {-1, -1, -1, 1, 1, -1, 1, 1};
        for (int i = 0; i < corners.length; i++) {
            corners[i] += 0.4 * rng.nextDouble();
        }
        return corners;
    }

    private static void assertFactors(Homography map, double... expected) {
        assertThat(map.factors()).containsExactly(expected, within(1e-8));
    }
}
