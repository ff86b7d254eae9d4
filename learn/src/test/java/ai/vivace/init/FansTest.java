package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FansTest {
    @Test
    void correctedFansOfGroupsCountOneGroup() {
        assertThat(Fans.convolution(2).of(Shape.of(8, 3, 3, 3))).isEqualTo(new Fans(27, 36));
        assertThat(Fans.convolution(6).of(Shape.of(6, 1, 3, 3))).isEqualTo(new Fans(9, 9));
        assertThat(Fans.convolution(1).of(Shape.of(8, 6, 3, 3))).isEqualTo(Fans.of(Shape.of(8, 6, 3, 3)));
    }

    @Test
    void correctedFansOfTransposedConvolutionsAreNotSwappedAndKnowTheStride() {
        Shape weight = Shape.of(6, 8, 3, 3);
        assertThat(Fans.of(weight)).isEqualTo(new Fans(72, 54));
        assertThat(Fans.transposedConvolution(1).of(weight)).isEqualTo(new Fans(54, 72));
        assertThat(Fans.transposedConvolution(1, 2, 2).of(weight)).isEqualTo(new Fans(13.5, 72));
        assertThat(Fans.transposedConvolution(2, 1, 1).of(Shape.of(6, 4, 3, 3))).isEqualTo(new Fans(27, 36));
    }

    @Test
    void outputsOfATransposedConvolutionReadAsManyPointsAsItsFansSay() {
        int length = 3000;
        int kernel = 5;
        int stride = 3;
        int[] reads = new int[length * stride + kernel];
        for (int input = 0; input < length; input++) {
            for (int point = 0; point < kernel; point++) {
                reads[input * stride + point]++;
            }
        }
        double mean = 0;
        for (int output = kernel; output < length * stride; output++) {
            mean += reads[output] / (double) (length * stride - kernel);
        }
        assertThat(mean)
                .isCloseTo(
                        Fans.transposedConvolution(1, stride)
                                .of(Shape.of(1, 1, kernel))
                                .in(),
                        within(0.01));
    }

    @Test
    void gradientsOfADepthwiseConvolutionKeepTheirSizeByCorrectedFansOnly() {
        assertThat(gradientVariance(Fans.convolution(32))).isCloseTo(1, within(0.15));
        assertThat(gradientVariance(Fans::of)).isCloseTo(1.0 / 32, within(0.006));
    }

    private static double gradientVariance(Fans.Counting counting) {
        Tensor weight = Tensor.zeros(Shape.of(32, 1, 3, 3));
        Initializers.kaimingNormal(Gain.LINEAR, Fans.Mode.OUT, counting).initialize(weight, Rng.of(1));
        Tensor input = Tensor.zeros(Shape.of(8, 32, 14, 14)).requiresGrad(true);
        long[] ones = {1, 1};
        Tensor output = Functional.conv2d(input, weight, null, ones, ones, ones, 32);
        output.backward(Tensor.randomNormal(output.shape(), Rng.of(2)));
        return Objects.requireNonNull(input.grad())
                .narrow(2, 1, 12)
                .narrow(3, 1, 12)
                .square()
                .mean()
                .item();
    }

    @Test
    void whatHasNoFansIsAnError() {
        assertThatThrownBy(() -> Fans.convolution(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Fans.transposedConvolution(1, 2).of(Shape.of(6, 8, 3, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 directions, but came 1");
        assertThatThrownBy(() -> Fans.of(Shape.of(3, 0))).hasMessageContaining("positive");
    }
}
