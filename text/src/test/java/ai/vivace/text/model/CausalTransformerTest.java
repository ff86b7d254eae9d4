package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.DecoderConfiguration.PositionKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CausalTransformerTest {
    private static final long[] TEXT = {3, 1, 4, 1, 5, 9, 2, 6};

    private static List<DecoderConfiguration> kinds() {
        DecoderConfiguration llama =
                DecoderConfiguration.llama(11, 16, 2, 4, 2, 24).context(16);
        return List.of(
                DecoderConfiguration.gpt2(11, 16, 2, 4).context(16),
                DecoderConfiguration.nanoGpt(11, 16, 2, 4).context(16),
                llama,
                llama.rotary(10_000, new RotaryScaling.Yarn(2, 8)),
                llama.positions(PositionKind.ALIBI),
                llama.positions(PositionKind.SINUSOIDAL),
                llama.positions(PositionKind.NONE),
                llama.heads(new Heads(4, 1, 6))
                        .biases(Biases.QUERIES_KEYS_VALUES)
                        .queriesAndKeysNormed()
                        .tied(DecoderConfiguration.Tying.TIED));
    }

    private static CausalTransformer drawn(DecoderConfiguration configuration) {
        CausalTransformer model = CausalTransformer.of(configuration);
        // Larger than for training, so that what a token attends to shows.
        model.parameters().forEach((path, parameter) -> {
            if (parameter.shape().rank() > 1) {
                parameter.initialize(Initializers.normal(0, 0.3), Rng.of(7).split(path));
            }
        });
        model.eval();
        return model;
    }

    private static Tensor text(long... tokens) {
        return Tensor.of(tokens, Shape.of(1, tokens.length));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tokenByTokenGivesTheLogitsOfOnePass(DecoderConfiguration configuration) {
        try (CausalTransformer model = drawn(configuration);
                Scope scope = Scope.open()) {
            Tensor all = Autograd.off(() -> model.apply(text(TEXT)));
            try (Decoding decoding = model.begin(text(TEXT).narrow(1, 0, 3), AttentionMask.all())) {
                for (int i = 3; i < TEXT.length; i++) {
                    assertThat(decoding.logits()[0])
                            .containsExactly(all.select(0, 0).select(0, i - 1).toFloats(), within(1e-5f));
                    decoding.advance(new int[] {(int) TEXT[i]});
                }
                assertThat(decoding.room()).isEqualTo(8);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void textWithPaddingInFrontIsAsIfItStoodAlone(DecoderConfiguration configuration) {
        try (CausalTransformer model = drawn(configuration);
                Scope scope = Scope.open()) {
            Tensor batch = Tensor.of(new long[] {3, 1, 4, 1, 5, 0, 0, 0, 9, 2}, Shape.of(2, 5));
            Tensor mask = Tensor.of(new long[] {1, 1, 1, 1, 1, 0, 0, 0, 1, 1}, Shape.of(2, 5));
            try (Decoding both = model.begin(batch, AttentionMask.attending(mask));
                    Decoding alone = model.begin(text(9, 2), AttentionMask.all())) {
                for (int token : new int[] {7, 8, 6}) {
                    assertThat(both.logits()[1]).containsExactly(alone.logits()[0], within(1e-5f));
                    both.advance(new int[] {1, token});
                    alone.advance(new int[] {token});
                }
            }
        }
    }

    @Test
    void laterTokensChangeNothingBeforeThem() {
        try (CausalTransformer model = drawn(kinds().get(0));
                Scope scope = Scope.open()) {
            float[] first = model.apply(text(1, 2, 3)).narrow(1, 0, 2).toFloats();
            float[] other = model.apply(text(1, 2, 9)).narrow(1, 0, 2).toFloats();
            assertThat(other).containsExactly(first, within(1e-6f));
        }
    }

    @Test
    void chosenTextsGoOnInTheirNewOrder() {
        try (CausalTransformer model = drawn(kinds().get(2));
                Scope scope = Scope.open()) {
            Tensor two = Tensor.of(new long[] {1, 2, 3, 4}, Shape.of(2, 2));
            try (Decoding decoding = model.begin(two, AttentionMask.all());
                    Decoding expected = model.begin(text(3, 4), AttentionMask.all())) {
                decoding.select(new int[] {1, 1, 0});
                decoding.advance(new int[] {5, 6, 7});
                expected.advance(new int[] {6});
                assertThat(decoding.items()).isEqualTo(3);
                assertThat(decoding.logits()[1]).containsExactly(expected.logits()[0], within(1e-5f));
            }
        }
    }

    @Test
    void gradientsReachEveryParameter() {
        for (DecoderConfiguration configuration : kinds()) {
            try (CausalTransformer model = CausalTransformer.of(configuration);
                    Scope scope = Scope.open()) {
                model.apply(text(TEXT)).square().sum().backward();
                model.parameters()
                        .forEach((path, parameter) ->
                                assertThat(parameter.value().hasGrad()).as(path).isTrue());
            }
        }
    }

    @Test
    void namesAreThoseOfTheReferences() {
        try (CausalTransformer gpt2 = CausalTransformer.of(kinds().get(0));
                CausalTransformer llama = CausalTransformer.of(kinds().get(2))) {
            assertThat(gpt2.parameter("transformer.h.1.attn.c_attn.weight").shape())
                    .isEqualTo(Shape.of(16, 48));
            assertThat(gpt2.parameters().keySet())
                    .contains(
                            "transformer.wte.weight",
                            "transformer.wpe.weight",
                            "transformer.h.0.ln_1.bias",
                            "transformer.h.0.attn.c_proj.bias",
                            "transformer.h.0.mlp.c_fc.weight",
                            "transformer.ln_f.weight");
            assertThat(llama.parameters().keySet())
                    .containsExactlyInAnyOrder(
                            "model.embed_tokens.weight",
                            "model.layers.0.self_attn.q_proj.weight",
                            "model.layers.0.self_attn.k_proj.weight",
                            "model.layers.0.self_attn.v_proj.weight",
                            "model.layers.0.self_attn.o_proj.weight",
                            "model.layers.0.mlp.gate_proj.weight",
                            "model.layers.0.mlp.up_proj.weight",
                            "model.layers.0.mlp.down_proj.weight",
                            "model.layers.0.input_layernorm.weight",
                            "model.layers.0.post_attention_layernorm.weight",
                            "model.layers.1.self_attn.q_proj.weight",
                            "model.layers.1.self_attn.k_proj.weight",
                            "model.layers.1.self_attn.v_proj.weight",
                            "model.layers.1.self_attn.o_proj.weight",
                            "model.layers.1.mlp.gate_proj.weight",
                            "model.layers.1.mlp.up_proj.weight",
                            "model.layers.1.mlp.down_proj.weight",
                            "model.layers.1.input_layernorm.weight",
                            "model.layers.1.post_attention_layernorm.weight",
                            "model.norm.weight",
                            "lm_head.weight");
        }
    }

    @Test
    void isBuiltAgainFromItsDescription() {
        for (DecoderConfiguration configuration : kinds()) {
            try (CausalTransformer model = CausalTransformer.of(configuration);
                    CausalTransformer again = (CausalTransformer) LayerTree.build(LayerTree.describe(model))) {
                assertThat(again.configuration()).isEqualTo(configuration);
            }
        }
    }

    @Test
    void wrongTextsAreExplained() {
        try (CausalTransformer model = CausalTransformer.of(kinds().get(0));
                Scope scope = Scope.open()) {
            Tensor tooLong = Tensor.zeros(Shape.of(1, 17), DType.INT64);
            assertThatThrownBy(() -> model.apply(tooLong))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("has 17 tokens, but the model reads at most 16");
            Tensor mask = Tensor.of(new long[] {1, 0}, Shape.of(1, 2));
            assertThatThrownBy(() -> model.begin(text(1, 2), AttentionMask.attending(mask)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Pad in front");
            try (Decoding decoding = model.begin(text(1, 2), AttentionMask.all())) {
                assertThatThrownBy(() -> decoding.advance(new int[] {11}))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("Token 11 is not in the vocabulary, which has 11");
                assertThatThrownBy(() -> decoding.advance(new int[] {1, 2})).isInstanceOf(InputException.class);
            }
            assertThatThrownBy(() -> DecoderConfiguration.of("gpt3"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("gpt2");
        }
    }
}
