package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PositionsTest {
    private static final Offset<Float> CLOSE = within(2e-6f);

    private static Tensor place(long position) {
        return Tensor.of(new long[] {position}, Shape.of(1, 1));
    }

    @Test
    void sinusoidsAlternateSineAndCosine() {
        try (Scope scope = Scope.open()) {
            assertThat(Positions.sinusoids(place(1), 8).toFloats())
                    .containsExactly(
                            new float[] {
                                0.84147096f,
                                0.54030234f,
                                0.09983342f,
                                0.9950042f,
                                0.00999983f,
                                0.99995f,
                                0.001f,
                                0.9999995f
                            },
                            CLOSE);
        }
    }

    @Test
    void rotaryTurnsHalvesOrPairs() {
        try (Scope scope = Scope.open()) {
            Tensor heads = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(1, 1, 1, 4));
            assertThat(Rotary.of(4).at(place(1)).apply(heads).toFloats())
                    .containsExactly(new float[] {-1.9841106f, 1.9599006f, 2.4623778f, 4.0197997f}, CLOSE);
            Rotary pairs = new Rotary(4, 10_000, RotaryLayout.PAIRS, new RotaryScaling.None());
            assertThat(pairs.at(place(1)).apply(heads).toFloats())
                    .containsExactly(new float[] {-1.1426396f, 1.9220756f, 2.9598508f, 4.0297995f}, CLOSE);
        }
    }

    @ParameterizedTest
    @EnumSource(RotaryLayout.class)
    void scoresOfTurnedHeadsDependOnDistanceOnly(RotaryLayout layout) {
        try (Scope scope = Scope.open()) {
            Rotary rotary = new Rotary(8, 10_000, layout, new RotaryScaling.None());
            Tensor query = Tensor.randomNormal(Shape.of(1, 1, 1, 8), Rng.of(1));
            Tensor key = Tensor.randomNormal(Shape.of(1, 1, 1, 8), Rng.of(2));
            double near = rotary.at(place(3))
                    .apply(query)
                    .mul(rotary.at(place(1)).apply(key))
                    .sum()
                    .item();
            double far = rotary.at(place(103))
                    .apply(query)
                    .mul(rotary.at(place(101)).apply(key))
                    .sum()
                    .item();
            assertThat(far).isCloseTo(near, within(1e-4));
            assertThat(rotary.at(place(77)).apply(query).norm().item())
                    .isCloseTo(query.norm().item(), within(1e-5));
        }
    }

    @Test
    void scalingsKeepFastPairsAndSlowDownSlowOnes() {
        Rotary plain = new Rotary(64, 500_000, RotaryLayout.HALVES, new RotaryScaling.None());
        Rotary llama = new Rotary(64, 500_000, RotaryLayout.HALVES, new RotaryScaling.Llama3(32, 1, 4, 8192));
        Rotary yarn = new Rotary(64, 500_000, RotaryLayout.HALVES, new RotaryScaling.Yarn(4, 8192));
        Rotary tangent = new Rotary(64, 500_000, RotaryLayout.HALVES, new RotaryScaling.NeuralTangent(4));
        Rotary linear = new Rotary(64, 500_000, RotaryLayout.HALVES, new RotaryScaling.Linear(4));
        double slowest = plain.frequencies()[31];
        assertThat(llama.frequencies()[0]).isEqualTo(1);
        assertThat(llama.frequencies()[31]).isCloseTo(slowest / 32, within(1e-12));
        assertThat(yarn.frequencies()[0]).isEqualTo(1);
        assertThat(yarn.frequencies()[31]).isCloseTo(slowest / 4, within(1e-12));
        assertThat(yarn.scaling().amplitude()).isCloseTo(1.1386294, within(1e-6));
        assertThat(tangent.frequencies()[0]).isEqualTo(1);
        assertThat(tangent.frequencies()[31]).isCloseTo(slowest / 4, within(1e-12));
        assertThat(linear.frequencies()[0]).isEqualTo(0.25);
        assertThat(linear.frequencies()[31]).isCloseTo(slowest / 4, within(1e-12));
    }

    @Test
    void alibiSlopesAreThoseOfThePaper() {
        assertThat(Positions.alibiSlopes(8))
                .containsExactly(0.5f, 0.25f, 0.125f, 0.0625f, 0.03125f, 0.015625f, 0.0078125f, 0.00390625f);
        float[] twelve = Positions.alibiSlopes(12);
        assertThat(new float[] {twelve[7], twelve[8], twelve[9], twelve[10], twelve[11]})
                .containsExactly(new float[] {0.00390625f, 0.70710677f, 0.35355338f, 0.1767767f, 0.08838835f}, CLOSE);
        try (Scope scope = Scope.open()) {
            assertThat(Positions.alibi(1, 2, 3).toFloats())
                    .containsExactly(new float[] {-0.00390625f, 0, -0.00390625f, -0.0078125f, -0.00390625f, 0}, CLOSE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-200, 15",
        "-64, 14",
        "-32, 12",
        "-16, 10",
        "-9, 8",
        "-8, 8",
        "-7, 7",
        "0, 0",
        "1, 17",
        "8, 24",
        "16, 26",
        "64, 30",
        "128, 31"
    })
    void bucketsOfBothWaysAreT5s(long relative, int bucket) {
        assertThat(new RelativeBuckets(32, 128, RelativeBuckets.Reach.BOTH_WAYS).bucket(relative))
                .isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({"-15, 15", "-16, 16", "-32, 21", "-64, 26", "-128, 31", "-1000, 31", "5, 0"})
    void bucketsOfLookingBackAreT5s(long relative, int bucket) {
        assertThat(new RelativeBuckets(32, 128, RelativeBuckets.Reach.BACK).bucket(relative))
                .isEqualTo(bucket);
    }

    @Test
    void paddingInFrontDoesNotCount() {
        try (Scope scope = Scope.open()) {
            Tensor mask = Tensor.of(new long[] {0, 0, 1, 1, 1}, Shape.of(1, 5)).ne(0);
            assertThat(Positions.counted(mask).toLongs()).containsExactly(0, 0, 0, 1, 2);
        }
    }

    @Test
    void oddWidthsAreRefused() {
        assertThatThrownBy(() -> Rotary.of(3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("even width");
    }

    @Test
    void feedForwardFunctionsAreTheReferences() {
        try (Scope scope = Scope.open()) {
            Tensor input = Tensor.of(-1, .5f);
            assertThat(FeedForward.GELU.function().apply(input).toFloats())
                    .containsExactly(new float[] {-0.15865526f, 0.34573123f}, CLOSE);
            assertThat(FeedForward.GELU_TANH.function().apply(input).toFloats())
                    .containsExactly(new float[] {-0.15880801f, 0.345714f}, CLOSE);
            assertThat(FeedForward.SWIGLU.function().apply(input).toFloats()[1]).isCloseTo(0.31122968f, CLOSE);
        }
    }
}
