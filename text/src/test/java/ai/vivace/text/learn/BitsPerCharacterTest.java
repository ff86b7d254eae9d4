package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metric;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BitsPerCharacterTest {
    /** By hand: tokens of probability 1/2, 1/4 and 1/8 take 1, 2 and 3 bits: 2 a token, and a token has 4 characters. */
    @Test
    void bitsOfTokensAreSharedOutAmongTheirCharacters() {
        Metric.Accumulator bits = new BitsPerCharacter(0.25).start();
        try (Scope scope = Scope.open()) {
            bits.add(likely(1 / 2.0, 1 / 4.0), Tensor.of(new long[] {0, 0}, Shape.of(1, 2)));
            bits.add(likely(1 / 8.0), Tensor.of(new long[] {0}, Shape.of(1, 1)));
        }
        assertThat(bits.value()).isCloseTo(0.5, within(1e-6));
    }

    /** Logits of two classes, of which the first has the given probabilities. */
    private static Tensor likely(double... probabilities) {
        float[] logits = new float[2 * probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            logits[2 * i] = (float) Math.log(probabilities[i] / (1 - probabilities[i]));
        }
        return Tensor.of(logits, Shape.of(1, probabilities.length, 2));
    }

    @Test
    void aTextWithoutTokensHasNoBits() {
        assertThatThrownBy(() -> new BitsPerCharacter(0)).isInstanceOf(InputException.class);
    }
}
