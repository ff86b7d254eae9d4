package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Spectral and weight norm against torch 1.13 in float64; weights are 0.5 · sin(i + 1), inputs sin(0.7 · (i + 1)). */
class ReweightedTest {
    private static final Offset<Double> TOLERANCE = within(1e-5);

    private static Linear linear() {
        Linear linear = Linear.of(3, 2);
        linear.load(Map.of("weight", wave(1, 0.5, 2, 3), "bias", Tensor.of(0.1f, -0.2f)));
        return linear;
    }

    private static Conv2d convolution() {
        Conv2d convolution = Conv2d.of(1, 2, 2).withoutBias().build();
        convolution.load(Map.of("weight", wave(1, 0.5, 2, 1, 2, 2)));
        return convolution;
    }

    private static Tensor wave(double step, double scale, long... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.of(Goldens.wave((int) shape.elements(), step, scale), shape);
    }

    /** The output; gradients are of its sum weighted by sin(0.37 · (i + 1)). */
    private static double[] run(UnaryLayer layer, Tensor input) {
        layer.parameters().values().forEach(parameter -> parameter.value().clearGrad());
        Tensor output = layer.apply(input);
        output.mul(wave(0.37, 1, output.shape().toArray())).sum().backward();
        return output.toDoubles();
    }

    private static double[] gradient(Layer layer, String name) {
        return Objects.requireNonNull(layer.parameter(name).value().grad()).toDoubles();
    }

    private static double[] state(Layer layer, String name) {
        return Objects.requireNonNull(layer.state().get(name)).toDoubles();
    }

    private static void set(Layer layer, String name, float... values) {
        Tensor tensor = Objects.requireNonNull(layer.state().get(name));
        tensor.copyFrom(Tensor.of(values, tensor.shape()));
    }

    @Test
    void spectralNormOfALinearLayerEqualsPyTorch() {
        SpectralNorm layer = SpectralNorm.of(linear());
        assertThat(layer.state().keySet()).containsExactly("bias", "weight_orig", "weight_u", "weight_v");
        set(layer, "weight_u", 0.6f, 0.8f);
        Tensor input = wave(0.7, 1, 2, 3);
        double[] output = {1.07574103, -1.24688239, -0.0001279, 0.00415004};
        assertThat(run(layer, input)).containsExactly(output, TOLERANCE);
        double[] u = {-0.68248446, 0.7309001};
        assertThat(state(layer, "weight_u")).containsExactly(u, TOLERANCE);
        assertThat(state(layer, "weight_v"))
                .containsExactly(new double[] {-0.35894926, -0.79086729, -0.49566558}, TOLERANCE);
        assertThat(gradient(layer, "bias")).containsExactly(new double[] {1.25731412, 1.67016876}, TOLERANCE);
        assertThat(gradient(layer, "weight_orig"))
                .containsExactly(
                        new double[] {0.74015344, 0.21440712, -0.48478048, 0.88215985, 0.22109145, -0.46620702},
                        TOLERANCE);
        layer.eval();
        assertThat(run(layer, input)).containsExactly(output, TOLERANCE);
        assertThat(state(layer, "weight_u")).containsExactly(u, TOLERANCE);
    }

    @Test
    void spectralNormOfAConvolutionEqualsPyTorch() {
        SpectralNorm layer = SpectralNorm.of(convolution());
        assertThat(layer.state().keySet()).containsExactly("weight_orig", "weight_u", "weight_v");
        set(layer, "weight_u", 0.6f, 0.8f);
        assertThat(run(layer, wave(0.7, 1, 1, 1, 3, 3)))
                .containsExactly(
                        new double[] {
                            1.57638806,
                            2.00255378,
                            0.27191428,
                            -1.07094414,
                            -0.91840051,
                            -2.05178073,
                            -1.34438844,
                            0.16368642
                        },
                        TOLERANCE);
        assertThat(state(layer, "weight_v"))
                .containsExactly(new double[] {-0.32312115, 0.39678621, 0.75189016, 0.41570977}, TOLERANCE);
        assertThat(gradient(layer, "weight_orig"))
                .containsExactly(
                        new double[] {
                            1.65846487,
                            -0.60012434,
                            -3.22974059,
                            -2.44348097,
                            1.51885962,
                            3.81742449,
                            1.7640068,
                            -0.88857592
                        },
                        TOLERANCE);
    }

    @Test
    void weightIsDividedByItsLargestSingularValueFromTheStart() {
        Linear linear = Linear.withoutBias(2, 2);
        linear.load(Map.of("weight", Tensor.of(new float[] {3, 0, 4, 5}, Shape.of(2, 2))));
        SpectralNorm layer = SpectralNorm.of(linear);
        layer.eval();
        double sigma = 6.70820393;
        assertThat(layer.apply(Tensor.of(new float[] {1, 0}, Shape.of(1, 2))).toDoubles())
                .containsExactly(new double[] {3 / sigma, 4 / sigma}, TOLERANCE);
        layer.initialize(Rng.of(3));
        double before = layer.weight().square().sum().item();
        layer.train();
        for (int i = 0; i < 200; i++) {
            layer.weight();
        }
        assertThat(layer.weight().square().sum().item()).isCloseTo(before, within(2e-2));
    }

