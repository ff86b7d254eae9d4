package ai.vivace.text.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
    private static final int END = 0;
    private static final int LONGEST = 4;

    private static TableModel drawn(long seed) {
        float[][] table = new float[4][4];
        Rng rng = Rng.of(seed);
        for (float[] row : table) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (2 * rng.nextGaussian());
            }
        }
        return new TableModel(table, 50);
    }

    /** The highest log-probability of all texts from token 1, divided by a power of the length. */
    private static double exhaustive(TableModel model, int last, int length, double total, double alpha) {
        double best = Double.NEGATIVE_INFINITY;
        for (int token = 0; token < 4; token++) {
            double sum = total + model.table()[last][token] - Ranking.logSum(model.table()[last]);
            boolean done = token == END || length + 1 == LONGEST;
            best = Math.max(
                    best, done ? sum / Math.pow(length + 1, alpha) : exhaustive(model, token, length + 1, sum, alpha));
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withEnoughBeamsFindsTheBestOfAll(long seed) {
        TableModel model = drawn(seed);
        for (double alpha : new double[] {0, 1}) {
            Generated best = BeamSearch.of(model, Stop.after(LONGEST).at(END), 200)
                    .normalization(LengthNormalization.POWER, alpha)
                    .write(1);
            int length = best.tokens().size() + (best.ending() == Generated.Ending.END ? 1 : 0);
            assertThat(best.logProbability() / Math.pow(length, alpha))
                    .isCloseTo(exhaustive(model, 1, 0, 0, alpha), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneBeamIsGreedyAndMoreAreNoWorse(long seed) {
        TableModel model = drawn(seed);
        Stop stop = Stop.after(LONGEST).at(END);
        Generated greedy = Generator.of(model, stop).write(1);
        Generated one = BeamSearch.of(model, stop, 1)
                .normalization(LengthNormalization.POWER, 0)
                .write(1);
        assertThat(one.tokens()).isEqualTo(greedy.tokens());
        assertThat(one.ending()).isEqualTo(greedy.ending());
        assertThat(one.logProbability()).isCloseTo(greedy.logProbability(), within(1e-9));
        Generated many = BeamSearch.of(model, stop, 200)
                .normalization(LengthNormalization.POWER, 0)
                .write(1);
        assertThat(many.logProbability()).isGreaterThanOrEqualTo(greedy.logProbability() - 1e-9);
    }

    @Test
    void bestTextsComeInOrderAndAreDifferent() {
        List<Generated> texts =
                BeamSearch.of(drawn(3), Stop.after(LONGEST).at(END), 5).best(1);
        assertThat(texts).hasSize(5);
        assertThat(new ArrayList<>(texts)
                        .stream().map(Generated::tokens).distinct().count())
                .isEqualTo(5);
    }

    @Test
    void textOfATransformerHasTheProbabilityThatItSays() {
        try (CausalTransformer model = CausalTransformer.of(
                        DecoderConfiguration.gpt2(13, 16, 2, 4).context(24));
                Scope scope = Scope.open()) {
            model.initialize(Rng.of(5));
            model.eval();
            Generated best = BeamSearch.of(model, Stop.after(6), 4).write(1, 2);
            long[] text = new long[8];
            text[0] = 1;
            text[1] = 2;
            for (int i = 0; i < 6; i++) {
                text[i + 2] = best.tokens().get(i);
            }
            Tensor logs = model.apply(Tensor.of(text, Shape.of(1, 8))).logSoftmax(2);
            double sum = 0;
            for (int i = 1; i < 7; i++) {
                sum += logs.select(0, 0).select(0, i).select(0, text[i + 1]).item();
            }
            assertThat(best.logProbability()).isCloseTo(sum, within(1e-4));
        }
    }

    @Test
    void lengthsAreComparedAsThePapersSay() {
        assertThat(LengthNormalization.POWER.divisor(4, 0.5)).isEqualTo(2);
        assertThat(LengthNormalization.GNMT.divisor(7, 1)).isEqualTo(2);
        assertThatThrownBy(() -> BeamSearch.of(drawn(1), Stop.after(1), 0)).isInstanceOf(InputException.class);
    }
}
