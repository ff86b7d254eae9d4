package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Small models of each family on one text. The expected logits of its last token are worked out in float64 by the published formulas, written
 * down a second time in PyTorch's plain operations.
 */
class ReferenceLogitsTest {
    private static final Offset<Float> CLOSE = within(2e-5f);

    private static Tensor text() {
        return Tensor.of(new long[] {3, 1, 4, 1, 5}, Shape.of(1, 5));
    }

    /** Number i of all parameters by their sorted names is 0.3 · sin(i + 1) in matrices, 0.1 · sin(i + 1) elsewhere and 1 more in norms. */
    private static void fill(Layer model) {
        int next = 0;
        for (Map.Entry<String, Parameter> entry : new TreeMap<>(model.parameters()).entrySet()) {
            Shape shape = entry.getValue().shape();
            boolean matrix = shape.rank() > 1;
            float[] values = new float[(int) shape.elements()];
            for (int i = 0; i < values.length; i++) {
                double wave = Math.sin(++next);
                values[i] = (float) (matrix ? 0.3 * wave : (entry.getKey().endsWith("weight") ? 1 : 0) + 0.1 * wave);
            }
            entry.getValue().assign(Tensor.of(values, shape));
        }
        model.eval();
    }

    private static float[] last(Tensor logits) {
        return logits.select(0, 0).select(0, logits.size(1) - 1).toFloats();
    }

    private static float[] decoded(DecoderConfiguration configuration) {
        try (CausalTransformer model = CausalTransformer.of(configuration);
                Scope scope = Scope.open()) {
            fill(model);
            return last(model.apply(text()));
        }
    }

    private static float[] translated(TranslatorConfiguration configuration) {
        try (TransformerTranslator model = TransformerTranslator.of(configuration);
                Scope scope = Scope.open()) {
            fill(model);
            Tensor shifted = Tensor.of(new long[] {0, 2, 6}, Shape.of(1, 3));
            return last(model.logits(text(), AttentionMask.all(), shifted));
        }
    }

    @Test
    void gpt2() {
        assertThat(decoded(DecoderConfiguration.gpt2(11, 8, 2, 2).context(16)))
                .containsExactly(
                        new float[] {
                            0.1664599f,
                            1.609276f,
                            -0.6347593f,
                            -1.4245611f,
                            1.0493068f,
                            1.1192127f,
                            -1.3749977f,
                            -0.7190884f,
                            1.5842525f,
                            0.2580708f,
                            -1.6593511f
                        },
                        CLOSE);
    }

    @Test
    void llamaWithGroupedQueries() {
        assertThat(decoded(DecoderConfiguration.llama(11, 8, 2, 2, 1, 12)))
                .containsExactly(
                        new float[] {
                            -0.530879f,
                            0.3215978f,
                            0.437294f,
                            -0.4488504f,
                            -0.3066785f,
                            0.5380938f,
                            0.1500932f,
                            -0.581771f,
                            0.0192022f,
                            0.5761831f,
                            -0.1868716f
                        },
                        CLOSE);
    }

    @Test
    void qwenWithBiasesAndNormedQueries() {
        assertThat(decoded(DecoderConfiguration.llama(11, 8, 2, 2, 1, 12)
                        .biases(Biases.QUERIES_KEYS_VALUES)
                        .queriesAndKeysNormed()))
                .containsExactly(
                        new float[] {
                            -0.4336125f,
                            0.745842f,
                            0.2165724f,
                            -0.8088646f,
                            0.0188072f,
                            0.8033917f,
                            -0.2525943f,
                            -0.7298867f,
                            0.4649914f,
                            0.5945742f,
                            -0.6380125f
                        },
                        CLOSE);
    }

    @Test
    void t5() {
        assertThat(translated(TranslatorConfiguration.t5(11, 8, 2, 2, 12)))
                .containsExactly(
                        new float[] {
                            -0.203857f,
                            -0.1312439f,
                            0.242049f,
                            0.0608077f,
                            -0.2597441f,
                            0.0147779f,
                            0.2554437f,
                            -0.089112f,
                            -0.2295121f,
                            0.1559001f,
                            0.1841452f
                        },
                        CLOSE);
    }

    @Test
    void flanT5() {
        assertThat(translated(TranslatorConfiguration.t5(11, 8, 2, 2, 12)
                        .feedForward(FeedForward.GEGLU)
                        .untied()))
                .containsExactly(
                        new float[] {
                            -0.3020545f,
                            -0.6152319f,
                            0.481087f,
                            0.4752356f,
                            -0.6193806f,
                            -0.2949958f,
                            0.7052244f,
                            0.0897755f,
                            -0.7313491f,
                            0.1230472f,
                            0.6955423f
                        },
                        CLOSE);
    }

    @Test
    void bertThatFillsInTokens() {
        try (MaskedLanguageModel model = MaskedLanguageModel.of(
                        EncoderConfiguration.bert(11, 8, 2, 2).context(16));
                Scope scope = Scope.open()) {
            fill(model);
            assertThat(last(model.logits(text(), AttentionMask.all())))
                    .containsExactly(
                            new float[] {
                                0.456563f,
                                -0.1609447f,
                                -0.3013271f,
                                0.2364855f,
                                0.1109845f,
                                -0.3879575f,
                                -0.005345f,
                                0.5008473f,
                                -0.0128369f,
                                -0.4705992f,
                                0.0508662f
                            },
                            CLOSE);
        }
    }
}
