package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.nn.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts are those of the published models; large ones are worked out only, and small ones show that this agrees with the layers. */
class ParameterCountTest {
    @ParameterizedTest
    @CsvSource({
        "bert-base-uncased, 109482240",
        "bert-base-cased, 108310272",
        "bert-large-uncased, 335141888",
        "bert-tiny, 4385920",
        "bert-mini, 11170560",
        "roberta-base, 124645632",
        "all-minilm-l6-v2, 22713216",
        "all-minilm-l12-v2, 33360000"
    })
    void encodersWithPoolers(String name, long count) {
        EncoderConfiguration configuration = EncoderConfiguration.of(name);
        assertThat(configuration.parameterCount() + configuration.poolerParameterCount())
                .isEqualTo(count);
    }

    @Test
    void headsOfEncoders() {
        EncoderConfiguration bert = EncoderConfiguration.of("bert-base-uncased");
        assertThat(bert.parameterCount()).isEqualTo(108_891_648);
        assertThat(MaskedLanguageModel.parameterCount(bert)).isEqualTo(109_514_298);
        EncoderConfiguration distilBert = EncoderConfiguration.of("distilbert-base-uncased");
        assertThat(distilBert.parameterCount()).isEqualTo(66_362_880);
        assertThat(MaskedLanguageModel.parameterCount(distilBert)).isEqualTo(66_985_530);
    }

    @ParameterizedTest
    @CsvSource({
        "distilgpt2, 81912576",
        "gpt2, 124439808",
        "gpt2-medium, 354823168",
        "gpt2-large, 774030080",
        "gpt2-xl, 1557611200",
        "stories260k, 260032",
        "stories15m, 15191712",
        "stories42m, 41689600",
        "stories110m, 109529856",
        "smollm2-135m, 134515008",
        "smollm2-360m, 361821120",
        "qwen2.5-0.5b, 494032768",
        "qwen3-0.6b, 596049920",
        "tinyllama-1.1b, 1100048384",
        "llama-3.2-1b, 1235814400",
        "llama-2-7b, 6738415616"
    })
    void decoders(String name, long count) {
        assertThat(DecoderConfiguration.of(name).parameterCount()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "transformer-base, 63082496",
        "transformer-big, 214245376",
        "t5-small, 60506624",
        "t5-base, 222903552",
        "flan-t5-small, 76961152"
    })
    void translators(String name, long count) {
        assertThat(TranslatorConfiguration.of(name).parameterCount()).isEqualTo(count);
    }

    @Test
    void whatIsWorkedOutIsWhatTheLayersHave() {
        EncoderConfiguration bert = EncoderConfiguration.bert(20, 8, 2, 2);
        assertCount(TextEncoder.of(bert), bert.parameterCount());
        assertCount(TextEncoder.pooled(bert), bert.parameterCount() + bert.poolerParameterCount());
        assertCount(MaskedLanguageModel.of(bert), MaskedLanguageModel.parameterCount(bert));
        assertCount(TextClassifier.of(bert, 2), bert.parameterCount() + bert.poolerParameterCount() + 18);
        EncoderConfiguration distilBert = EncoderConfiguration.distilBert(20, 8, 2, 2);
        assertCount(TextEncoder.of(distilBert), distilBert.parameterCount());
        assertCount(TextClassifier.of(distilBert, 2), distilBert.parameterCount() + 72 + 18);
        for (DecoderConfiguration decoder : List.of(
                DecoderConfiguration.gpt2(20, 8, 2, 2),
                DecoderConfiguration.nanoGpt(20, 8, 2, 2),
                DecoderConfiguration.llama(20, 8, 2, 4, 2, 12),
                DecoderConfiguration.llama(20, 8, 2, 4, 2, 12)
                        .heads(new Heads(4, 1, 6))
                        .biases(Biases.QUERIES_KEYS_VALUES)
                        .queriesAndKeysNormed()
                        .tied(DecoderConfiguration.Tying.TIED))) {
            assertCount(CausalTransformer.of(decoder), decoder.parameterCount());
        }
        TranslatorConfiguration original = TranslatorConfiguration.original(20, 8, 2, 2);
        for (TranslatorConfiguration translator : List.of(
                original,
                original.kind(TranslatorConfiguration.Kind.NORM_FIRST),
                TranslatorConfiguration.t5(20, 8, 2, 2, 12),
                TranslatorConfiguration.t5(20, 8, 2, 2, 12)
                        .feedForward(FeedForward.GEGLU)
                        .untied())) {
            assertCount(TransformerTranslator.of(translator), translator.parameterCount());
        }
    }

    private static void assertCount(Layer model, long count) {
        try (model) {
            assertThat(model.parameterCount()).isEqualTo(count);
        }
    }
}
