package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayerBehaviourTest {
    @Test
    void batchNormNormalisesByBiasedAndStoresUnbiasedVariance() {
        BatchNorm1d norm = BatchNorm1d.of(1);
        Tensor output = norm.apply(Tensor.of(new float[] {1, 2, 3, 6}, Shape.of(4, 1)));
        assertThat(output.toDoubles())
                .containsExactly(new double[] {-1.06904344, -0.53452172, 0, 1.60356516}, within(1e-5));
        Map<String, Tensor> state = norm.state();
        assertThat(state.keySet())
                .containsExactly("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
        assertThat(Objects.requireNonNull(state.get("running_mean")).item()).isCloseTo(0.3, within(1e-6));
        assertThat(Objects.requireNonNull(state.get("running_var")).item()).isCloseTo(1.36666667, within(1e-6));
        norm.eval();
        assertThat(norm.apply(Tensor.of(new float[] {1}, Shape.of(1, 1))).item())
                .isCloseTo(0.59877706, within(1e-6));
    }

    @Test
    void layerNormNormalisesEachItem() {
        assertThat(LayerNorm.of(4).apply(Tensor.of(1, 2, 3, 4)).toDoubles())
                .containsExactly(new double[] {-1.34163542, -0.44721181, 0.44721181, 1.34163542}, within(1e-6));
    }

    @Test
    void batchNormRefusesToTrainOnOneValueForEachChannel() {
        BatchNorm2d norm = BatchNorm2d.of(3);
        Tensor single = Tensor.zeros(Shape.of(1, 3, 1, 1));
        assertThatThrownBy(() -> norm.apply(single))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("BatchNorm2d(channels=3")
                .hasMessageContaining("more than one value for each channel, but the input has shape [1, 3, 1, 1]");
        assertThatThrownBy(() -> norm.apply(Tensor.zeros(Shape.of(0, 3, 2, 2))))
                .as("the statistics of nothing would make the running ones NaN")
                .hasMessageContaining("more than one value for each channel");
        norm.eval();
        assertThat(norm.apply(single).shape()).isEqualTo(single.shape());
        assertThat(norm.apply(Tensor.zeros(Shape.of(0, 3, 2, 2))).elements()).isZero();
        norm.train();
        assertThat(norm.apply(Tensor.zeros(Shape.of(1, 3, 2, 2))).rank()).isEqualTo(4);
    }

    @Test
    void batchNormNamesTheShapeThatItTakes() {
        assertThatThrownBy(() -> BatchNorm2d.of(3).apply(Tensor.zeros(Shape.of(4, 3))))
                .hasMessageContaining("must be [N, channels, height, width], but has shape [4, 3]");
        assertThatThrownBy(() -> BatchNorm1d.of(3).apply(Tensor.zeros(Shape.of(4, 3, 2, 2))))
                .hasMessageContaining("must be [N, channels] or [N, channels, length]");
    }

    @Test
    void dropoutDropsInTrainingOnlyAndKeepsTheMean() {
        Dropout dropout = Dropout.of(0.3);
        Tensor ones = Tensor.ones(Shape.of(100_000));
        Tensor dropped = dropout.apply(ones);
        assertThat(dropped.eq(0).sum().item() / 1e5).isCloseTo(0.3, within(0.01));
        assertThat(dropped.max().item()).isCloseTo(1 / 0.7, within(1e-6));
        assertThat(dropped.mean().item()).isCloseTo(1, within(0.02));
        dropout.eval();
        assertThat(dropout.apply(ones)).isSameAs(ones);
    }

    @Test
    void gradientsOfGradientsFlowThroughLayers() {
        // A gradient penalty: the squared length of the output's gradient with respect to the input.
        Sequential model = Sequential.of(
                Conv2d.of(1, 2, 3).padding(1).build(),
                Activation.of(Nonlinearity.SILU),
                AveragePool2d.of(2),
                Flatten.of(),
                LayerNorm.of(8),
                Linear.of(8, 2),
                Activation.of(Nonlinearity.TANH));
        model.initialize(Rng.of(2));
        Tensor input = Tensor.randomNormal(Shape.of(3, 1, 4, 4), Rng.of(4)).requiresGrad(true);
        penalty(model, input).backward();
        for (String path : new String[] {"0.weight", "4.weight", "5.weight"}) {
            Tensor value = model.parameter(path).value();
            double gradient = Objects.requireNonNull(value.grad())
                    .reshape(-1)
                    .select(0, 1)
                    .item();
            double slope = (moved(model, path, input, 0.01) - moved(model, path, input, -0.01)) / 0.02;
            assertThat(gradient).as(path).isCloseTo(slope, within(0.01 * Math.max(0.1, Math.abs(slope))));
        }
    }

    private static Tensor penalty(Sequential model, Tensor input) {
        return Autograd.gradients(model.apply(input).sum(), List.of(input), Autograd.Differentiable.YES)
                .get(0)
                .square()
                .sum();
    }

    private static double moved(Sequential model, String path, Tensor input, double distance) {
        Parameter parameter = model.parameter(path);
        float[] before = parameter.value().toFloats();
        float[] values = before.clone();
        values[1] += (float) distance;
        parameter.assign(Tensor.of(values, parameter.shape()));
        double penalty = penalty(model, input).item();
        parameter.assign(Tensor.of(before, parameter.shape()));
        return penalty;
    }

    @Test
    void useLeavesStateUntouched() {
        Sequential model = Sequential.of(
                Conv2d.of(1, 2, 3).build(),
                BatchNorm2d.of(2),
                Activation.relu(),
                Dropout.of(0.5),
                AdaptiveMaxPool2d.of(1),
                Flatten.of(),
                Linear.of(2, 2),
                BatchNorm1d.of(2));
        Tensor input = Tensor.randomNormal(Shape.of(4, 1, 6, 6), Rng.of(3));
        model.apply(input);
        model.eval();
        Map<String, double[]> before = new LinkedHashMap<>();
        model.state().forEach((name, value) -> before.put(name, value.toDoubles()));
        float[] first = model.apply(input).toFloats();
        assertThat(model.apply(input).toFloats()).isEqualTo(first);
        model.state()
                .forEach((name, value) -> assertThat(value.toDoubles()).as(name).isEqualTo(before.get(name)));
    }

    @Test
    void evaluatingRestoresEachLayersModeEvenAfterAnError() {
        Sequential model = Sequential.of(Dropout.of(0.1), Dropout.of(0.2));
        model.layers().get(1).eval();
        assertThat(model.evaluating(() -> model.layers().get(0).isTraining())).isFalse();
        assertThatThrownBy(() -> model.evaluating(() -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(model.isTraining()).isTrue();
        assertThat(model.layers().get(0).isTraining()).isTrue();
        assertThat(model.layers().get(1).isTraining()).isFalse();
    }

    @Test
    void paddingOfAnEmbeddingStartsAsZeros() {
        Embedding embedding = Embedding.of(5, 4, 2);
        embedding.initialize(Rng.of(1));
        Tensor weight = Objects.requireNonNull(embedding.state().get("weight"));
        assertThat(weight.select(0, 2).toFloats()).containsOnly(0);
        assertThat(weight.select(0, 1).toFloats()).doesNotContain(0);
    }

    @Test
    void numberThatAnEmbeddingDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> Embedding.of(5, 4).apply(Tensor.ofLongs(0, 7)))
                .isInstanceOf(TensorException.class)
                .hasMessage("Embedding(count=5, width=4, padding=-1): embedding: [5, 4] x [2] int64: "
                        + "index 7 is not from 0 to 4");
    }

    @Test
    void settingsThatCannotBeAreErrors() {
        assertThatThrownBy(() -> Conv2d.of(3, 4, 3).groups(2).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 inputs, 4 outputs and 2 groups");
        assertThatThrownBy(() -> Conv2d.of(3, 4, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Linear.of(0, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Dropout.of(1.5)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Window.square(2).padding(2)).hasMessageContaining("at most half");
        assertThatThrownBy(() -> Embedding.of(5, 4, 5)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> BatchNorm1d.of(4, 0, 0.1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LayerNorm.of(Shape.of())).isInstanceOf(InputException.class);
    }
}
