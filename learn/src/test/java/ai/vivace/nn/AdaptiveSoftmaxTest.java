package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.loss.AdaptiveCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values are those of AdaptiveLogSoftmaxWithLoss of PyTorch 1.13 in float64, with the same weights. */
class AdaptiveSoftmaxTest {
    private final AdaptiveSoftmax layer =
            AdaptiveSoftmax.of(8, 12, 3, 7).division(2).headBias().build();
    private final Tensor hidden = Tensor.of(Goldens.wave(40, 0.53, 1.5), Shape.of(5, 8));
    private final Tensor target = Tensor.ofLongs(0, 4, 11, 2, 7);

    @BeforeEach
    void assign() {
        int[] number = new int[1];
        layer.parameters().forEach((path, parameter) -> {
            int size = (int) parameter.shape().elements();
            parameter.assign(Tensor.of(Goldens.wave(size, 0.37 + 0.11 * number[0]++, 0.8), parameter.shape()));
        });
    }

    @Test
    void namesAndShapesArePyTorchs() {
        assertThat(layer.state().keySet())
                .containsExactly(
                        "head.weight",
                        "head.bias",
                        "tail.0.0.weight",
                        "tail.0.1.weight",
                        "tail.1.0.weight",
                        "tail.1.1.weight");
        assertThat(layer.parameter("head.weight").shape()).isEqualTo(Shape.of(5, 8));
        assertThat(layer.parameter("tail.1.1.weight").shape()).isEqualTo(Shape.of(5, 2));
    }

    @Test
    void lossesAndGradientsArePyTorchs() {
        Tensor input = hidden.copy().requiresGrad(true);
        assertThat(layer.each(input, target).toDoubles())
                .containsExactly(
                        new double[] {0.3834677634, 13.6784880210, 9.9055009446, 1.5411507178, 11.9111425926},
                        within(1e-5));
        Tensor mean = layer.mean(input, target);
        assertThat(mean.item()).isCloseTo(7.4839500079, within(1e-5));
        mean.backward();
        assertThat(Objects.requireNonNull(input.grad()).select(0, 1).toDoubles())
                .containsExactly(
                        new double[] {
                            -0.2057818883,
                            -0.1226283690,
                            0.0120609251,
                            0.1749340456,
                            0.3287430771,
                            0.4325261567,
                            0.4539627118,
                            0.3799266849
                        },
                        within(1e-5));
        Tensor narrow = layer.parameter("tail.1.0.weight").value();
        assertThat(Objects.requireNonNull(narrow.grad())
                        .select(0, 0)
                        .narrow(0, 0, 3)
                        .toDoubles())
                .containsExactly(new double[] {0.3964315471, 0.3216703385, 0.1586473377}, within(1e-5));
    }

    @Test
    void logProbabilitiesArePyTorchsAndSumToOne() {
        Tensor logs = layer.apply(hidden);
        assertThat(logs.select(0, 0).toDoubles())
                .containsExactly(
                        new double[] {
                            -0.3834677634,
                            -5.4184136328,
                            -1.3764279785,
                            -9.5277880944,
                            -6.3053873971,
                            -12.7094945175,
                            -3.8637096131,
                            -3.9766041968,
                            -6.0588271328,
                            -8.3402934442,
                            -5.0444952637,
                            -4.5161554669
                        },
                        within(1e-5));
        assertThat(logs.exp().sum(1).toDoubles()).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-5));
        assertThat(logs.argmax(1).toLongs()).containsExactly(0, 9, 1, 0, 9);
    }

    @Test
    void crossEntropyOfTheLayersOutputIsItsOwnLoss() {
        assertThat(CrossEntropy.standard().each(layer.apply(hidden), target).toDoubles())
                .containsExactly(layer.each(hidden, target).toDoubles(), within(1e-5));
    }

    @Test
    void lossOfHiddenStatesIsThatOfTheLayer() {
        AdaptiveCrossEntropy loss = new AdaptiveCrossEntropy(layer);
        assertThat(loss.mean(hidden, target).item())
                .isEqualTo(layer.mean(hidden, target).item());
        assertThat(loss.each(hidden, target).toDoubles())
                .isEqualTo(layer.each(hidden, target).toDoubles());
        assertThat(loss.activate(hidden).sum(1).toDoubles())
                .containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-5));
        assertThat(loss.decode(hidden).toLongs()).containsExactly(0, 9, 1, 0, 9);
    }

    @Test
    void ignoredRowsDoNotCount() {
        double[] all = layer.each(hidden, target).toDoubles();
        Tensor some = Tensor.ofLongs(-100, 4, -100, 2, -100);
        assertThat(layer.each(hidden, some).toDoubles())
                .containsExactly(new double[] {0, all[1], 0, all[3], 0}, within(1e-6));
        assertThat(layer.mean(hidden, some).item()).isCloseTo((all[1] + all[3]) / 2, within(1e-6));
        Tensor none = layer.mean(hidden, Tensor.ofLongs(-100, -100, -100, -100, -100));
        assertThat(none.item()).isZero();
        none.backward();
        assertThat(Objects.requireNonNull(layer.parameter("head.weight").value().grad())
                        .toDoubles())
                .containsOnly(0);
    }

    @Test
    void layerIsBuiltAgainFromItsDescription() {
        AdaptiveSoftmax built = (AdaptiveSoftmax) LayerTree.build(LayerTree.describe(layer));
        built.load(layer.state());
        assertThat(built.apply(hidden).toDoubles())
                .isEqualTo(layer.apply(hidden).toDoubles());
        AdaptiveSoftmax plain = AdaptiveSoftmax.of(64, 100, 10).build();
        plain.initialize(Rng.of(1));
        assertThat(plain.parameters()).doesNotContainKey("head.bias");
        assertThat(plain.parameter("tail.0.0.weight").shape()).isEqualTo(Shape.of(16, 64));
    }

    @Test
    void settingsAndTargetsThatDoNotFitAreErrors() {
        assertThatThrownBy(() -> AdaptiveSoftmax.of(8, 12, 7, 3).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("are [7, 3]");
        assertThatThrownBy(() -> AdaptiveSoftmax.of(8, 12, 12).build()).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> AdaptiveSoftmax.of(8, 12).build()).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> AdaptiveSoftmax.of(8, 12, 3, 7).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("8 inputs divided by 4.0");
        assertThatThrownBy(() -> layer.each(hidden, Tensor.ofLongs(0, 1, 12, 2, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Row 2 has the target 12");
        assertThatThrownBy(() -> layer.each(hidden, Tensor.ofLongs(0, 1))).hasMessageContaining("[5, 8] and [2]");
    }
}
