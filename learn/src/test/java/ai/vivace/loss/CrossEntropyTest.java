package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossEntropyTest {
    private static final double TOLERANCE = 1e-5;
    private static final JsonNode GOLDEN = Goldens.torch().get("cross_entropy");

    private final Tensor logits =
            Tensor.of(new float[] {2, 1, 0.1f, 0.5f, 2.5f, -1, 0, 0, 0, -1, 3, 2}, Shape.of(4, 3));

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientEqualPyTorch(JsonNode golden) {
        JsonNode data = GOLDEN.get("data").get(golden.get("logits").asText());
        Tensor output = Goldens.tensor(data.get("logits")).requiresGrad(true);
        Tensor target =
                Goldens.tensor(data.get("targets").get(golden.get("target").asText()));
        CrossEntropy loss =
                CrossEntropy.standard().smoothing(golden.get("label_smoothing").asDouble());
        if (golden.get("weight").asBoolean()) {
            loss = loss.classWeights(Goldens.doubles(GOLDEN.get("data").get("weight")));
        }
        long ignored = golden.has("ignore_index") ? golden.get("ignore_index").asLong() : CrossEntropy.IGNORED;
        loss = loss.ignoring(ignored);

        double[] counted = counted(output, target, ignored);
        String reduction = golden.get("reduction").asText();
        if (reduction.equals("none")) {
            double[] means = itemMeans(Goldens.tensor(golden.get("loss")), counted);
            Tensor each = loss.each(output, target);
            assertThat(each.toDoubles()).containsExactly(means, within(TOLERANCE));
            if (output.rank() > 2) {
                return; // PyTorch's gradient weighs each element differently, which a mean cannot; "sum" has the
                // gradients
            }
            each.mul(Tensor.of(Goldens.wave(means.length, 0.37, 1))).sum().backward();
        } else {
            Tensor total = reduction.equals("mean")
                    ? loss.mean(output, target)
                    : loss.each(output, target)
                            .mul(Tensor.of(counted, Shape.of(counted.length)).to(DType.FLOAT32))
                            .sum();
            assertThat(total.item()).isCloseTo(golden.get("loss").asDouble(), within(TOLERANCE));
            total.backward();
        }
        assertThat(Objects.requireNonNull(output.grad()).toDoubles())
                .containsExactly(Goldens.doubles(golden.get("grad")), within(TOLERANCE));
    }

    /** For each item, how many losses its mean is over. */
    private static double[] counted(Tensor output, Tensor target, long ignored) {
        int items = (int) output.size(0);
        int size = (int) (output.elements() / output.size(1) / items);
        double[] counted = new double[items];
        for (int i = 0; i < items * size; i++) {
            counted[i / size] += target.dtype().isFloating() || target.toLongs()[i] != ignored ? 1 : 0;
        }
        return Arrays.stream(counted).map(count -> Math.max(1, count)).toArray();
    }

    /** PyTorch gives each element's loss; ours is the item's mean over what is not ignored. */
    private static double[] itemMeans(Tensor elements, double[] counted) {
        double[] losses = elements.toDoubles();
        double[] means = new double[counted.length];
        int size = losses.length / counted.length;
        for (int i = 0; i < losses.length; i++) {
            means[i / size] += losses[i] / counted[i / size];
        }
        return means;
    }

    @Test
    void weightedMeanDividesByTheWeightsOfTheTargets() {
        Tensor target = Tensor.ofLongs(0, 1, 2, -100);
        CrossEntropy weighted = CrossEntropy.standard().classWeights(1, 2, 0.5);
        assertThat(weighted.mean(logits, target).item()).isCloseTo(0.36362645, within(1e-6));
        assertThat(weighted.each(logits, target).sum().item()).isCloseTo(1.27269257, within(1e-6));
        assertThat(weighted.smoothing(0.1).mean(logits, target).item()).isCloseTo(0.44670068, within(1e-6));
    }

    @Test
    void fastaisLabelSmoothingIsTheSame() {
        JsonNode golden = Goldens.fastai().get("losses(logits=2*wave(12,.5) as 4x3, y=[0,2,1,2])");
        Tensor output = Tensor.of(Goldens.wave(12, 0.5, 2), Shape.of(4, 3));
        Tensor target = Tensor.ofLongs(0, 2, 1, 2);
        assertThat(CrossEntropy.standard().mean(output, target).item())
                .isCloseTo(golden.get("cross_entropy").asDouble(), within(1e-6));
        CrossEntropy smoothed = CrossEntropy.standard().smoothing(0.1);
        assertThat(smoothed.mean(output, target).item())
                .isCloseTo(golden.get("label_smoothing .1").asDouble(), within(1e-6));
        assertThat(smoothed.each(output, target).sum().item())
                .isCloseTo(golden.get("label_smoothing .1 sum").asDouble(), within(1e-5));
    }

    @Test
    void hugeLogitsStayExact() {
        Tensor huge = Tensor.of(new float[] {1000, 0, -1000, 1000, 0, -1000}, Shape.of(2, 3));
        assertThat(CrossEntropy.standard().each(huge, Tensor.ofLongs(0, 2)).toDoubles())
                .containsExactly(new double[] {0, 2000}, within(0.0));
    }

    @Test
    void lossIsZeroWithZeroGradientsWhenEverythingIsIgnored() {
        for (CrossEntropy loss : new CrossEntropy[] {
            CrossEntropy.standard(),
            CrossEntropy.standard().smoothing(0.1),
            CrossEntropy.standard().classWeights(1, 2, 3)
        }) {
            Tensor output =
                    Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)).requiresGrad(true);
            Tensor mean = loss.mean(output, Tensor.ofLongs(-100, -100));
            assertThat(mean.item()).as(loss.toString()).isZero();
            mean.backward();
            assertThat(Objects.requireNonNull(output.grad()).toFloats()).containsOnly(0);
        }
    }

    @Test
    void deviceChoosesAsTheProcessorDoesWhenEverythingIsIgnored() {
        CrossEntropy loss = CrossEntropy.standard();
        Tensor none = Tensor.ofLongs(-100, -100);
        Tensor output =
                Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)).requiresGrad(true);
        Tensor zero = loss.chosenOnDevice(Functional.meanCrossEntropy(output, none, null, -100, 0), output, none);
        assertThat(zero.item()).isZero();
        zero.backward();
        assertThat(Objects.requireNonNull(output.grad()).toFloats()).containsOnly(0);
        Tensor one = Tensor.ofLongs(-100, 1);
        Tensor mean = Functional.meanCrossEntropy(output, one, null, -100, 0);
        assertThat(loss.chosenOnDevice(mean, output, one).item())
                .isEqualTo(loss.mean(output, one).item());
        assertThat(loss.chosenOnDevice(mean.mul(Double.NaN), output, one).item())
                .isNaN();
    }

    @Test
    void classesOfWeightZeroAloneAreNothing() {
        for (CrossEntropy loss : new CrossEntropy[] {
            CrossEntropy.standard().classWeights(0, 1, 0),
            CrossEntropy.standard().classWeights(0, 1, 0).smoothing(0.1)
        }) {
            for (boolean onDevice : new boolean[] {false, true}) {
                Tensor output = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3))
                        .requiresGrad(true);
                Tensor target = Tensor.ofLongs(0, 2);
                Tensor mean = onDevice
                        ? loss.chosenOnDevice(Tensor.scalar(Double.NaN), output, target)
                        : loss.mean(output, target);
                assertThat(mean.item()).as(loss.toString()).isZero();
                mean.backward();
                assertThat(Objects.requireNonNull(output.grad()).norm().item()).isZero();
            }
        }
    }

    @Test
    void deviceWeighsAsTheProcessorDoes() {
        CrossEntropy loss = CrossEntropy.standard().classWeights(1, 2, 0.5).smoothing(0.1);
        Tensor target = Tensor.ofLongs(0, 1, 2, -100);
        assertThat(loss.chosenOnDevice(Tensor.scalar(0), logits, target).item())
                .isCloseTo(loss.mean(logits, target).item(), within(1e-6));
        Tensor dense = Tensor.of(Goldens.wave(24, 0.4, 2), Shape.of(2, 3, 4));
        Tensor places = Tensor.of(new long[] {0, 2, -100, 1, 1, 1, 2, -100}, Shape.of(2, 4));
        assertThat(loss.chosenOnDevice(Tensor.scalar(0), dense, places).item())
                .isCloseTo(loss.mean(dense, places).item(), within(1e-6));
    }

    @Test
    void emptyBatchHasNoLoss() {
        Tensor output = Tensor.zeros(Shape.of(0, 3));
        assertThat(CrossEntropy.standard().mean(output, Tensor.ofLongs()).item())
                .isZero();
        assertThat(CrossEntropy.standard().each(output, Tensor.ofLongs()).elements())
                .isZero();
    }

    @Test
    void lossOfBrokenOutputsStaysNaN() {
        Tensor broken = Tensor.full(Shape.of(1, 3), Double.NaN);
        assertThat(CrossEntropy.standard().mean(broken, Tensor.ofLongs(1)).item())
                .isNaN();
    }

    @Test
    void lossDoesNotChangeWhenAllLogitsShift() {
        Tensor target = Tensor.ofLongs(0, 1, 2, 1);
        double plain = CrossEntropy.standard().mean(logits, target).item();
        assertThat(CrossEntropy.standard().mean(logits.add(7), target).item()).isCloseTo(plain, within(1e-6));
    }

    @Test
    void outputsBecomeProbabilitiesAndClasses() {
        CrossEntropy loss = CrossEntropy.standard();
        assertThat(loss.activate(logits).select(0, 0).toDoubles())
                .containsExactly(new double[] {0.65900114, 0.24243297, 0.09856589}, within(1e-6));
        assertThat(loss.decode(logits).toLongs()).containsExactly(0, 1, 0, 1);
    }

    @Test
    void targetOutOfRangeIsAnErrorThatNamesRowAndValue() {
        assertThatThrownBy(() -> CrossEntropy.standard().mean(logits, Tensor.ofLongs(0, 1, 3, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 2 has the target 3")
                .hasMessageContaining("targets are 0 to 2");
        assertThatThrownBy(() -> CrossEntropy.standard().each(logits, Tensor.ofLongs(0, -1, 1, 2)))
                .hasMessageContaining("row 1 has the target -1");
    }

    @Test
    void targetsThatDoNotFitAreErrorsThatSayHow() {
        CrossEntropy loss = CrossEntropy.standard();
        assertThatThrownBy(() -> loss.mean(logits, Tensor.ofLongs(0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("outputs of shape [4, 3] need targets of shape [4], but came [2]");
        assertThatThrownBy(() -> loss.mean(logits, Tensor.ofLongs(0, 1, 2, 0).to(DType.INT32)))
                .hasMessageContaining("class numbers must be int64, but the targets are int32");
        assertThatThrownBy(() -> loss.mean(logits, Tensor.of(0, 1, 2, 0)))
                .hasMessageContaining("must have the outputs' shape [4, 3]");
        assertThatThrownBy(() -> loss.classWeights(1, 2).mean(logits, Tensor.ofLongs(0, 1, 2, 0)))
                .hasMessageContaining("2 class weights for 3 classes");
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        assertThatThrownBy(() -> CrossEntropy.standard().smoothing(1.5)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> CrossEntropy.standard().classWeights(1, -1)).isInstanceOf(InputException.class);
    }
}
