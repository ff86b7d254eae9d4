package ai.vivace.text.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.generate.Generated.Ending;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    /** Token 0 leads to 1, 1 to 2 and 2 to 3, more or less; 3 ends. */
    private static final TableModel CHAIN =
            new TableModel(new float[][] {{0, 2, 1, 0}, {0, 0, 2, 1}, {0, 1, 0, 2}, {0, 0, 0, 1}}, 100);

    private static CausalTransformer transformer() {
        CausalTransformer model = CausalTransformer.of(
                DecoderConfiguration.llama(13, 16, 2, 4, 2, 24).context(24));
        model.initialize(Rng.of(5));
        return model;
    }

    @Test
    void likeliestTokensUntilTheEnd() {
        Generated text = Generator.of(CHAIN, Stop.after(10).at(3)).write(0);
        assertThat(text.tokens()).containsExactly(1, 2);
        assertThat(text.ending()).isEqualTo(Ending.END);
        double each = 2 - Math.log(Math.exp(2) + Math.exp(1) + 2);
        assertThat(text.logProbability()).isCloseTo(3 * each, within(1e-6));
    }

    @Test
    void endsForEveryReason() {
        assertThat(Generator.of(CHAIN, Stop.after(2)).write(0).ending()).isEqualTo(Ending.LENGTH);
        Generated sequence = Generator.of(CHAIN, Stop.after(9).behind(2, 3)).write(0);
        assertThat(sequence.tokens()).containsExactly(1, 2, 3);
        assertThat(sequence.ending()).isEqualTo(Ending.END);
        Generated context =
                Generator.of(new TableModel(CHAIN.table(), 4), Stop.after(9)).write(0);
        assertThat(context.tokens()).containsExactly(1, 2, 3, 3);
        assertThat(context.ending()).isEqualTo(Ending.CONTEXT);
        List<Integer> seen = new ArrayList<>();
        Generated stopped = Generator.of(CHAIN, Stop.after(9))
                .listener((text, token) -> {
                    seen.add(token);
                    return token == 2 ? TokenListener.Flow.STOP : TokenListener.Flow.CONTINUE;
                })
                .write(0);
        assertThat(stopped.ending()).isEqualTo(Ending.LISTENER);
        assertThat(seen).isEqualTo(stopped.tokens()).containsExactly(1, 2);
    }

    @Test
    void textsOfABatchAreWhatTheyAreAlone() {
        try (CausalTransformer model = transformer()) {
            Generator generator = Generator.of(model, Stop.after(9).at(3))
                    .sampling(Sampling.temperature(1).topP(.9))
                    .seed(4);
            List<Generated> together = generator.write(List.of(new int[] {1, 2, 4, 5}, new int[] {6}));
            Generated alone = generator.write(1, 2, 4, 5);
            assertThat(together.get(0).tokens()).isEqualTo(alone.tokens());
            assertThat(together.get(0).logProbability()).isCloseTo(alone.logProbability(), within(1e-4));
            assertThat(generator.write(List.of(new int[] {1, 2, 4, 5}, new int[] {6})))
                    .isEqualTo(together);
            assertThat(generator.seed(5).write(1, 2, 4, 5).tokens()).isNotEqualTo(alone.tokens());
        }
    }

    @Test
    void penaltiesSeeWhatWasWritten() {
        Generated text = Generator.of(CHAIN, Stop.after(3))
                .penalties(Penalties.none().noRepeat(1))
                .write(0);
        assertThat(text.tokens()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> Generator.of(CHAIN, Stop.after(1)).write())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least one token");
    }
}
