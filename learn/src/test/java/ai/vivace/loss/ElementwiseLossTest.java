package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseLossTest {
    private static final double TOLERANCE = 1e-5;
    private static final JsonNode REGRESSION = Goldens.torch().get("regression_losses");
    private static final JsonNode BINARY = Goldens.torch().get("binary_cross_entropy_with_logits");
    private static final Map<String, ElementwiseLoss> LOSSES = Map.of(
            "mse", new MeanSquaredError(),
            "l1", new MeanAbsoluteError(),
            "smooth_l1_beta1", new SmoothL1(1),
            "smooth_l1_beta0.5", new SmoothL1(0.5),
            "huber_delta2", new Huber(2));

    static Stream<JsonNode> regressions() {
        return StreamSupport.stream(REGRESSION.get("cases").spliterator(), false);
    }

    static Stream<JsonNode> binaries() {
        return StreamSupport.stream(BINARY.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void regressionLossAndGradientEqualPyTorch(JsonNode golden) {
        JsonNode data = REGRESSION.get("data");
        ElementwiseLoss loss =
                Objects.requireNonNull(LOSSES.get(golden.get("name").asText()));
        Tensor target = Goldens.tensor(data.get("target"));
        check(golden, Goldens.tensor(data.get("prediction")), output -> loss.elements(output, target));
        checkReductions(golden, loss, Goldens.tensor(data.get("prediction")), target);
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void binaryLossAndGradientEqualPyTorch(JsonNode golden) {
        JsonNode data = BINARY.get("data");
        Tensor logits = Goldens.tensor(data.get("logits"));
        Tensor target = Goldens.tensor(data.get("target"));
        BinaryCrossEntropy loss = golden.get("pos_weight").asBoolean()
                ? BinaryCrossEntropy.standard().positiveWeights(Goldens.doubles(data.get("pos_weight")))
                : BinaryCrossEntropy.standard();
        if (golden.get("weight").asBoolean()) {
            // PyTorch's case has other weights in each row.
            check(
                    golden,
                    logits,
                    output -> Tensor.cat(
                            IntStream.range(0, 3)
                                    .mapToObj(row -> loss.weights(Goldens.doubles(
                                                    data.get("weight").get(row)))
                                            .elements(output.narrow(0, row, 1), target.narrow(0, row, 1)))
                                    .toList(),
                            0));
        } else {
            check(golden, logits, output -> loss.elements(output, target));
            checkReductions(golden, loss, logits, target);
        }
    }

    private static void check(JsonNode golden, Tensor input, UnaryOperator<Tensor> loss) {
        Tensor output = input.detach().requiresGrad(true);
        Tensor elements = loss.apply(output);
        JsonNode expected = golden.get("loss");
        switch (golden.get("reduction").asText()) {
            case "mean" -> {
                assertThat(elements.mean().item()).isCloseTo(expected.asDouble(), within(TOLERANCE));
                elements.mean().backward();
            }
            case "sum" -> {
                assertThat(elements.sum().item()).isCloseTo(expected.asDouble(), within(1e-4));
                elements.sum().backward();
            }
            default -> {
                assertThat(elements.toDoubles())
                        .containsExactly(Goldens.doubles(expected.get("data")), within(TOLERANCE));
                elements.mul(Tensor.of(Goldens.wave((int) elements.elements(), 0.37, 1), elements.shape()))
                        .sum()
                        .backward();
            }
        }
        assertThat(Objects.requireNonNull(output.grad()).toDoubles())
                .containsExactly(Goldens.doubles(golden.get("grad")), within(TOLERANCE));
    }

    private static void checkReductions(JsonNode golden, ElementwiseLoss loss, Tensor output, Tensor target) {
        JsonNode expected = golden.get("loss");
        double[] each = loss.each(output, target).toDoubles();
        switch (golden.get("reduction").asText()) {
            case "mean" ->
                assertThat(loss.mean(output, target).item()).isCloseTo(expected.asDouble(), within(TOLERANCE));
            case "sum" -> assertThat(Arrays.stream(each).sum() * 4).isCloseTo(expected.asDouble(), within(1e-4));
            default -> {
                double[] elements = Goldens.doubles(expected.get("data"));
                double[] rows = IntStream.range(0, 3)
                        .mapToDouble(row -> Arrays.stream(elements, row * 4, row * 4 + 4)
                                .average()
                                .orElseThrow())
                        .toArray();
                assertThat(each).containsExactly(rows, within(TOLERANCE));
            }
        }
    }

    @Test
    void lossesEqualFastais() {
        JsonNode golden = Goldens.fastai().get("losses(logits=2*wave(12,.5) as 4x3, y=[0,2,1,2])");
        Tensor output = Tensor.of(Goldens.wave(12, 0.5, 2), Shape.of(4, 3));
        Tensor target = Tensor.ofLongs(0, 2, 1, 2).oneHot(3);
        Map.of(
                        "bce_logits", BinaryCrossEntropy.standard(),
                        "mse", new MeanSquaredError(),
                        "l1", new MeanAbsoluteError())
                .forEach((name, loss) -> assertThat(loss.mean(output, target).item())
                        .as(name)
                        .isCloseTo(golden.get(name).asDouble(), within(1e-6)));
    }

    @Test
    void huberIsDeltaTimesSmoothL1() {
        Tensor zero = Tensor.of(0, 0, 0);
        Tensor errors = Tensor.of(0.5f, 2, 3);
        assertThat(new SmoothL1(1).each(errors, zero).toFloats()).containsExactly(0.125f, 1.5f, 2.5f);
        assertThat(new Huber(2).each(errors, zero).toFloats()).containsExactly(0.125f, 2, 4);
        assertThat(new SmoothL1(2).each(errors, zero).mul(2).toFloats()).containsExactly(0.125f, 2, 4);
    }

    @Test
    void positiveWeightCountsPositivesOnly() {
        Tensor logits = Tensor.of(-2, 0, 3, 50);
        Tensor target = Tensor.ofLongs(0, 1, 1, 0);
        assertThat(BinaryCrossEntropy.standard()
                        .positiveWeights(3)
                        .each(logits, target)
                        .toDoubles())
                .containsExactly(new double[] {0.12692801, 2.07944154, 0.14576205, 50}, within(1e-6));
    }

    @Test
    void weightsThatAreNotOneForEachAnswerAreErrors() {
        Tensor rows = Tensor.zeros(Shape.of(4, 3));
        BinaryCrossEntropy two = BinaryCrossEntropy.standard().weights(1, 2);
        assertThatThrownBy(() -> two.mean(rows, rows))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 weights, [1.0, 2.0], for 3 answers of each item in outputs of shape [4, 3]");
        BinaryCrossEntropy positive = BinaryCrossEntropy.standard().positiveWeights(1, 2, 3, 4);
        assertThatThrownBy(() -> positive.mean(Tensor.zeros(Shape.of(4)), Tensor.zeros(Shape.of(4))))
                .as("one weight for each item of a batch that happens to have as many")
                .hasMessageContaining("for 1 answers");
    }

    @Test
    void binaryOutputsBecomeProbabilitiesAndAnswers() {
        Tensor logits = Tensor.of(-2, 0.1f, 0);
        BinaryCrossEntropy loss = BinaryCrossEntropy.standard();
        assertThat(loss.decode(logits).toLongs()).containsExactly(0, 1, 0);
        assertThat(loss.activate(logits).toDoubles())
                .containsExactly(new double[] {0.11920292, 0.52497919, 0.5}, within(1e-6));
    }

    @Test
    void columnOfOutputsMeetsVectorOfTargetsWithoutBroadcasting() {
        Tensor output = Tensor.of(new float[] {1, 2, 3}, Shape.of(3, 1));
        assertThat(new MeanSquaredError().mean(output, Tensor.of(1, 2, 3)).item())
                .isZero();
        assertThatThrownBy(() -> new MeanSquaredError().mean(output, Tensor.zeros(Shape.of(1, 3))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Outputs of shape [3, 1] need targets of that shape, but came [1, 3]");
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        assertThatThrownBy(() -> new SmoothL1(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Huber(-1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> BinaryCrossEntropy.standard().weights()).isInstanceOf(InputException.class);
    }
}
