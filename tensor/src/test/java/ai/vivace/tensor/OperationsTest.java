package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations against Java's own arithmetic, and gradients against slopes, in float64. */
class OperationsTest {
    private static final double[] INPUT = {-1.7, -0.6, 0.3, 0.9, 1.4, 2.2};

    private static final double[] BICUBIC_ALIGNED = {3.61111111, 3.93209877, 5.75411523, 7.88888889};
    private static final double[] BICUBIC = {3.39648438, 3.76308537, 5.70915031, 7.83221912};

    private static Tensor input() {
        return Tensor.of(INPUT, Shape.of(2, 3));
    }

    private static Arguments function(String name, UnaryOperator<Tensor> ours, DoubleUnaryOperator javas) {
        return Arguments.of(name, ours, javas);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static Arguments[] functions() {
        return new Arguments[] {
            function("add", x -> x.add(2), x -> x + 2),
            function("sub", x -> x.sub(2), x -> x - 2),
            function("mul", x -> x.mul(-3), x -> x * -3),
            function("div", x -> x.div(4), x -> x / 4),
            function("pow", x -> x.pow(3), x -> x * x * x),
            function("neg", Tensor::neg, x -> -x),
            function("abs", Tensor::abs, Math::abs),
            function("sign", Tensor::sign, Math::signum),
            function("square", Tensor::square, x -> x * x),
            function("sqrt", x -> x.square().sqrt(), Math::abs),
            function("reciprocal", Tensor::reciprocal, x -> 1 / x),
            function("exp", Tensor::exp, Math::exp),
            function("log", x -> x.abs().log(), x -> Math.log(Math.abs(x))),
            function("log1p", x -> x.abs().log1p(), x -> Math.log1p(Math.abs(x))),
            function("sin", Tensor::sin, Math::sin),
            function("cos", Tensor::cos, Math::cos),
            function("tanh", Tensor::tanh, Math::tanh),
            function("sigmoid", Tensor::sigmoid, OperationsTest::sigmoid),
            function("relu", Tensor::relu, x -> Math.max(x, 0)),
            function("round", Tensor::round, Math::rint),
            function("floor", Tensor::floor, Math::floor),
            function("clamp", x -> x.clamp(-1, 1), x -> Math.max(-1, Math.min(1, x))),
            function("lerp", x -> x.lerp(x.mul(3), 0.25), x -> 1.5 * x),
            function("leakyRelu", x -> Functional.leakyRelu(x, 0.1), x -> x > 0 ? x : 0.1 * x),
            function("relu6", x -> Functional.relu6(x.mul(4)), x -> Math.max(0, Math.min(6, 4 * x))),
            function("hardsigmoid", Functional::hardsigmoid, x -> (x + 3) / 6),
            function("silu", Functional::silu, x -> x * sigmoid(x)),
            function("mish", Functional::mish, x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
            function("elu", Functional::elu, x -> x > 0 ? x : Math.expm1(x)),
            function("softplus", Functional::softplus, x -> Math.log1p(Math.exp(x))),
            function("hardswish", Functional::hardswish, x -> x * Math.max(0, Math.min(6, x + 3)) / 6),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void functionEqualsJavasAndItsGradientIsTheSlope(
            String name, UnaryOperator<Tensor> ours, DoubleUnaryOperator javas) {
        Tensor x = input().requiresGrad(true);
        Tensor result = ours.apply(x);
        result.sum().backward();
        double[] values = result.toDoubles();
        double[] gradient = Objects.requireNonNull(x.grad()).toDoubles();
        double step = 1e-6;
        for (int i = 0; i < INPUT.length; i++) {
            assertThat(values[i]).isCloseTo(javas.applyAsDouble(INPUT[i]), within(1e-12));
            double slope = (javas.applyAsDouble(INPUT[i] + step) - javas.applyAsDouble(INPUT[i] - step)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
        }
    }

    private static Arguments reduction(String name, UnaryOperator<Tensor> operation, double... expected) {
        return Arguments.of(name, operation, expected);
    }

    static Arguments[] reductions() {
        // Of [[1, 2, 3], [4, 5, 9]].
        double e = Math.exp(1);
        double rows = Math.log(e + e * e + e * e * e);
        return new Arguments[] {
            reduction("sum", Tensor::sum, 24),
            reduction("sum of columns", x -> x.sum(0), 5, 7, 12),
            reduction("sum of both", x -> x.sum(0, 1), 24),
            reduction("mean", Tensor::mean, 4),
            reduction("mean of rows", x -> x.mean(-1), 2, 6),
            reduction("variance, divided by n", Tensor::variance, 40 / 6.0),
            reduction("variance of rows", x -> x.variance(1), 2 / 3.0, 14 / 3.0),
            reduction("norm", Tensor::norm, Math.sqrt(136)),
            reduction("max", x -> x.max(), 9),
            reduction("min", x -> x.min(), 1),
            reduction("max of columns", x -> x.max(0), 4, 5, 9),
            reduction("min of rows", x -> x.min(1), 1, 4),
            reduction("argmax", x -> x.neg().argmax(1), 0, 0),
            reduction("cumulative sum", x -> x.cumulativeSum(1), 1, 3, 6, 4, 9, 18),
            reduction("logSumExp", x -> x.narrow(0, 0, 1).logSumExp(1), rows),
            reduction("logSoftmax", x -> x.narrow(0, 0, 1).logSoftmax(1), 1 - rows, 2 - rows, 3 - rows),
            reduction("softmax", x -> x.softmax(1).sum(1), 1, 1),
            reduction("topIndices", x -> x.topIndices(2), 2, 1, 2, 1),
            reduction("sortedOrder", x -> x.neg().sortedOrder(), 2, 1, 0, 2, 1, 0),
            reduction(
                    "equal elements keep their order",
                    x -> x.gt(4).to(DType.INT64).sortedOrder(),
                    0,
                    1,
                    2,
                    0,
                    1,
                    2),
            reduction("minimum", x -> x.minimum(Tensor.scalar(3)), 1, 2, 3, 3, 3, 3),
            reduction("maximum", x -> x.maximum(Tensor.scalar(3)), 3, 3, 3, 4, 5, 9),
            reduction("where", x -> Tensor.where(x.gt(3), x, x.neg()), -1, -2, -3, 4, 5, 9),
            reduction("maskedFill", x -> x.maskedFill(x.gt(3), 0), 1, 2, 3, 0, 0, 0),
            reduction("and", x -> x.gt(1).and(x.lt(5)), 0, 1, 1, 1, 0, 0),
            reduction("or and not", x -> x.le(1).or(x.ge(5)).not(), 0, 1, 1, 1, 0, 0),
            reduction("permute", x -> x.permute(1, 0), 1, 4, 2, 5, 3, 9),
            reduction("strided", x -> x.strided(new long[] {2, 2}, new long[] {1, 3}, 1), 2, 5, 3, 9),
            reduction("flip", x -> x.flip(1), 3, 2, 1, 9, 5, 4),
            reduction("select", x -> x.select(1, 2), 3, 9),
            reduction("narrow", x -> x.narrow(1, 1, 2), 2, 3, 5, 9),
            reduction("split", x -> x.split(1, 1, 2).get(1), 2, 3, 5, 9),
            reduction("roll", x -> x.roll(1, 1), 3, 1, 2, 9, 4, 5),
            reduction("indexSelect", x -> x.indexSelect(1, Tensor.ofLongs(2, 0)), 3, 1, 9, 4),
            reduction("gather", x -> x.gather(1, Tensor.of(new long[] {2, 0}, Shape.of(2, 1))), 3, 4),
            reduction("expand", x -> x.select(1, 0).unsqueeze(1).expand(-1, 2), 1, 1, 4, 4),
            reduction("cat", x -> Tensor.cat(List.of(x, x.neg()), 1).select(0, 0), 1, 2, 3, -1, -2, -3),
            reduction("stack", x -> Tensor.stack(List.of(x.select(0, 0), x.select(0, 1)), 1), 1, 4, 2, 5, 3, 9),
            reduction("matmul", x -> x.matmul(x.transpose(0, 1)), 14, 41, 41, 122),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reductions")
    void operationGivesWhatItSays(String name, UnaryOperator<Tensor> operation, double... expected) {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 9}, Shape.of(2, 3));
        assertThat(operation.apply(x).toDoubles()).containsExactly(expected, within(1e-12));
        assertThat(x.toDoubles()).as("operands are left alone").containsExactly(1, 2, 3, 4, 5, 9);
    }

    @Test
    void weightsMayLieEitherWay() {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 9}, Shape.of(1, 2, 3));
        Tensor weight = Tensor.of(new double[] {1, 0, 2, -1, 3, 1}, Shape.of(2, 3));
        Tensor bias = Tensor.of(new double[] {10, 20}, Shape.of(2));
        for (Tensor offset : Arrays.asList(bias, null)) {
            Tensor linear = Functional.linear(x, weight, offset);
            Tensor affine = Functional.affine(x, weight.transpose(0, 1), offset);
            assertThat(affine.shape()).isEqualTo(Shape.of(1, 2, 2));
            assertThat(affine.toDoubles()).containsExactly(linear.toDoubles(), within(1e-12));
        }
        assertThat(Functional.affine(x, weight.transpose(0, 1), bias).toDoubles())
                .containsExactly(17, 28, 32, 40);
    }

    @Test
    void aProductIsAddedInPlace() {
        Tensor sum = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
        Tensor left = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
        Tensor right = Tensor.of(new double[] {0, 1, 1, 0}, Shape.of(2, 2));
        assertThat(sum.addMatmulInPlace(left, right)).isSameAs(sum);
        assertThat(sum.toDoubles()).containsExactly(3, 3, 7, 7);
    }

    /** Values of PyTorch 1.13's interpolate and scaled products worked out by hand. */
    @Test
    void picturesGrowByCubicConvolutionAndAttentionWeighsValues() {
        Tensor grid = Tensor.of(new double[] {1, 2, 3, 4, 5, 9, -1, 0, 2}, Shape.of(1, 1, 3, 3));
        assertThat(Functional.upsampleBicubic2d(grid, 4, 4, true)
                        .narrow(2, 1, 1)
                        .toDoubles())
                .containsExactly(BICUBIC_ALIGNED, within(1e-6));
        assertThat(Functional.upsampleBicubic2d(grid, 4, 4, false)
                        .narrow(2, 1, 1)
                        .toDoubles())
                .containsExactly(BICUBIC, within(1e-6));
        Tensor query = Tensor.of(new double[] {1, 0}, Shape.of(1, 1, 1, 2));
        Tensor key = Tensor.of(new double[] {0, 5, Math.sqrt(2) * Math.log(3), -5}, Shape.of(1, 1, 2, 2));
        Tensor value = Tensor.of(new double[] {4, 8}, Shape.of(1, 1, 2, 1));
        assertThat(Functional.scaledDotProductAttention(query, key, value, 0).item())
                .isCloseTo(4 * 0.25 + 8 * 0.75, within(1e-12));
    }

    @Test
    void eachSideOfAPictureIsPaddedByItsOwnNumber() {
        Tensor picture = Tensor.of(new float[] {7}, Shape.of(1, 1, 1, 1));
        assertThat(Functional.zerosPadded(picture, 0, 1, 2, 0).toFloats()).containsExactly(0, 0, 0, 0, 7, 0);
    }

    @Test
    void operationsInPlaceChangeTheirTensorAndReturnIt() {
        Tensor x = Tensor.of(1, 2, 3);
        Tensor other = Tensor.of(2, 2, 4);
        assertThat(x.addInPlace(other).addInPlace(other, -0.5).addInPlace(1)).isSameAs(x);
        assertThat(x.toFloats()).containsExactly(3, 4, 6);
        assertThat(x.subInPlace(other).mulInPlace(other).mulInPlace(3).toFloats())
                .containsExactly(6, 12, 24);
        assertThat(x.divInPlace(other).lerpInPlace(other, 0.5).toFloats()).containsExactly(2.5f, 4, 5);
        assertThat(x.copyFrom(Tensor.ofLongs(7)).toFloats()).containsExactly(7, 7, 7);
        assertThat(x.fill(0).toFloats()).containsExactly(0, 0, 0);
    }

    @Test
    void badNumbersAreFound() {
        Tensor bad = Tensor.of(1, Float.NaN, Float.NEGATIVE_INFINITY);
        assertThat(bad.isNaN().toLongs()).containsExactly(0, 1, 0);
        assertThat(bad.isFinite().toLongs()).containsExactly(1, 0, 0);
        assertThat(bad.allFinite()).isFalse();
        assertThat(bad.narrow(0, 0, 1).allFinite()).isTrue();
    }
}
