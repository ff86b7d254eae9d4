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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecommendedInitializationTest {
    private static Map<String, Initialization.Row> recommend(Layer model) {
        return byPath(Initialization.recommended().apply(model, Rng.of(1)));
    }

    private static Map<String, Initialization.Row> byPath(Initialization.Report report) {
        Map<String, Initialization.Row> rows = new LinkedHashMap<>();
        report.rows().forEach(row -> rows.put(row.path(), row));
        return rows;
    }

    private static void check(Map<String, Initialization.Row> rows, String path, String scheme, String why) {
        Initialization.Row row = Objects.requireNonNull(rows.get(path), path);
        assertThat(row.scheme()).as(path).isEqualTo(scheme);
        assertThat(row.why()).as(path).contains(why);
    }

    private static double deviation(Map<String, Initialization.Row> rows, String path) {
        return Objects.requireNonNull(rows.get(path), path).deviation();
    }

    @Test
    void convolutionsWithBatchNormStartByFanOutOfOneGroupAndTheHeadSmall() {
        Sequential model = Sequential.of(
                Conv2d.of(3, 32, 3).withoutBias().build(),
                BatchNorm2d.of(32),
                Activation.relu(),
                Conv2d.of(32, 32, 3).groups(32).withoutBias().build(),
                BatchNorm2d.of(32),
                Activation.of(Nonlinearity.SILU),
                AdaptiveAveragePool2d.of(1),
                Flatten.of(),
                Linear.of(32, 100));
        Map<String, Initialization.Row> rows = recommend(model);
        check(rows, "0.weight", "Kaiming normal by fan out", "relu follows");
        assertThat(deviation(rows, "0.weight")).isCloseTo(Math.sqrt(2.0 / (32 * 9)), within(0.01));
        check(rows, "3.weight", "Kaiming normal by fan out", "silu follows");
        assertThat(deviation(rows, "3.weight"))
                .as("depthwise: fan out of one group")
                .isCloseTo(1.676532 / 3, within(0.06));
        check(rows, "8.weight", "N(0, 0.01)", "the output layer");
        check(rows, "8.bias", "zeros", "");
        check(rows, "1.weight", "the layer's default", "");
        assertThat(deviation(rows, "8.weight")).isCloseTo(0.01, within(0.001));
    }

    @Test
    void normsThatEndAResidualBranchStartAtZeroAndOthersDoNot() {
        Sequential model = Sequential.of(
                Residual.of(Sequential.of(
                        Conv2d.of(4, 4, 3).padding(1).withoutBias().build(),
                        BatchNorm2d.of(4),
                        Activation.relu(),
                        Conv2d.of(4, 4, 3).padding(1).withoutBias().build(),
                        BatchNorm2d.of(4))),
                Activation.relu(),
                Residual.of(Sequential.of(
                        BatchNorm2d.of(4),
                        Activation.relu(),
                        Conv2d.of(4, 4, 3).padding(1).withoutBias().build())),
                Flatten.of(),
                Linear.of(64, 2));
        Map<String, Initialization.Row> rows = recommend(model);
        check(rows, "0.branch.4.weight", "zeros", "blocks start as their shortcut");
        check(rows, "0.branch.1.weight", "the layer's default", "");
        check(rows, "2.branch.0.weight", "the layer's default", "");
        Tensor input = Tensor.randomNormal(Shape.of(8, 4, 4, 4), Rng.of(1));
        assertThat(model.layers().get(0).apply(input).toFloats()).isEqualTo(input.toFloats());
        check(rows, "0.branch.0.weight", "Kaiming normal by fan out", "relu follows");
        check(rows, "0.branch.3.weight", "Kaiming normal by fan out", "an addition follows");

        Initialization.kaiming().zeroGamma().apply(model, Rng.of(1));
        assertThat(model.parameter("0.branch.4.weight").value().toFloats()).containsOnly(0);
        assertThat(model.parameter("0.branch.1.weight").value().toFloats()).containsOnly(1);
        Initialization.kaiming().apply(model, Rng.of(1));
        assertThat(model.parameter("0.branch.4.weight").value().toFloats()).containsOnly(1);
    }

    @Test
    void plainNetsWithoutNormsStartByFanInAndAreScaledOnABatch() {
        Sequential model = Sequential.of(
                Linear.of(20, 200),
                LeakyRelu.of(0.2),
                Linear.of(200, 200),
                Activation.of(Nonlinearity.GELU),
                Linear.of(200, 3));
        Initialization.Report report = Initialization.recommended().apply(model, Rng.of(1));
        Map<String, Initialization.Row> rows = byPath(report);
        check(rows, "0.weight", "Kaiming normal by fan in", "leaky relu follows, without a norm layer");
        assertThat(deviation(rows, "0.weight")).isCloseTo(1.3867505 / Math.sqrt(20), within(0.02));
        check(rows, "2.weight", "Kaiming normal by fan in", "gelu follows");
        assertThat(deviation(rows, "2.weight")).isCloseTo(1.533530 / Math.sqrt(200), within(0.003));
        check(rows, "4.weight", "LeCun normal", "no activation follows");
        assertThat(report.notes()).singleElement().asString().contains("Give recommended a batch");

        Tensor batch = Tensor.randomNormal(Shape.of(100, 20), Rng.of(2)).mul(5).add(2);
        Initialization.Report scaled = Initialization.recommended(batch).apply(model, Rng.of(1));
        assertThat(scaled.notes()).isEmpty();
        check(byPath(scaled), "2.weight", "Kaiming normal by fan in", "gelu follows, without a norm layer; LSUV: ");
        assertThat(model.apply(batch).to(DType.FLOAT64).variance().item()).isCloseTo(1, within(0.1));
        assertThat(scaled.toString())
                .contains("Parameter", "Scheme", "Why", "Deviation")
                .contains("LSUV: output variance");
    }

    @Test
    void seluIsLeCunsAndTanhAndSigmoidAreXaviers() {
        Sequential model = Sequential.of(
                Linear.of(30, 100),
                Activation.of(Nonlinearity.SELU),
                Dropout.of(0.1),
                Linear.of(100, 100),
                Activation.of(Nonlinearity.TANH),
                Linear.of(100, 100),
                Activation.of(Nonlinearity.SIGMOID),
                Linear.of(100, 2));
        Initialization.Report report = Initialization.recommended().apply(model, Rng.of(1));
        Map<String, Initialization.Row> rows = byPath(report);
        check(rows, "0.weight", "LeCun normal", "selu follows");
        assertThat(deviation(rows, "0.weight")).isCloseTo(1 / Math.sqrt(30), within(0.01));
        check(rows, "3.weight", "Xavier normal, gain 5/3", "tanh follows");
        assertThat(deviation(rows, "3.weight")).isCloseTo(5.0 / 3 / 10, within(0.005));
        check(rows, "5.weight", "Xavier normal", "sigmoid follows");
        check(rows, "7.weight", "LeCun normal", "output layer");
        assertThat(report.notes()).singleElement().asString().contains("Dropout at \"2\"", "alpha dropout");
    }

    @Test
    void residualNetsWithoutNormsAreFixup() {
        UnaryLayer[] layers = new UnaryLayer[11];
        layers[0] = Linear.of(20, 64);
        for (int i = 1; i < 10; i++) {
            layers[i] = Residual.of(
                    Sequential.of(
                            ScalarBias.of(),
                            Linear.of(64, 64),
                            ScalarBias.of(),
                            Activation.relu(),
                            ScalarBias.of(),
                            Linear.of(64, 64)),
                    BranchScale.scalar(1));
        }
        layers[10] = Linear.of(64, 10);
        Sequential model = Sequential.of(layers);
        Initialization.Report report = Initialization.recommended().apply(model, Rng.of(1));
        Map<String, Initialization.Row> rows = byPath(report);
        check(rows, "0.weight", "Kaiming normal by fan in", "");
        check(
                rows,
                "3.branch.1.weight",
                "Kaiming normal by fan in, times 0.3333",
                "one of 2 weights of one of 9 branches");
        assertThat(deviation(rows, "3.branch.1.weight")).isCloseTo(Math.sqrt(2.0 / 64) / 3, within(0.004));
        check(rows, "3.branch.5.weight", "zeros", "last of its branch");
        check(rows, "10.weight", "zeros", "output layer");
        check(rows, "3.branch.0.bias", "zeros", "");
        check(rows, "3.scale", "the layer's default", "");
        assertThat(report.notes()).isEmpty();
        Initialization.Report same = Initialization.fixup().apply(model, Rng.of(1));
        assertThat(byPath(same).get("3.branch.1.weight")).isEqualTo(rows.get("3.branch.1.weight"));
        assertThat(model.apply(Tensor.ones(Shape.of(2, 20))).toFloats()).containsOnly(0);
        assertThatThrownBy(() -> Initialization.fixup().apply(Linear.of(2, 2), Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("residual branches, but the model has none");
    }

    @Test
    void branchesThatAScaleStartsAtZeroNeedNoFixup() {
        Sequential model = Sequential.of(
                Residual.of(Sequential.of(Linear.of(8, 8), Activation.relu(), Linear.of(8, 8)), BranchScale.skipInit()),
                Residual.of(
                        Sequential.of(Linear.of(8, 8), Activation.relu(), Linear.of(8, 8)),
                        BranchScale.features(8, 1e-6)),
                Linear.of(8, 2));
        Map<String, Initialization.Row> rows = recommend(model);
        check(rows, "0.branch.0.weight", "Kaiming normal by fan in", "relu follows");
        check(rows, "0.branch.2.weight", "Kaiming normal by fan in", "an addition follows");
        assertThat(model.parameter("0.scale").value().item()).isZero();
        assertThat(model.parameter("1.scale").value().max().item()).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void preNormTransformersScaleWhatAddsUp() {
        Sequential model = Sequential.of(
                Embedding.of(50, 32, 0),
                Residual.of(Sequential.of(LayerNorm.of(32), Linear.of(32, 96), Linear.of(96, 32))),
                Residual.of(Sequential.of(
                        LayerNorm.of(32), Linear.of(32, 128), Activation.of(Nonlinearity.GELU), Linear.of(128, 32))),
                Residual.of(Sequential.of(LayerNorm.of(32), Linear.of(32, 96), Linear.of(96, 32))),
                Residual.of(Sequential.of(
                        LayerNorm.of(32), Linear.of(32, 128), Activation.of(Nonlinearity.GELU), Linear.of(128, 32))),
                LayerNorm.of(32),
                Linear.of(32, 50));
        Map<String, Initialization.Row> rows = recommend(model);
        check(rows, "0.weight", "N(0, 0.02)", "embedding of a transformer");
        assertThat(model.parameter("0.weight").value().select(0, 0).toFloats()).containsOnly(0);
        check(rows, "2.branch.1.weight", "N(0, 0.02)", "pre-norm");
        check(rows, "2.branch.3.weight", "N(0, 0.010000)", "last of one of 4 pre-norm branches");
        assertThat(deviation(rows, "2.branch.3.weight")).isCloseTo(0.01, within(0.0005));
        check(rows, "6.weight", "N(0, 0.02)", "pre-norm");
        check(rows, "2.branch.0.weight", "the layer's default", "");
    }

    @Test
    void sineNetsAreSirens() {
        Sequential model =
                Sequential.of(Linear.of(2, 64), Sine.of(20), Linear.of(64, 64), Sine.of(20), Linear.of(64, 1));
        Map<String, Initialization.Row> rows = recommend(model);
        check(rows, "0.weight", "SIREN's first layer", "coordinates");
        assertThat(model.parameter("0.weight").value().abs().max().item()).isBetween(0.45, 0.5);
        double bound = Math.sqrt(6.0 / 64) / 20;
        check(rows, "2.weight", "SIREN, omega 20.0", "a sine follows");
        assertThat(model.parameter("2.weight").value().abs().max().item()).isBetween(0.99 * bound, bound + 1e-9);
        check(rows, "4.weight", "SIREN, omega 20.0", "after the last sine");
        check(rows, "0.bias", "the layer's default", "");
        assertThatThrownBy(() -> Initialization.siren().apply(Linear.of(2, 2), Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Sine");
    }

    @Test
    void recurrentLayersStartOrthogonalWithOneForgetBias() {
        Layer lstm = new Layer() {
            {
                parameter("weight_ih_l0", Shape.of(32, 5), Parameter.Role.WEIGHT, Initializers.ones());
                parameter("weight_hh_l0", Shape.of(32, 8), Parameter.Role.WEIGHT, Initializers.ones());
                parameter("bias_ih_l0", Shape.of(32), Parameter.Role.BIAS, Initializers.ones());
                parameter("bias_hh_l0", Shape.of(32), Parameter.Role.BIAS, Initializers.ones());
            }
        };
        Map<String, Initialization.Row> rows = recommend(lstm);
        check(rows, "weight_hh_l0", "orthogonal, each of 4", "recurrent");
        check(rows, "weight_ih_l0", "Xavier uniform, each of 4", "input");
        check(rows, "bias_ih_l0", "forget gate 1, else zeros", "LSTM");
        check(rows, "bias_hh_l0", "zeros", "");
        Tensor sum = lstm.parameter("bias_ih_l0")
                .value()
                .detach()
                .add(lstm.parameter("bias_hh_l0").value().detach());
        assertThat(sum.narrow(0, 8, 8).toFloats()).containsOnly(1);
        assertThat(sum.sum().item()).isEqualTo(8);
        Tensor gate = lstm.parameter("weight_hh_l0").value().detach().narrow(0, 8, 8);
        double[] product = gate.matmul(gate.transpose(0, 1)).toDoubles();
        for (int i = 0; i < 64; i++) {
            assertThat(product[i]).isCloseTo(i % 9 == 0 ? 1 : 0, within(1e-5));
        }
    }

    @Test
    void reluIsTakenForGrantedInsideCodeAndSaidSo() {
        Map<String, Initialization.Row> rows = recommend(Sequential.of(new Coded(), Linear.of(6, 2)));
        check(rows, "0.first.weight", "Kaiming normal by fan in", "relu (taken for granted inside Coded) follows");
        check(rows, "0.second.weight", "Kaiming normal by fan in", "relu (taken for granted inside Coded) follows");
    }

    private static final class Coded extends UnaryLayer {
        private final Linear first = child("first", Linear.of(4, 6));
        private final Linear second = child("second", Linear.of(6, 6));

        @Override
        protected Tensor forward(Tensor input) {
            return second.apply(first.apply(input).relu()).relu();
        }
    }

    @Test
    void lossStartsAtThatOfAGuess() {
        Sequential model = Sequential.of(Linear.of(20, 64), BatchNorm1d.of(64), Activation.relu(), Linear.of(64, 10));
        Tensor input = Tensor.randomNormal(Shape.of(200, 20), Rng.of(1));
        Initialization.recommended().apply(model, Rng.of(1));
        Tensor losses = model.apply(input).logSoftmax(1).select(1, 3).neg();
        assertThat(losses.mean().item()).isCloseTo(Math.log(10), within(0.02));

        double[] counts = {700, 200, 50, 20, 10, 10, 5, 3, 1, 1};
        Initialization.recommended().classShares(counts).apply(model, Rng.of(1));
        double entropy = 0;
        double loss = 0;
        double[] logs = model.apply(input).logSoftmax(1).mean(0).toDoubles();
        for (int i = 0; i < 10; i++) {
            entropy -= counts[i] / 1000 * Math.log(counts[i] / 1000);
            loss -= counts[i] / 1000 * logs[i];
        }
        assertThat(loss).isCloseTo(entropy, within(0.02));
    }

    @Test
    void priorsGoToTheOutputsBias() {
        Sequential model = Sequential.of(Linear.of(3, 4), Activation.relu(), Linear.of(4, 2));
        Initialization.Report report =
                Initialization.kaiming().outputPrior(0.01).apply(model, Rng.of(1));
        assertThat(model.parameter("2.bias").value().toDoubles())
                .containsExactly(new double[] {-4.59511985, -4.59511985}, within(1e-6));
        assertThat(model.parameter("0.bias").value().toFloats()).containsOnly(0);
        assertThat(report.rows().get(3).scheme()).isEqualTo("Prior bias");
        assertThatThrownBy(() -> Initialization.kaiming()
                        .outputPrior(0.01)
                        .apply(Sequential.of(Linear.withoutBias(3, 4)), Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at \"0\" has none");
        assertThatThrownBy(() -> Initialization.kaiming()
                        .outputPrior(0.01)
                        .apply(Sequential.of(Linear.of(3, 4), Activation.relu()), Rng.of(1)))
                .hasMessageContaining("ends in no linear or convolution layer");
    }

    @Test
    void reweightedConvolutionsStartByTheFansOfTheirGroupToo() {
        SpectralNorm depthwise =
                SpectralNorm.of(Conv2d.of(64, 64, 3).groups(64).withoutBias().build());
        Sequential model =
                Sequential.of(depthwise, BatchNorm2d.of(64), Activation.relu(), Flatten.of(), Linear.of(64, 3));
        Initialization.recommended().apply(model, Rng.of(1));
        double deviation =
                depthwise.parameter("weight_orig").value().variance().sqrt().item();
        assertThat(deviation).isCloseTo(Math.sqrt(2.0 / 9), within(0.03));
    }
}
