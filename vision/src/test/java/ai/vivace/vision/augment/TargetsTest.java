package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
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

    @Test
    void theTaskSaysWhatFollows() {
        assertThat(Targets.of(new Task.Segmentation(List.of("a", "b")))).isEqualTo(Targets.MASKS);
        assertThat(Targets.of(new Task.Detection(List.of("a")))).isEqualTo(Targets.BOXES);
        assertThat(Targets.of(new Task.Points(2))).isEqualTo(Targets.POINTS);
        assertThat(Targets.of(new Task.MultiLabel(List.of("a", "b")))).isEqualTo(Targets.STAY);
        assertThat(Targets.of(new Task.Regression(1))).isEqualTo(Targets.STAY);
    }

    @Test
    void masksOfAnAugmentedBatchFollowTheirPictures() {
        // A picture that is its own mask: what is bright is of class 1.
        float[] values = new float[6 * 20 * 20];
        long[] classes = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean bright = i % 20 > 7 && i / 20 % 20 > 4 + i / 400;
            values[i] = bright ? 1 : 0;
            classes[i] = bright ? 1 : 0;
        }
        Batch batch = new Batch(
                Tensor.of(values, Shape.of(6, 1, 20, 20)),
                Tensor.of(classes, Shape.of(6, 20, 20)),
                new int[] {3, 1, 4, 5, 9, 2});
        Batch changed = AugmentSettings.standard()
                .lighting(0)
                .probabilities(1, 1)
                .build()
                .then(new RandomCrop(3))
                .apply(batch, new Task.Segmentation(List.of("dark", "bright")), Rng.of(8));
        float[] picture = changed.input().toFloats();
        long[] mask = changed.target().toLongs();
        int outside = 0;
        for (int i = 0; i < mask.length; i++) {
            outside += mask[i] == 255 ? 1 : 0;
            // Bilinear and nearest agree but for pixels halfway; beyond the crop's border nothing counts.
            assertThat(mask[i] == 255 ? picture[i] == 0 : Math.abs(picture[i] - mask[i]) <= 0.75f)
                    .as("pixel %d: %f and %d", i, picture[i], mask[i])
                    .isTrue();
        }
        assertThat(outside).isBetween(1, mask.length / 3);
        assertThat(mask).contains(0, 1);
    }

    private static float[] follow(Targets targets, Tensor target, Homography map) {
        return targets.follow(target, new Homography[] {map}, Sampling.SMOOTH, HEIGHT, WIDTH)
                .toFloats();
    }
}