    @Test
    void gradientsOfTwoUsesInOneStepAreBothRight() {
        SpectralNorm layer = SpectralNorm.of(linear());
        Tensor first = layer.apply(wave(0.7, 1, 2, 3)).sum();
        Tensor second = layer.apply(wave(0.3, 1, 2, 3)).sum();
        first.add(second).backward();
        assertThat(layer.parameter("weight_orig").value().hasGrad()).isTrue();
    }

    @Test
    void weightNormOfALinearLayerEqualsPyTorch() {
        WeightNorm layer = WeightNorm.of(linear());
        assertThat(layer.state().keySet()).containsExactly("bias", "weight_g", "weight_v");
        set(layer, "weight_g", 2, 0.5f);
        assertThat(run(layer, wave(0.7, 1, 2, 3)))
                .containsExactly(new double[] {2.60212236, -0.86780722, -0.15676102, -0.06977251}, TOLERANCE);
        assertThat(gradient(layer, "bias")).containsExactly(new double[] {1.25731412, 1.67016876}, TOLERANCE);
        assertThat(gradient(layer, "weight_g")).containsExactly(new double[] {0.33741277, -0.64120652}, TOLERANCE);
        assertThat(gradient(layer, "weight_v"))
                .containsExactly(
                        new double[] {0.9793988, -0.65407657, -1.6254643, 0.30384145, -0.1400673, -0.3422646},
                        TOLERANCE);
    }

    @Test
    void weightNormOfAConvolutionEqualsPyTorch() {
        WeightNorm layer = WeightNorm.of(convolution());
        assertThat(Objects.requireNonNull(layer.state().get("weight_g")).shape())
                .isEqualTo(Shape.of(2, 1, 1, 1));
        set(layer, "weight_g", 2, 0.5f);
        assertThat(run(layer, wave(0.7, 1, 1, 1, 3, 3)))
                .containsExactly(
                        new double[] {
                            2.40077548,
                            3.04980869,
                            0.41411448,
                            -1.63100476,
                            -0.32867518,
                            -0.73428683,
                            -0.48112682,
                            0.05857974
                        },
                        TOLERANCE);
        assertThat(gradient(layer, "weight_g")).containsExactly(new double[] {0.835621, -2.28481467}, TOLERANCE);
        assertThat(gradient(layer, "weight_v"))
                .containsExactly(
                        new double[] {
                            1.00390755,
                            -2.09705733,
                            -4.67535199,
                            -2.27519793,
                            0.06737652,
                            0.56854093,
                            0.24556522,
                            0.06280341
                        },
                        TOLERANCE);
    }

    @Test
    void weightNormComputesWhatItsLayerWouldHoweverTheWeightIsDrawn() {
        Tensor input = Tensor.randomNormal(Shape.of(4, 3), Rng.of(9));
        double[] plain = linear().apply(input).toDoubles();
        assertThat(WeightNorm.of(linear()).apply(input).toDoubles()).containsExactly(plain, TOLERANCE);
        WeightNorm layer = WeightNorm.of(Linear.of(3, 2));
        Initialization.kaiming().apply(layer, Rng.of(1));
        assertThat(layer.weight().toDoubles()).containsExactly(state(layer, "weight_v"), TOLERANCE);
        layer.initialize(Rng.of(2));
        assertThat(layer.weight().toDoubles()).containsExactly(state(layer, "weight_v"), TOLERANCE);
    }

    @Test
    void lengthsAreNotDecayedButDirectionsAre() {
        WeightNorm layer = WeightNorm.of(linear());
        assertThat(layer.parameter("weight_g").role()).isEqualTo(Parameter.Role.NORM);
        assertThat(layer.parameter("weight_v").role()).isEqualTo(Parameter.Role.WEIGHT);
    }

    @Test
    void layersOfAnotherKindCannotBeReweighted() {
        assertThatThrownBy(() -> LayerTree.build(
                        new LayerTree.Description("SpectralNorm", Map.of("layer", "Flatten", "first", 1), Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be Conv2d, Embedding or Linear, but is Flatten");
        assertThatThrownBy(() -> WeightNorm.of(Embedding.of(3, 2))).isInstanceOf(InputException.class);
    }

    @Test
    void weightNormThatStartsAtZeroIsZeroAndLearns() {
        WeightNorm layer = WeightNorm.of(Linear.of(3, 2));
        layer.parameter("weight_v").initialize(Initializers.zeros(), Rng.of(1));
        Tensor input = Tensor.randomNormal(Shape.of(4, 3), Rng.of(9));
        assertThat(layer.weight().abs().max().item()).isZero();
        layer.apply(input).sum().backward();
        for (double slope : gradient(layer, "weight_g")) {
            assertThat(slope).isFinite().isNotZero();
        }
        assertThat(Objects.requireNonNull(layer.parameter("weight_v").value().grad())
                        .abs()
                        .max()
                        .item())
                .isZero();
        Sequential block = Sequential.of(
                Residual.of(Sequential.of(
                        WeightNorm.of(Linear.of(3, 3)), Activation.relu(), WeightNorm.of(Linear.of(3, 3)))),
                Linear.of(3, 2));
        Initialization.fixup().apply(block, Rng.of(1));
        assertThat(block.layers().get(0).apply(input).toFloats()).isEqualTo(input.toFloats());
    }
}
