package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedPrecisionTest {
    @Test
    void layersComputeInBfloat16AndEverythingElseIsFloat32() {
        Set<DType> inside = new HashSet<>();
        Set<DType> outside = new HashSet<>();
        try (Learner learner = Blobs.simple(MixedPrecision.bfloat16(), outputs(outside));
                Learner exact = Blobs.simple()) {
            try (var watching = first(learner).observe((layer, input, output) -> inside.add(output.dtype()))) {
                learner.fit(2, 0.1);
            }
            exact.fit(2, 0.1);
            assertThat(inside).containsExactly(DType.BFLOAT16);
            assertThat(outside).containsExactly(DType.FLOAT32);
            learner.model()
                    .parameters()
                    .forEach((name, parameter) ->
                            assertThat(parameter.value().dtype()).as(name).isEqualTo(DType.FLOAT32));
            double rough = last(learner).loss();
            assertThat(rough)
                    .isCloseTo(last(exact).loss(), within(0.02))
                    .isNotEqualTo(last(exact).loss());
            assertThat((double) (float) rough).as("not a bfloat16 number").isNotEqualTo(bfloat16(rough));
        }
    }

    private static double bfloat16(double value) {
        return Float.intBitsToFloat(Float.floatToIntBits((float) value) & 0xffff0000);
    }

    private static StepRow last(Learner learner) {
        return learner.history().steps().get(learner.history().steps().size() - 1);
    }

    private static Callback outputs(Set<DType> types) {
        return new Callback() {
            @Override
            public Signal afterLoss(BatchContext batch) {
                types.add(batch.output().dtype());
                types.add(batch.objective().dtype());
                return Signal.CONTINUE;
            }
        };
    }

    private static UnaryLayer first(Learner learner) {
        return (UnaryLayer) learner.model().children().values().iterator().next();
    }

    @Test
    void processorThatIsSlowerInBfloat16IsToldOf() {
        assertThat(MixedPrecision.warning(3.14, 1))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("takes 3.1 times as long").contains("will not speed up"));
        assertThat(MixedPrecision.warning(1.05, 1))
                .as("within what timing can tell")
                .isEmpty();
        assertThat(MixedPrecision.warning(0.5, 1)).isEmpty();
    }

    @Test
    void withClippingAndAccumulationItLearns() {
        try (Learner learner = Blobs.simple(
                Blobs.batchesOf(32),
                GradientClip.byNorm(1),
                GradientAccumulation.items(64),
                MixedPrecision.bfloat16())) {
            learner.fit(5, 0.3);
            assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.95);
            assertThat(learner.history().steps())
                    .allSatisfy(step -> assertThat(step.loss()).isFinite());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeBatch", "afterOutput", "afterLoss", "beforeValidation", "afterValidation"})
    void precisionIsFullAgainAfterAFailure(String event) {
        try (Learner learner = Blobs.simple(MixedPrecision.bfloat16(), Events.failingAt(event))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessage("failed at " + event);
            assertFull(learner);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeBatch", "afterOutput", "afterEpoch"})
    void precisionIsFullAgainWhenTheFitEndsEarly(String event) {
        try (Learner learner = Blobs.simple(MixedPrecision.bfloat16(), Events.answering(event, Signal.END_FIT))) {
            learner.fit(1, 0.1);
            assertFull(learner);
        }
    }

    private static void assertFull(Learner learner) {
        try (Scope scope = Scope.open()) {
            assertThat(learner.model().apply(Tensor.zeros(Shape.of(4, 2))).dtype())
                    .isEqualTo(DType.FLOAT32);
        }
    }
}
