package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextEncoderTest {
    private static List<EncoderConfiguration> kinds() {
        return List.of(
                EncoderConfiguration.bert(20, 16, 2, 4).context(12),
                EncoderConfiguration.roberta(20, 16, 2, 4).context(12),
                EncoderConfiguration.distilBert(20, 16, 2, 4).context(12));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void paddingBehindATextChangesNothing(EncoderConfiguration configuration) {
        try (TextEncoder encoder = TextEncoder.of(configuration);
                Scope scope = Scope.open()) {
            encoder.initialize(Rng.of(1));
            encoder.eval();
            long padding = configuration.padding();
            Tensor longer = Tensor.of(new long[] {5, 7, 9, padding, padding}, Shape.of(1, 5));
            Tensor shorter = Tensor.of(new long[] {5, 7, 9}, Shape.of(1, 3));
            assertThat(encoder.apply(longer).narrow(1, 0, 3).toFloats())
                    .containsExactly(encoder.apply(shorter).toFloats(), within(1e-5f));
            assertThat(encoder.sentences(longer, encoder.withoutPadding(longer)).toFloats())
                    .containsExactly(
                            encoder.sentences(shorter, AttentionMask.all()).toFloats(), within(1e-5f));
        }
    }

    @Test
    void sentenceVectorsAreMeansOfLengthOne() {
        try (TextEncoder encoder = TextEncoder.of(kinds().get(0));
                Scope scope = Scope.open()) {
            encoder.eval();
            Tensor tokens = Tensor.of(new long[] {5, 7, 9, 0}, Shape.of(1, 4));
            AttentionMask mask = encoder.withoutPadding(tokens);
            Tensor mean = encoder.hidden(tokens, mask).narrow(1, 0, 3).mean(1);
            assertThat(encoder.sentences(tokens, mask).toFloats())
                    .containsExactly(mean.div(mean.norm()).toFloats(), within(1e-5f));
            Tensor nothing = Tensor.of(new long[] {0, 0}, Shape.of(1, 2));
            assertThat(encoder.sentences(nothing, encoder.withoutPadding(nothing))
                            .toFloats())
                    .containsOnly(0);
        }
    }

    @Test
    void positionsOfRobertaStartBehindThePadding() {
        try (TextEncoder encoder = TextEncoder.of(kinds().get(1));
                Scope scope = Scope.open()) {
            encoder.eval();
            Tensor tokens = Tensor.of(new long[] {5}, Shape.of(1, 1));
            float[] before = encoder.apply(tokens).toFloats();
            encoder.parameter("embeddings.position_embeddings.weight")
                    .value()
                    .detach()
                    .select(0, 0)
                    .fill(9);
            assertThat(encoder.apply(tokens).toFloats()).isEqualTo(before);
            encoder.parameter("embeddings.position_embeddings.weight")
                    .value()
                    .detach()
                    .select(0, 2)
                    .fillNormal(0, 3, Rng.of(1));
            assertThat(encoder.apply(tokens).toFloats()).isNotEqualTo(before);
            assertThat(encoder.configuration().longest()).isEqualTo(10);
        }
    }

    @Test
    void typesOfTokensCount() {
        try (TextEncoder bert = TextEncoder.of(kinds().get(0));
                TextEncoder distilBert = TextEncoder.of(kinds().get(2));
                Scope scope = Scope.open()) {
            bert.eval();
            Tensor tokens = Tensor.of(new long[] {5, 6}, Shape.of(1, 2));
            Tensor types = Tensor.of(new long[] {0, 1}, Shape.of(1, 2));
            float[] first = bert.hidden(tokens, AttentionMask.all()).toFloats();
            assertThat(bert.hidden(tokens, types.mul(0).to(types.dtype()), AttentionMask.all())
                            .toFloats())
                    .isEqualTo(first);
            assertThat(bert.hidden(tokens, types, AttentionMask.all()).toFloats())
                    .isNotEqualTo(first);
            assertThatThrownBy(() -> distilBert.hidden(tokens, types, AttentionMask.all()))
                    .isInstanceOf(InputException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void headsGiveTheirShapesAndAreBuiltAgain(EncoderConfiguration configuration) {
        List<UnaryLayer> models = List.of(
                TextEncoder.pooled(configuration),
                MaskedLanguageModel.of(configuration),
                TextClassifier.of(configuration, 3),
                TextClassifier.of(configuration, 3, TextClassifier.Reading.MEAN),
                TokenClassifier.of(configuration, 4));
        List<Shape> shapes =
                List.of(Shape.of(2, 5, 16), Shape.of(2, 5, 20), Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 5, 4));
        for (int i = 0; i < models.size(); i++) {
            try (UnaryLayer model = models.get(i);
                    Layer again = LayerTree.build(LayerTree.describe(model));
                    Scope scope = Scope.open()) {
                Tensor tokens = Tensor.of(new long[] {5, 6, 7, 8, 9, 5, 4, 0, 0, 0}, Shape.of(2, 5));
                assertThat(model.apply(tokens).shape()).isEqualTo(shapes.get(i));
                assertThat(again.parameters().keySet())
                        .isEqualTo(model.parameters().keySet());
                assertThat(again.settings()).isEqualTo(model.settings());
            }
        }
    }

    @Test
    void namesOfBertAreTheReferences() {
        try (TextClassifier bert = TextClassifier.of(kinds().get(0), 2);
                MaskedLanguageModel masked = MaskedLanguageModel.of(kinds().get(0));
                TextClassifier roberta = TextClassifier.of(kinds().get(1), 2);
                MaskedLanguageModel distilBert = MaskedLanguageModel.of(kinds().get(2))) {
            assertThat(bert.parameters().keySet())
                    .contains(
                            "bert.embeddings.word_embeddings.weight",
                            "bert.embeddings.token_type_embeddings.weight",
                            "bert.embeddings.LayerNorm.bias",
                            "bert.encoder.layer.1.attention.self.query.weight",
                            "bert.encoder.layer.1.attention.output.dense.bias",
                            "bert.encoder.layer.1.attention.output.LayerNorm.weight",
                            "bert.encoder.layer.1.intermediate.dense.weight",
                            "bert.encoder.layer.1.output.LayerNorm.bias",
                            "bert.pooler.dense.weight",
                            "classifier.bias");
            assertThat(masked.parameters().keySet())
                    .contains(
                            "cls.predictions.bias",
                            "cls.predictions.transform.dense.weight",
                            "cls.predictions.transform.LayerNorm.bias");
            assertThat(roberta.parameters().keySet())
                    .contains("classifier.dense.weight", "classifier.out_proj.bias")
                    .doesNotContain("roberta.pooler.dense.weight");
            assertThat(distilBert.parameters().keySet())
                    .contains(
                            "distilbert.transformer.layer.1.attention.q_lin.weight",
                            "distilbert.transformer.layer.1.sa_layer_norm.weight",
                            "distilbert.transformer.layer.1.ffn.lin2.bias",
                            "distilbert.transformer.layer.1.output_layer_norm.bias",
                            "vocab_transform.weight",
                            "vocab_layer_norm.bias",
                            "vocab_projector.bias");
        }
    }

    @Test
    void tokensBeyondTheContextAreRefused() {
        try (TextEncoder encoder = TextEncoder.of(kinds().get(1));
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> encoder.apply(Tensor.of(new long[11], Shape.of(1, 11))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("reads at most 10");
            assertThatThrownBy(() -> encoder.apply(Tensor.zeros(Shape.of(1, 3))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("int64 [texts, tokens]");
        }
    }
}
