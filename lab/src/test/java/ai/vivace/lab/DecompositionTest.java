package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class DecompositionTest {
    @Test
    void biasAndVarianceOfTwoTrainingSetsAreThoseByHand() {
        // At the first place 1 and 3 against 0: variance 2; bias² 4, of which 2/2 is chance. At the other both are
        // right.
        Decomposition parts = Decomposition.of(new double[][] {{1, 7}, {3, 7}}, new double[] {0, 7});

        assertThat(parts.variance()).isEqualTo(1, within(1e-12));
        assertThat(parts.bias()).isEqualTo(1.5, within(1e-12));
        assertThat(parts.error()).isEqualTo((1 + 9) / 4.0, within(1e-12));
    }

    @Test
    void ofFewTrainingSetsTheEstimateHasNoBiasOfItsOwn() {
        // Predictions are the truth plus 0.5, with a deviation of 2: bias² 0.25 and variance 4, over many places.
        Rng rng = Rng.of(1);
        int places = 100_000;
        double[][] predictions = new double[3][places];
        for (double[] set : predictions) {
            for (int i = 0; i < places; i++) {
                set[i] = 0.5 + 2 * rng.nextGaussian();
            }
        }
        Decomposition parts = Decomposition.of(predictions, new double[places]);

        assertThat(parts.bias()).isEqualTo(0.25, within(0.03));
        assertThat(parts.variance()).isEqualTo(4, within(0.06));
    }
}
