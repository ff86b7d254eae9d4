package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import org.junit.jupiter.api.Test;

class GridSampleTest {
    private static final Tensor PICTURE =
            Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(1, 1, 2, 3)).retain();

    /** The first pixel, half a pixel right of it, one and a half pixels left of the picture, a quarter below the upper right pixel. */
    private static final Tensor GRID = Tensor.of(
                    new float[] {-1, -1, -0.5f, -1, -2.5f, -1, 1, -0.5f}, Shape.of(1, 1, 4, 2))
            .retain();

    @Test
    void minusOneAndOneAreTheMiddlesOfBorderPixels() {
        assertThat(sampled(Interpolation.BILINEAR, Padding.ZEROS)).containsExactly(1, 1.5f, 0, 3.75f);
        assertThat(sampled(Interpolation.BILINEAR, Padding.BORDER)).containsExactly(1, 1.5f, 1, 3.75f);
        assertThat(sampled(Interpolation.BILINEAR, Padding.REFLECTION)).containsExactly(1, 1.5f, 2.5f, 3.75f);
    }

    @Test
    void nearestMixesNothing() {
        Tensor grid = Tensor.of(new float[] {-0.6f, -0.1f, 0.4f, 0.1f}, Shape.of(1, 1, 2, 2));
        assertThat(Functional.gridSample(PICTURE, grid, Interpolation.NEAREST, Padding.ZEROS)
                        .toFloats())
                .containsExactly(1, 5);
    }

    @Test
    void logitIsTheInverseOfSigmoidAndStaysFinite() {
        Tensor values = Functional.logit(Tensor.of(0, 0.25f, 1), 1e-3);
        assertThat(values.toFloats())
                .containsExactly(
                        new float[] {(float) Math.log(0.001 / 0.999), (float) -Math.log(3), (float) Math.log(999)},
                        within(1e-4f));
        assertThat(values.sigmoid().toFloats()[1]).isCloseTo(0.25f, within(1e-6f));
    }

    @Test
    void gridsOfAnotherBatchAreRefusedWithTheirShapes() {
        Tensor grid = Tensor.zeros(Shape.of(2, 1, 4, 2));
        assertThatThrownBy(() -> Functional.gridSample(PICTURE, grid, Interpolation.BILINEAR, Padding.ZEROS))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("gridSample: [1, 1, 2, 3] x [2, 1, 4, 2]");
    }

    private static float[] sampled(Interpolation interpolation, Padding padding) {
        return Functional.gridSample(PICTURE, GRID, interpolation, padding).toFloats();
    }
}
