package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Initializers;
import ai.vivace.learn.Finding.Kind;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelCheckTest {
    private static CheckReport check(UnaryLayer model) {
        return check(Blobs.batchesOf(120), model);
    }

    private static CheckReport check(TrainingData data, UnaryLayer model) {
        try (Learner learner = Learner.of(data, model).seed(7).build()) {
            return learner.check();
        }
    }

    private static List<Kind> kinds(CheckReport report) {
        return report.findings().stream().map(Finding::kind).distinct().toList();
    }

    private static Sequential of(Nonlinearity function) {
        return Sequential.of(Linear.of(2, 16), Activation.of(function), Linear.of(16, 3));
    }

    /** The same with every weight drawn by one rule and biases of 0. */
    private static Sequential drawn(Sequential model, double value) {
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        Initializers.constant(parameter.role() == Parameter.Role.WEIGHT ? value : 0), Rng.of(0)));
        return model;
    }

    /** Hidden units that all start at one value, each class with outgoing weights of its own. */
    private static Sequential clones(Sequential model, double value, String last) {
        drawn(model, value);
        Tensor outgoing = model.parameter(last).value().detach();
        for (int i = 0; i < 3; i++) {
            outgoing.select(0, i).fill(value * (i + 1));
        }
        return model;
    }

    @Test
    void healthyModelsAreCleanAndHaveNumbersForEveryLayer() {
        CheckReport report = check(Blobs.model());
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.layers()).extracting(LayerActivity::path).containsExactly("0", "1", "2", "3", "4");
        LayerActivity norm = report.layers().get(1);
        assertThat(norm.forward().mean()).isCloseTo(0, within(1e-5));
        assertThat(norm.forward().deviation()).isCloseTo(1, within(1e-3));
        assertThat(norm.forward().dead()).isEmpty();
        LayerActivity relu = report.layers().get(2);
        assertThat(relu.forward().dead()).hasValue(0);
        assertThat(relu.shape()).isEqualTo(Shape.of(120, 16));
        assertThat(report.layers()).allSatisfy(layer -> {
            Activity backward = layer.backward().orElseThrow();
            assertThat(backward.deviation()).isPositive();
        });
        assertThat(report.toString()).contains("BatchNorm1d", "Gradient mean", "Nothing was found");
    }

    @Test
    void lossIsComparedWithThoseOfGuessing() {
        CheckReport report = check(Blobs.plain());
        assertThat(report.uniform().orElseThrow()).isCloseTo(Math.log(3), within(1e-6));
        // Blobs have as many of each class, up to the split.
        assertThat(report.prior().orElseThrow()).isCloseTo(Math.log(3), within(0.01));
        assertThat(report.loss()).isCloseTo(Math.log(3), within(0.5));
        assertThat(report.lossLine()).contains("on a batch of 120", "answering all classes alike has 1.0986");
        assertThat(check(Blobs.plane(), Linear.of(2, 1)).uniform()).isEmpty();
    }

    @Test
    void everythingIsAsBeforeToTheLastBit() {
        try (Learner learner =
                Learner.of(Blobs.batchesOf(120), Blobs.model()).seed(7).build()) {
            learner.fit(1, 0.01);
            Map<String, String> state = Blobs.bits(learner.model().state());
            Parameter weight = learner.model().parameter("0.weight");
            weight.value().grad(Tensor.ones(weight.shape()).retain());
            Engine.seed(Rng.of(5));
            double[] expected = draws();
            Engine.seed(Rng.of(5));

            learner.check();

            assertThat(draws()).containsExactly(expected);
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(state);
            assertThat(Objects.requireNonNull(weight.value().grad()).toFloats()).containsOnly(1);
            assertThat(learner.model().parameter("4.weight").value().hasGrad()).isFalse();
            assertThat(learner.model().isTraining()).isFalse();
            assertThat(learner.history().epochs()).hasSize(1);
        }
    }

    private static double[] draws() {
        Dropout dropout = Dropout.of(0.5);
        dropout.train();
        return dropout.apply(Tensor.ones(Shape.of(64))).toDoubles();
    }

    @Test
    void trainingIsTheSameWithAndWithoutACheck() {
        List<float[]> weights = new ArrayList<>();
        for (boolean checked : new boolean[] {false, true}) {
            try (Learner learner =
                    Learner.of(Blobs.batchesOf(120), Blobs.model()).seed(7).build()) {
                if (checked) {
                    learner.check();
                }
                learner.fit(2, 0.01);
                weights.add(Blobs.weight(learner));
            }
        }
        assertThat(weights.get(1)).containsExactly(weights.get(0));
    }

    @Test
    void unitsThatStartAlikeAreFoundWhateverTheConstant() {
        for (double value : new double[] {0, 0.5}) {
            for (Nonlinearity function : List.of(Nonlinearity.SIGMOID, Nonlinearity.TANH)) {
                CheckReport report = check(clones(of(function), value, "2.weight"));
                assertThat(kinds(report)).as(function + " " + value).contains(Kind.SYMMETRIC_UNITS);
                assertThat(report.findings().stream().filter(finding -> finding.kind() == Kind.SYMMETRIC_UNITS))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.where()).isEqualTo("0 Linear");
                            assertThat(finding.text()).contains("16 of 16 units");
                            assertThat(finding.toString()).contains("cause: ", "fix: ", "at random");
                        });
                assertThat(report.isClean()).isFalse();
            }
        }
    }

    @Test
    void twoDoublesAmongRandomUnitsAreFoundOnlyIfTheirGradientsAreAlikeToo() {
        Sequential doubles = drawnAtRandom();
        Tensor first = doubles.parameter("0.weight").value().detach();
        first.select(0, 3).copyFrom(first.select(0, 9));
        Tensor bias = doubles.parameter("0.bias").value().detach();
        bias.select(0, 3).copyFrom(bias.select(0, 9));
        assertThat(kinds(check(doubles))).doesNotContain(Kind.SYMMETRIC_UNITS);

        Sequential clones = drawnAtRandom();
        for (String path : List.of("0.weight", "0.bias")) {
            Tensor values = clones.parameter(path).value().detach();
            values.select(0, 3).copyFrom(values.select(0, 9));
        }
        Tensor last = clones.parameter("2.weight").value().detach();
        last.select(1, 3).copyFrom(last.select(1, 9));
        assertThat(check(clones).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SYMMETRIC_UNITS);
            assertThat(finding.text()).contains("2 of 16 units");
        });
    }

    private static Sequential drawnAtRandom() {
        Sequential model = of(Nonlinearity.TANH);
        model.initialize(Rng.of(3));
        return model;
    }

    @Test
    void harmlessConstantsAreNotFound() {
        Sequential model = drawnAtRandom();
        model.parameter("0.bias").initialize(Initializers.zeros(), Rng.of(0));
        model.parameter("2.weight").initialize(Initializers.zeros(), Rng.of(0));
        model.parameter("2.bias").initialize(Initializers.zeros(), Rng.of(0));
        assertThat(check(model).findings()).isEmpty();
    }

    @Test
    void dropoutBehindThemTellsEqualUnitsApart() {
        Sequential model =
                Sequential.of(Linear.of(2, 16), Activation.of(Nonlinearity.SIGMOID), Dropout.of(0.5), Linear.of(16, 3));
        assertThat(kinds(check(clones(model, 0.5, "3.weight")))).doesNotContain(Kind.SYMMETRIC_UNITS);
    }

    @Test
    void deadAndSaturatedLayersAreFound() {
        Sequential dead = of(Nonlinearity.RELU);
        dead.initialize(Rng.of(1));
        dead.parameter("0.bias").value().detach().narrow(0, 0, 12).fill(-100);
        assertThat(check(dead).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.DEAD_UNITS);
            assertThat(finding.where()).isEqualTo("1 Activation");
            assertThat(finding.text()).contains("75 %");
        });
        for (Nonlinearity function : List.of(Nonlinearity.TANH, Nonlinearity.SIGMOID)) {
            Sequential saturated = of(function);
            saturated.initialize(Rng.of(1));
            saturated.parameter("0.weight").initialize(Initializers.normal(0, 100), Rng.of(1));
            CheckReport report = check(saturated);
            assertThat(kinds(report)).as(function.toString()).containsExactly(Kind.SATURATED_UNITS);
            assertThat(report.layers().get(1).forward().saturated().orElseThrow())
                    .isGreaterThan(0.9);
        }
    }

    /** A block whose ReLU is no layer of its own. */
    private static final class Block extends UnaryLayer {
        private final Linear inside;

        Block(Linear inside) {
            this.inside = child("inside", inside);
        }

        @Override
        protected Tensor forward(Tensor input) {
            return inside.apply(input).relu();
        }
    }

    @Test
    void blocksThatEndInAReluAreLookedAtToo() {
        Linear inside = Linear.of(2, 16);
        inside.initialize(Rng.of(1));
        inside.parameter("bias").value().detach().fill(-100);
        CheckReport report = check(Sequential.of(new Block(inside), Linear.of(16, 3)));
        assertThat(kinds(report)).contains(Kind.DEAD_UNITS);
        assertThat(report.findings().get(0).where()).isEqualTo("0 Block");
    }

    private static Sequential deep(double deviation) {
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            layers.add(Linear.of(i == 0 ? 2 : 64, 64));
            layers.add(Activation.relu());
        }
        layers.add(Linear.of(64, 3));
        Sequential model = Sequential.of(layers.toArray(UnaryLayer[]::new));
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        parameter.role() == Parameter.Role.WEIGHT
                                ? Initializers.normal(0, deviation)
                                : Initializers.zeros(),
                        Rng.of(2).split(path)));
        return model;
    }

    @Test
    void signalsThatVanishOrExplodeAreFoundWhereTheyDo() {
        CheckReport small = check(deep(0.01));
        assertThat(kinds(small)).contains(Kind.VANISHING_SIGNAL);
        CheckReport large = check(deep(1));
        assertThat(kinds(large)).contains(Kind.EXPLODING_SIGNAL, Kind.HIGH_INITIAL_LOSS);
        assertThat(large.findings().get(0).text()).contains("times the 1.099 of answering all classes alike");
        assertThat(kinds(check(deep(Math.sqrt(2 / 64.0))))).isEmpty();
    }

    /** What a law says of ReLU's output for normal inputs: mean = RMS / √π, deviation = RMS · √(1 - 1/π). */
    @Test
    void measuredActivityObeysTheLawOfRectifiedNormals() {
        CheckReport report =
                check(wide(), Sequential.of(Linear.withoutBias(32, 512), Activation.relu(), Linear.of(512, 3)));
        Activity relu = report.layers().get(1).forward();
        double rms = Math.hypot(relu.mean(), relu.deviation());
        assertThat(relu.mean() / rms).isCloseTo(0.5642, within(0.02));
        assertThat(relu.deviation() / rms).isCloseTo(0.8256, within(0.02));
    }

    private static TrainingData wide() {
        Rng rng = Rng.of(6);
        float[] values = new float[32 * 300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        int[] classes = new int[300];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % 3;
        }
        return TrainingData.of(
                        ArrayDataSet.of(
                                new Array.Floats(Shape.of(300, 32), values),
                                classes,
                                new Task.Classification(List.of("a", "b", "c"))),
                        Split.random(0.2, 1))
                .batchSize(240)
                .build();
    }

    @Test
    void inputsThatAreNotNormalizedAreFound() {
        TrainingData plane = Blobs.plane();
        TrainingData scaled = TrainingData.of(
                plane.training().toBuilder()
                        .preprocessing(new Preprocessing(Shape.of(2), 1e-3, List.of(0.0), List.of(1.0)))
                        .build(),
                plane.validation(),
                plane.task(),
                plane.preprocessing());
        assertThat(check(scaled, Linear.of(2, 1)).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.INPUT_SCALE);
            assertThat(finding.where()).isEqualTo("input");
        });
    }

    /** Gives NaN for what is negative. */
    private static final class Logarithm extends UnaryLayer {
        @Override
        protected Tensor forward(Tensor input) {
            return input.log();
        }
    }

    @Test
    void firstLayerWithABadValueIsNamedAndNothingElseIsSaid() {
        CheckReport report = check(Sequential.of(Linear.of(2, 4), new Logarithm(), Linear.of(4, 3)));
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.NOT_FINITE);
            assertThat(finding.where()).isEqualTo("1 Logarithm");
        });
        assertThat(report.loss()).isNaN();
        assertThat(report.chart().svg()).startsWith("<svg");
    }

    /** Cuts the gradient off. */
    private static final class Cut extends UnaryLayer {
        @Override
        protected Tensor forward(Tensor input) {
            return input.detach();
        }
    }

    @Test
    void parametersWithoutGradientAreNamed() {
        CheckReport report = check(Sequential.of(Linear.of(2, 4), Activation.relu(), new Cut(), Linear.of(4, 3)));
        assertThat(report.findings()).extracting(Finding::where).containsExactly("0.weight", "0.bias");
        assertThat(kinds(report)).containsExactly(Kind.NO_GRADIENT);
        assertThat(report.layers().get(0).backward()).isEmpty();
    }

    @Test
    void frozenModelsAreNotSaidToLackGradients() {
        Sequential model = Blobs.plain();
        model.freeze();
        CheckReport report = check(model);
        assertThat(report.findings()).isEmpty();
        assertThat(report.layers()).allMatch(layer -> layer.backward().isEmpty());
        assertThat(report.gradientTable().rows()).isEmpty();
        assertThat(report.chart().svg()).contains("outputs").doesNotContain("gradients");
    }

    @Test
    void chartHasALineForEachDirection() {
        CheckReport report = check(drawn(of(Nonlinearity.TANH), 0));
        assertThat(report.chart().svg()).contains("outputs", "gradients", "Activation statistics");
        assertThat(report.chart().terminal(TerminalStyle.ascii())).contains("Activation statistics");
        assertThat(report.outputTable().headers()).contains("Dead", "Saturated");
        assertThat(report.outputTable().rows()).hasSize(3);
        assertThat(report.gradientTable().rows()).hasSize(3);
    }

    @Test
    void fullNetOfThreeTwoAndOneHasTheGradientsOfTheArticle() {
        // x = (1, 2, 3), loss ½(o - 1)²: half the squared error.
        Tensor x = Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 3));
        check(Nonlinearity.SIGMOID, 0, x, new double[] {0, 0, 0, 0, 0, 0}, new double[] {-0.5, -0.5}, -1);
        check(Nonlinearity.TANH, 0, x, new double[6], new double[2], -1);
        check(Nonlinearity.RELU, 0, x, new double[6], new double[2], -1);
        check(
                Nonlinearity.SIGMOID,
                0.5,
                x,
                new double[] {-0.00107127, -0.00214254, -0.00321381, -0.00107127, -0.00214254, -0.00321381},
                new double[] {-0.04517666, -0.04517666},
                -0.04742587);
        check(Nonlinearity.RELU, 0.5, x, new double[] {1, 2, 3, 1, 2, 3}, new double[] {6, 6}, 2);
    }

    private static void check(
            Nonlinearity function, double value, Tensor x, double[] first, double[] second, double bias) {
        Sequential net = drawn(Sequential.of(Linear.of(3, 2), Activation.of(function), Linear.of(2, 1)), value);
        net.apply(x).sub(1).square().mul(0.5).sum().backward();
        assertThat(gradient(net, "0.weight")).containsExactly(first, within(1e-6));
        assertThat(gradient(net, "2.weight")).containsExactly(second, within(1e-6));
        assertThat(gradient(net, "2.bias")[0]).isCloseTo(bias, within(1e-6));
        net.close();
    }

    private static double[] gradient(Sequential net, String path) {
        return Objects.requireNonNull(net.parameter(path).value().grad())
                .to(DType.FLOAT64)
                .toDoubles();
    }
}
