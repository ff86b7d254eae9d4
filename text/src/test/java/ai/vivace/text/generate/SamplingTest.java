package ai.vivace.text.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.VivaceException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
    private static final Sampling PLAIN = Sampling.temperature(1);

    private static float[] logits(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        return logits;
    }

    private static long kept(double[] probabilities) {
        return Arrays.stream(probabilities).filter(p -> p > 0).count();
    }

    @ParameterizedTest
    @CsvSource({"0.39, 1", "0.4, 1", "0.7, 2", "0.75, 3", "0.9, 3", "0.95, 4", "1, 5"})
    void topPKeepsTheSmallestSetOfTheMass(double mass, int count) {
        double[] kept = PLAIN.topP(mass).probabilities(logits(.2, .4, .03, .3, .07));
        assertThat(kept(kept)).isEqualTo(count);
        assertThat(kept[1]).isPositive();
        assertThat(Arrays.stream(kept).sum()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "0.05, 5", "0.1, 4", "0.5, 3", "0.75, 2", "1, 1"})
    void minPKeepsWhatIsLikelyEnoughBesideTheLikeliest(double share, int count) {
        assertThat(kept(PLAIN.minP(share).probabilities(logits(.2, .4, .03, .3, .07))))
                .isEqualTo(count);
    }

    @Test
    void topKKeepsTheLikeliestAndOfEqualsTheFirst() {
        double[] kept = PLAIN.topK(2).probabilities(logits(.2, .4, .2, .2));
        assertThat(kept).containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0, 0}, within(1e-6));
    }

    @Test
    void limitsApplyToWhatTheOnesBeforeLeft() {
        // Of the three likeliest, .4, .3 and .2 of .9: a mass of .75 is the first two, though of all it would take
        // three.
        assertThat(kept(PLAIN.topK(3).topP(.75).probabilities(logits(.2, .4, .03, .3, .07))))
                .isEqualTo(2);
    }

    @Test
    void temperatureSharpensAndFlattens() {
        assertThat(Sampling.temperature(.5).probabilities(logits(.8, .2))[0]).isCloseTo(.64 / .68, within(1e-6));
        assertThat(Sampling.temperature(1e6).probabilities(logits(.8, .2))[0]).isCloseTo(.5, within(1e-5));
        assertThat(Sampling.greedy().choose(logits(.2, .8), Rng.of(1))).isEqualTo(1);
    }

    @Test
    void tokensComeAsOftenAsTheyAreLikely() {
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i++) {
            counts[PLAIN.choose(logits(.5, .3, .2), Rng.of(3).split(i))]++;
        }
        // Four standard deviations.
        assertThat(counts[0]).isCloseTo(10_000, within(283));
        assertThat(counts[1]).isCloseTo(6_000, within(260));
    }

    @Test
    void excludedTokensNeverCome() {
        float[] logits = {0, Float.NEGATIVE_INFINITY, 0};
        for (Sampling sampling : new Sampling[] {PLAIN, PLAIN.topK(3), PLAIN.topP(.99), Sampling.greedy()}) {
            assertThat(sampling.probabilities(logits)[1]).isZero();
        }
    }

    @Test
    void logitsThatAreNoNumbersAreReported() {
        assertThatThrownBy(() -> PLAIN.choose(new float[] {Float.NaN, 1}, Rng.of(1)))
                .isInstanceOf(VivaceException.class)
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> PLAIN.topP(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PLAIN.minP(2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Sampling.temperature(-1)).isInstanceOf(InputException.class);
    }

    @Test
    void penaltiesAreThoseOfTheirDefinitions() {
        float[] logits = {2, -2, 1, 1};
        Penalties.none().repetition(2).apply(logits, new int[] {0, 1, 1}, 3);
        assertThat(logits).containsExactly(1, -4, 1, 1);
        logits = new float[] {2, -2, 1, 1};
        Penalties.none().presence(.5).frequency(.25).apply(logits, new int[] {3, 0, 0, 1}, 1);
        assertThat(logits).containsExactly(1, -2.75f, 1, 1);
    }

    @Test
    void noSequenceOfThatLengthComesTwice() {
        float[] logits = {1, 1, 1, 1};
        Penalties.none().noRepeat(3).apply(logits, new int[] {1, 2, 3, 1, 2}, 5);
        assertThat(logits).containsExactly(1, 1, 1, Float.NEGATIVE_INFINITY);
        logits = new float[] {1, 1, 1, 1};
        Penalties.none().noRepeat(1).apply(logits, new int[] {2, 0}, 0);
        assertThat(logits).containsExactly(Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, 1);
        logits = new float[] {1, 1, 1, 1};
        Penalties.none().noRepeat(3).apply(logits, new int[] {1}, 0);
        assertThat(logits).containsExactly(1, 1, 1, 1);
    }
}
