package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Places equal the inverse of the golden map of {@link SamplingTest}, worked out in double precision with PyTorch 1.13. */
class TargetsTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;

    @Test
    void pointsGoWhereTheirPixelsGo() {
        Tensor points = Tensor.of(new float[] {1.5f, 2.25f, 6, 0.5f}, Shape.of(1, 2, 2));
        assertThat(follow(Targets.POINTS, points, SamplingTest.EVERYTHING))
                .containsExactly(new float[] {5.511461f, 2.165248f, 1.503764f, 0.1292333f}, within(1e-5f));
    }

    @Test
    void boxesEncloseTheirMovedCorners() {
        Tensor boxes = Tensor.of(new float[] {3, 1, 1, 4, 3}, Shape.of(1, 1, 5));
        assertThat(follow(Targets.BOXES, boxes, SamplingTest.EVERYTHING))
                .containsExactly(new float[] {3, 2.573128f, 0.6731182f, 6.151941f, 3.141902f}, within(1e-5f));
    }

    @Test
    void aMirroredBoxIsMirrored() {
        Tensor boxes = Tensor.of(new float[] {1, 0, 2, 3, 5, 0, 0, 0, 7, 5}, Shape.of(1, 2, 5));
        assertThat(follow(Targets.BOXES, boxes, Symmetry.MIRRORED.homography(HEIGHT, WIDTH)))
                .containsExactly(new float[] {1, 4, 2, 7, 5, 0, 0, 0, 7, 5}, within(1e-5f));
    }

    @Test
    void boxesAreCutAtTheBorderAndDroppedWhenNothingIsLeft() {
        // Everything moves left by half the picture, as pixels come from the right.
        Homography left = Homography.affine(1, 0, WIDTH / (WIDTH - 1.0), 0, 1, 0);
        Tensor boxes =
                Tensor.of(new float[] {0, 0, 0, 3, 5, 1, 3, 1, 5, 2, 2, 4, 0, 7, 5, -1, 0, 0, 0, 0}, Shape.of(1, 4, 5));
        assertThat(follow(Targets.BOXES, boxes, left))
                .containsExactly(
                        new float[] {1, 0, 1, 1.5f, 2, 2, 0.5f, 0, 3.5f, 5, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0},
                        within(1e-5f));
    }

    @Test
    void wrongShapesAreNamed() {
        assertThatThrownBy(() -> follow(Targets.BOXES, Waves.of(1, 2, 4), Homography.IDENTITY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("boxes must be [N, most, 5], but are [1, 2, 4]");
        assertThatThrownBy(() -> follow(Targets.POINTS, Waves.of(1, 4), Homography.IDENTITY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[1, 4]");
        assertThatThrownBy(() -> follow(Targets.MASKS, Waves.of(1, 4, 4), Homography.IDENTITY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("5 x 7, but are [1, 4, 4]");
    }

    private static float[] follow(Targets targets, Tensor target, Homography map) {
        return targets.follow(target, new Homography[] {map}, Sampling.SMOOTH, HEIGHT, WIDTH)
                .toFloats();
    }
}
