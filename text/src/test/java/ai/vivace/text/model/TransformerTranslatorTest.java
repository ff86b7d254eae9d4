package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerTranslatorTest {
    private static List<TranslatorConfiguration> kinds() {
        TranslatorConfiguration original = TranslatorConfiguration.original(11, 16, 2, 4);
        return List.of(
                original,
                original.kind(TranslatorConfiguration.Kind.NORM_FIRST),
                TranslatorConfiguration.t5(11, 16, 2, 2, 24),
                TranslatorConfiguration.t5(11, 16, 2, 2, 24)
                        .feedForward(FeedForward.GEGLU)
                        .untied());
    }

    private static TransformerTranslator drawn(TranslatorConfiguration configuration) {
        TransformerTranslator model = TransformerTranslator.of(configuration);
        model.parameters().forEach((path, parameter) -> {
            if (parameter.shape().rank() > 1) {
                parameter.initialize(Initializers.normal(0, 0.3), Rng.of(7).split(path));
            }
        });
        model.eval();
        return model;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tokenByTokenGivesTheLogitsOfOnePass(TranslatorConfiguration configuration) {
        try (TransformerTranslator model = drawn(configuration);
                Scope scope = Scope.open()) {
            Tensor source = Tensor.of(new long[] {3, 1, 4, 5, 9, 0}, Shape.of(2, 3));
            AttentionMask mask = model.withoutPadding(source);
            Tensor shifted = Tensor.of(new long[] {0, 6, 7, 8, 0, 2, 3, 4}, Shape.of(2, 4));
            Tensor all = Autograd.off(() -> model.logits(source, mask, shifted));
            try (Decoding decoding = model.begin(source, mask)) {
                int[][] tokens = {{6, 2}, {7, 3}, {8, 4}};
                for (int i = 0; i < 4; i++) {
                    assertThat(decoding.logits()[1])
                            .containsExactly(all.select(0, 1).select(0, i).toFloats(), within(1e-5f));
                    if (i < tokens.length) {
                        decoding.advance(tokens[i]);
                    }
                }
                decoding.select(new int[] {1});
                assertThat(decoding.logits()[0])
                        .containsExactly(all.select(0, 1).select(0, 3).toFloats(), within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void paddingOfTheSourceChangesNothing(TranslatorConfiguration configuration) {
        try (TransformerTranslator model = drawn(configuration);
                Scope scope = Scope.open()) {
            Tensor longer = Tensor.of(new long[] {5, 9, 0, 0}, Shape.of(1, 4));
            Tensor shorter = Tensor.of(new long[] {5, 9}, Shape.of(1, 2));
            Tensor shifted = Tensor.of(new long[] {0, 6, 7}, Shape.of(1, 3));
            assertThat(model.logits(longer, model.withoutPadding(longer), shifted)
                            .toFloats())
                    .containsExactly(
                            model.logits(shorter, AttentionMask.all(), shifted).toFloats(), within(1e-5f));
        }
    }

    @Test
    void gradientsReachEveryParameter() {
        for (TranslatorConfiguration configuration : kinds()) {
            try (TransformerTranslator model = TransformerTranslator.of(configuration);
                    Scope scope = Scope.open()) {
                Tensor source = Tensor.of(new long[] {5, 9, 0}, Shape.of(1, 3));
                model.logits(source, model.withoutPadding(source), source)
                        .square()
                        .sum()
                        .backward();
                model.parameters()
                        .forEach((path, parameter) ->
                                assertThat(parameter.value().hasGrad()).as(path).isTrue());
            }
        }
    }

    @Test
    void namesAreThoseOfTheReferences() {
        try (TransformerTranslator t5 = TransformerTranslator.of(kinds().get(2));
                TransformerTranslator flan = TransformerTranslator.of(kinds().get(3));
                TransformerTranslator original = TransformerTranslator.of(kinds().get(0))) {
            assertThat(t5.parameters().keySet())
                    .contains(
                            "shared.weight",
                            "encoder.block.0.layer.0.SelfAttention.q.weight",
                            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                            "encoder.block.1.layer.1.DenseReluDense.wi.weight",
                            "encoder.final_layer_norm.weight",
                            "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                            "decoder.block.1.layer.1.EncDecAttention.o.weight",
                            "decoder.block.1.layer.1.layer_norm.weight",
                            "decoder.block.1.layer.2.DenseReluDense.wo.weight",
                            "decoder.final_layer_norm.weight")
                    .doesNotContain("lm_head.weight");
            assertThat(flan.parameters().keySet())
                    .contains(
                            "decoder.block.0.layer.2.DenseReluDense.wi_0.weight",
                            "decoder.block.0.layer.2.DenseReluDense.wi_1.weight",
                            "lm_head.weight");
            assertThat(original.parameters().keySet())
                    .contains(
                            "model.shared.weight",
                            "model.encoder.layers.0.self_attn.q_proj.bias",
                            "model.decoder.layers.1.encoder_attn.out_proj.weight",
                            "model.decoder.layers.1.final_layer_norm.bias");
        }
    }

    @Test
    void isBuiltAgainFromItsDescription() {
        for (TranslatorConfiguration configuration : kinds()) {
            try (TransformerTranslator model = TransformerTranslator.of(configuration);
                    TransformerTranslator again = (TransformerTranslator) LayerTree.build(LayerTree.describe(model))) {
                assertThat(again.configuration()).isEqualTo(configuration);
            }
        }
    }
}
