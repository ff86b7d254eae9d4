package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

/** What makes pictures larger; numbers of PyTorch 1.13, to 1e-6. */
class ResizingTest {
    private static final float TOLERANCE = 1e-6f;

    private static Tensor twoByTwo() {
        return Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(1, 1, 2, 2));
    }

    @Test
    void transposedConvolutionSpreadsEachPixelByTheKernel() {
        Tensor kernel = Tensor.of(new float[] {1, 0, -1, 2, 0, -2, 1, 0, -1}, Shape.of(1, 1, 3, 3));
        Tensor output = Functional.convTranspose2d(
                twoByTwo(), kernel, null, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, 1, new long[] {1, 1
                });
        assertThat(output.toFloats())
                .containsExactly(new float[] {0, 2, 0, -4, 0, 2, 0, -6, 0, 2, 0, -8, 0, 1, 0, -4}, within(TOLERANCE));
    }

    @Test
    void pixelShuffleTakesChannelsRowByRow() {
        Tensor input = Tensor.arange(16).to(DType.FLOAT32).reshape(1, 8, 1, 2);
        Tensor output = Functional.pixelShuffle(input, 2);
        assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 2, 4));
        assertThat(output.toFloats())
                .containsExactly(new float[] {0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15}, within(TOLERANCE));
    }

    @Test
    void nearestRepeatsAndBilinearBlends() {
        assertThat(Functional.upsampleNearest2d(twoByTwo(), 3, 4).toFloats())
                .containsExactly(new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4}, within(TOLERANCE));
        assertThat(Functional.upsampleBilinear2d(twoByTwo(), 2, 4, false).toFloats())
                .containsExactly(new float[] {1, 1.25f, 1.75f, 2, 3, 3.25f, 3.75f, 4}, within(TOLERANCE));
        assertThat(Functional.upsampleBilinear2d(twoByTwo(), 2, 4, true).toFloats())
                .containsExactly(
                        new float[] {1, 1.3333334f, 1.6666666f, 2, 3, 3.3333333f, 3.6666667f, 4}, within(TOLERANCE));
    }

    @Test
    void bordersAreZerosOrRepeatWhatIsAtTheEdge() {
        assertThat(Functional.zerosPadded(twoByTwo(), 1, 0, 0, 1).toFloats())
                .containsExactly(0, 1, 2, 0, 3, 4, 0, 0, 0);
        assertThat(Functional.replicationPad2d(twoByTwo(), 1, 0, 1, 0).toFloats())
                .containsExactly(1, 1, 2, 1, 1, 2, 3, 3, 4);
    }

    @Test
    void normalDrawsFollowTheEnginesStream() {
        Engine.seed(Rng.of(3));
        Tensor first = Functional.normal(Tensor.zeros(Shape.of(1)), 4000);
        Engine.seed(Rng.of(3));
        Tensor again = Functional.normal(Tensor.zeros(Shape.of(1)), 4000);
        assertThat(again.toFloats()).isEqualTo(first.toFloats());
        assertThat(first.mean().item()).isCloseTo(0, within(0.05));
        assertThat(first.variance().item()).isCloseTo(1, within(0.1));
    }
}
