package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LsuvTest {
    private static final Tensor BATCH =
            Tensor.randomNormal(Shape.of(64, 30), Rng.of(1)).mul(3).add(1);

    @ParameterizedTest
    @EnumSource(
            value = Nonlinearity.class,
            names = {"RELU", "TANH", "GELU", "SIGMOID"})
    void everyLayersOutputHasVarianceOneOnTheBatch(Nonlinearity function) {
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            layers.add(Linear.of(i == 0 ? 30 : 40, 40));
            layers.add(Activation.of(function));
        }
        layers.add(Linear.of(40, 5));
        Sequential model = Sequential.of(layers.toArray(UnaryLayer[]::new));
        Initialization.Report report = Initialization.lsuv(BATCH).apply(model, Rng.of(2));
        List<Double> variances = variances(model);
        assertThat(variances).hasSize(9).allMatch(variance -> Math.abs(variance - 1) <= 0.1);
        assertThat(report.notes()).isEmpty();
        assertThat(report.rows().get(0).scheme()).isEqualTo("orthogonal");
        assertThat(report.rows().get(0).why()).startsWith("LSUV: output variance ");
        assertThat(report.rows().get(1).scheme()).isEqualTo("zeros");
    }

    private static List<Double> variances(Sequential model) {
        List<Double> variances = new ArrayList<>();
        List<UnaryLayer.Observation> observations = model.layers().stream()
                .filter(layer -> layer instanceof Linear || layer instanceof Conv2d)
                .map(layer -> layer.observe((seen, input, output) ->
                        variances.add(output.to(DType.FLOAT64).variance().item())))
                .collect(Collectors.toList());
        model.apply(BATCH);
        observations.forEach(UnaryLayer.Observation::close);
        return variances;
    }

    @Test
    void meansAreRemovedThroughTheBiasWhenAskedFor() {
        Sequential model = Sequential.of(Linear.of(30, 20), Activation.relu(), Linear.of(20, 20));
        Initialization.lsuv(BATCH, Lsuv.standard().mean(Lsuv.Mean.REMOVED)).apply(model, Rng.of(2));
        assertThat(model.layers().get(0).apply(BATCH).mean().item()).isCloseTo(0, within(1e-5));
        assertThat(model.apply(BATCH).mean().item()).isCloseTo(0, within(1e-5));
        assertThat(variances(model)).allMatch(variance -> Math.abs(variance - 1) <= 0.1);
    }

    @Test
    void convolutionsBranchesAndEvaluationAreScaledToo() {
        Sequential model = Sequential.of(
                Conv2d.of(1, 6, 3).padding(1).build(),
                BatchNorm2d.of(6),
                Activation.relu(),
                Residual.of(Conv2d.of(6, 6, 3).padding(1).build()),
                Dropout.of(0.5),
                Flatten.of(),
                Linear.of(6 * 25, 4));
        Tensor pictures = Tensor.randomNormal(Shape.of(32, 1, 5, 5), Rng.of(1)).mul(4);
        Initialization.Report report = Initialization.lsuv(pictures).apply(model, Rng.of(2));
        assertThat(report.rows().stream().filter(row -> row.why().contains("LSUV")))
                .hasSize(3);
        assertThat(Objects.requireNonNull(model.state().get("1.num_batches_tracked"))
                        .item())
                .as("running statistics stay")
                .isZero();
        assertThat(model.isTraining()).isTrue();
        double variance =
                model.evaluating(() -> model.apply(pictures)).variance().item();
        assertThat(variance).isCloseTo(1, within(0.1));
    }

    @Test
    void constantOutputIsAnErrorThatNamesTheLayer() {
        Sequential model = Sequential.of(
                Linear.of(30, 20), Activation.relu(), Sequential.of(Linear.of(20, 20), Activation.relu()));
        Tensor zeros = Tensor.zeros(Shape.of(64, 30));
        assertThatThrownBy(() -> Initialization.lsuv(zeros).apply(model, Rng.of(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("layer \"0\", Linear(inputs=30, outputs=20")
                .hasMessageContaining("the constant 0.0 for the batch [64, 30]");
        // Dead in the middle: what comes to the second layer is 0.
        Activation relu = Activation.relu();
        Sequential dead = Sequential.of(Linear.of(30, 20), relu, Linear.of(20, 1), relu, Linear.of(1, 3));
        Tensor same = BATCH.narrow(0, 0, 1).expand(64, -1).copy();
        assertThatThrownBy(() -> Initialization.lsuv(same).apply(dead, Rng.of(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("layer \"2\"");
        Tensor broken = Tensor.full(Shape.of(64, 30), Double.NaN);
        assertThatThrownBy(() -> Initialization.lsuv(broken).apply(model, Rng.of(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not finite");
    }

    @Test
    void layersThatTheBatchDoesNotReachAreNoted() {
        Sequential model = Sequential.of(new Detour(), Linear.of(30, 3));
        Initialization.Report report = Initialization.lsuv(BATCH).apply(model, Rng.of(2));
        assertThat(report.notes()).containsExactly("LSUV left \"0.unused\" as it is: the batch does not reach it.");
        assertThat(report).asString().endsWith("does not reach it.");
    }

    private static final class Detour extends UnaryLayer {
        Detour() {
            child("unused", Linear.of(2, 2));
        }

        @Override
        protected Tensor forward(Tensor input) {
            return input;
        }
    }

    @Test
    void iterationsAreLimitedAndWhatIsLeftIsNoted() {
        Linear shared = Linear.withoutBias(30, 30);
        // Used twice, so that scaling by the deviation overshoots.
        Sequential model = Sequential.of(Map.of("twice", new Twice(shared)));
        Initialization.Report report = Initialization.lsuv(
                        BATCH, Lsuv.standard().iterations(1).tolerance(1e-3))
                .apply(model, Rng.of(2));
        assertThat(report.notes()).singleElement().asString().contains("\"twice.linear\"", "after 1 scalings");
        assertThatThrownBy(() -> Lsuv.standard().tolerance(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Lsuv.standard().iterations(0)).isInstanceOf(InputException.class);
    }

    private static final class Twice extends UnaryLayer {
        private final Linear linear;

        Twice(Linear linear) {
            this.linear = child("linear", linear);
        }

        @Override
        protected Tensor forward(Tensor input) {
            return linear.apply(linear.apply(input));
        }
    }

    @Test
    void modelsOfSeveralInputsCannotBeRun() {
        Layer layer = new Layer() {
            {
                child("linear", Linear.of(2, 2));
            }
        };
        layer.parameters().values().forEach(parameter -> parameter.initialize(Initializers.ones(), Rng.of(0)));
        assertThatThrownBy(() -> Initialization.lsuv(BATCH).apply(layer, Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("take one tensor and give one");
    }

    @Test
    void lengthOfAWeightNormIsScaledAndASpectralNormIsLeftAloneAndNoted() {
        WeightNorm weightNorm = WeightNorm.of(Linear.of(30, 20));
        SpectralNorm spectralNorm = SpectralNorm.of(Linear.withoutBias(20, 20));
        Sequential model = Sequential.of(weightNorm, Activation.relu(), spectralNorm, Linear.of(20, 4));
        Initialization.Report report = Initialization.lsuv(BATCH).apply(model, Rng.of(2));
        assertThat(weightNorm.apply(BATCH).to(DType.FLOAT64).variance().item()).isCloseTo(1, within(0.1));
        assertThat(weightNorm.parameter("weight_v").value().square().sum(1).toDoubles())
                .as("directions stay")
                .containsExactly(IntStream.range(0, 20).mapToDouble(i -> 1).toArray(), within(1e-5));
        assertThat(model.apply(BATCH).to(DType.FLOAT64).variance().item()).isCloseTo(1, within(0.1));
        assertThat(report.notes())
                .containsExactly(
                        "LSUV left \"2\" as it is: " + spectralNorm + " keeps its weight at a size of its own.");
    }

    @Test
    void kernelsOfConvolutionsInGroupsAreBroughtToVarianceOneOverAllPlaces() {
        Conv2d grouped =
                Conv2d.of(4, 8, 3).groups(2).stride(2).padding(1).withoutBias().build();
        Sequential model =
                Sequential.of(Conv2d.of(1, 4, 3).padding(1).build(), Activation.relu(), grouped, Flatten.of());
        Tensor pictures = Tensor.randomNormal(Shape.of(64, 1, 8, 8), Rng.of(1)).mul(5);
        Initialization.lsuv(pictures).apply(model, Rng.of(2));
        assertThat(model.apply(pictures).to(DType.FLOAT64).variance().item()).isCloseTo(1, within(0.1));
    }
}
