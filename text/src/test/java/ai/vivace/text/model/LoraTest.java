package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraTest {
    private static final DecoderConfiguration GPT2 =
            DecoderConfiguration.gpt2(20, 8, 2, 2).context(12).dropouts(Dropouts.none());

    @TempDir
    private Path folder;

    private static Tensor text() {
        return Tensor.of(new long[] {5, 7, 9}, Shape.of(1, 3));
    }

    private static float[] weight(CausalTransformer model) {
        return model.parameter("transformer.h.0.attn.c_attn.weight")
                .value()
                .detach()
                .toFloats();
    }

    private static void disturb(Lora lora) {
        lora.state().forEach((name, value) -> value.fillNormal(0, 1, Rng.of(9).split(name)));
    }

    private static CausalTransformer drawn() {
        CausalTransformer model = CausalTransformer.of(GPT2);
        model.initialize(Rng.of(1));
        return model;
    }

    /** The weights themselves are never drawn, so their memory is not touched. */
    @Test
    void countsAreTheReferences() {
        try (Layer distilBert = TextEncoder.of(EncoderConfiguration.of("distilbert-base-uncased"));
                Layer gpt2 = CausalTransformer.of(DecoderConfiguration.of("gpt2"))) {
            assertThat(Lora.add(distilBert, LowRank.of(8, "q_lin", "v_lin"), Rng.of(1))
                            .parameterCount())
                    .isEqualTo(147_456);
            assertThat(Lora.add(gpt2, LowRank.of(8, "c_attn"), Rng.of(1)).parameterCount())
                    .isEqualTo(294_912);
        }
    }

    @Test
    void nothingChangesAtFirstAndOnlyAdaptersAreTrained() {
        try (CausalTransformer model = drawn();
                Scope scope = Scope.open()) {
            float[] before = model.apply(text()).toFloats();
            Lora lora = Lora.add(model, LowRank.of(4, "c_attn", "mlp.c_proj"), Rng.of(2));
            assertThat(model.apply(text()).toFloats()).isEqualTo(before);
            assertThat(lora.state().keySet())
                    .contains(
                            "base_model.model.transformer.h.1.attn.c_attn.lora_A.weight",
                            "base_model.model.transformer.h.1.mlp.c_proj.lora_B.weight")
                    .hasSize(8);
            model.apply(text()).sum().backward();
            model.parameters()
                    .forEach((name, parameter) ->
                            assertThat(parameter.isTrainable()).as(name).isEqualTo(name.contains("lora_")));
            Parameter up = model.parameter("transformer.h.0.attn.c_attn.lora_B.weight");
            assertThat(up.value().hasGrad()).isTrue();
        }
    }

    @Test
    void mergedModelComputesTheSameAndUnmergedIsToTheBitWhatItWas() {
        try (CausalTransformer model = drawn();
                Scope scope = Scope.open()) {
            float[] weight = weight(model);
            Lora lora = Lora.add(model, LowRank.of(4, "c_attn", "c_fc").alpha(3), Rng.of(2));
            disturb(lora);
            float[] adapted = model.apply(text()).toFloats();
            lora.merge();
            lora.merge();
            assertThat(model.apply(text()).toFloats()).containsExactly(adapted, within(1e-4f));
            assertThat(weight(model)).isNotEqualTo(weight);
            lora.unmerge();
            assertThat(model.apply(text()).toFloats()).isEqualTo(adapted);
            assertThat(weight(model)).isEqualTo(weight);
            lora.remove();
            assertThat(model.parameterCount()).isEqualTo(GPT2.parameterCount());
            assertThat(model.parameters().values()).allMatch(Parameter::isTrainable);
        }
    }

    @Test
    void savedAdaptersGoIntoAnotherCopyOfTheModel() {
        Path file = folder.resolve("adapter_model.safetensors");
        try (CausalTransformer from = drawn();
                CausalTransformer to = drawn();
                Scope scope = Scope.open()) {
            Lora first = Lora.add(from, LowRank.of(4, "c_attn"), Rng.of(2));
            disturb(first);
            first.save(file);
            Lora second = Lora.add(to, LowRank.of(4, "c_attn"), Rng.of(3));
            second.load(file);
            assertThat(to.apply(text()).toFloats()).isEqualTo(from.apply(text()).toFloats());
            second.remove();
            Lora other = Lora.add(to, LowRank.of(2, "c_attn"), Rng.of(3));
            Map<String, Tensor> before = other.state();
            assertThatThrownBy(() -> other.load(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("should have shape [2, 8], but has [4, 8]");
            assertThat(other.state().keySet()).isEqualTo(before.keySet());
        }
    }

    @Test
    void wrongTargetsAreExplained() {
        try (CausalTransformer model = drawn()) {
            assertThatThrownBy(() -> Lora.add(model, LowRank.of(4, "q_proj"), Rng.of(1)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is called \"q_proj\"")
                    .hasMessageContaining("c_attn");
            Lora.add(model, LowRank.of(4, "c_attn"), Rng.of(1));
            assertThatThrownBy(() -> Lora.add(model, LowRank.of(4, "c_attn"), Rng.of(1)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("already has adapters");
            assertThatThrownBy(() -> LowRank.of(0, "a")).isInstanceOf(InputException.class);
        }
        assertThat(LowRank.of(4, "a").alpha(8).scale()).isEqualTo(2);
        assertThat(LowRank.of(4, "a")
                        .alpha(8)
                        .scaling(LowRank.Scaling.RANK_STABLE)
                        .scale())
                .isEqualTo(4);
    }
}
