package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.StateDifference;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextWeightsTest {
    private static final EncoderConfiguration BERT =
            EncoderConfiguration.bert(20, 8, 2, 2).context(12);
    private static final DecoderConfiguration GPT2 =
            DecoderConfiguration.gpt2(20, 8, 2, 2).context(12);

    @TempDir
    private Path folder;

    private static Map<String, Tensor> renamed(Map<String, Tensor> state, String from, String to) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        state.forEach((name, value) -> renamed.put(name.replace(from, to), value));
        return renamed;
    }

    @Test
    void firstPartOfNamesMayBeThereOrNot() {
        try (CausalTransformer from = CausalTransformer.of(GPT2);
                CausalTransformer to = CausalTransformer.of(GPT2);
                Scope scope = Scope.open()) {
            from.initialize(Rng.of(1));
            Map<String, Tensor> bare = renamed(from.state(), "transformer.", "");
            bare.put("h.0.attn.bias", Tensor.zeros(Shape.of(1, 1, 12, 12)));
            bare.put("h.0.attn.masked_bias", Tensor.scalar(-1e4));
            bare.put(
                    "lm_head.weight",
                    from.parameter("transformer.wte.weight").value().detach().copy());
            TextWeights.load(to, bare);
            from.state().forEach((name, value) -> assertThat(
                            to.parameter(name).value().detach().toFloats())
                    .as(name)
                    .isEqualTo(value.toFloats()));
        }
        try (TextEncoder encoder = TextEncoder.pooled(BERT);
                TextClassifier classifier = TextClassifier.of(BERT, 2);
                Scope scope = Scope.open()) {
            classifier.initialize(Rng.of(2));
            Map<String, Tensor> body = new LinkedHashMap<>(classifier.state());
            body.keySet().removeIf(name -> !name.startsWith("bert."));
            TextWeights.load(
                    encoder,
                    renamed(renamed(body, "LayerNorm.weight", "LayerNorm.gamma"), "LayerNorm.bias", "LayerNorm.beta"));
            assertThat(encoder.parameter("pooler.dense.weight").value().detach().toFloats())
                    .isEqualTo(classifier
                            .parameter("bert.pooler.dense.weight")
                            .value()
                            .detach()
                            .toFloats());
        }
    }

    @Test
    void secondNameOfATensorMustHaveItsValues() {
        try (CausalTransformer from = CausalTransformer.of(GPT2);
                CausalTransformer to = CausalTransformer.of(GPT2);
                Scope scope = Scope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>(from.state());
            state.put(
                    "lm_head.weight",
                    from.parameter("transformer.wte.weight").value().detach().mul(2));
            assertThatThrownBy(() -> TextWeights.load(to, state))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "\"lm_head.weight\" and \"transformer.wte.weight\" should be the same numbers");
            Tensor only = Objects.requireNonNull(state.remove("transformer.wte.weight"));
            TextWeights.load(to, state);
            assertThat(to.parameter("transformer.wte.weight").value().detach().toFloats())
                    .isEqualTo(only.mul(2).toFloats());
        }
    }

    @Test
    void whatIsMissingOrTooManyIsListed() {
        try (CausalTransformer model = CausalTransformer.of(GPT2);
                Scope scope = Scope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>(model.state());
            Tensor moved = Objects.requireNonNull(state.remove("transformer.h.0.mlp.c_fc.weight"));
            state.put("transformer.h.7.mlp.c_fc.weight", moved);
            assertThatThrownBy(() -> TextWeights.load(model, state))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("missing: transformer.h.0.mlp.c_fc.weight")
                    .hasMessageContaining("unexpected: transformer.h.7.mlp.c_fc.weight");
        }
    }

    @Test
    void pretrainedBodyGoesUnderANewHead() {
        try (MaskedLanguageModel from = MaskedLanguageModel.of(BERT);
                TextClassifier to = TextClassifier.of(BERT, 3, TextClassifier.Reading.MEAN);
                Scope scope = Scope.open()) {
            from.initialize(Rng.of(1));
            StateDifference difference = TextWeights.loadBody(to, "bert", from.state());
            assertThat(difference.missing()).containsOnlyKeys("classifier.weight", "classifier.bias");
            String name = "bert.encoder.layer.1.output.dense.weight";
            assertThat(to.parameter(name).value().detach().toFloats())
                    .isEqualTo(from.parameter(name).value().detach().toFloats());
            assertThat(to.parameter("classifier.weight").isPristine()).isTrue();
            Map<String, Tensor> less = new LinkedHashMap<>(from.state());
            less.remove(name);
            assertThatThrownBy(() -> TextWeights.loadBody(to, "bert", less))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("missing: " + name);
        }
    }

    @Test
    void weightsInSeveralFilesAreReadByTheirIndex() throws IOException {
        try (TextEncoder from = TextEncoder.of(BERT);
                TextEncoder to = TextEncoder.of(BERT);
                Scope scope = Scope.open()) {
            from.initialize(Rng.of(1));
            Map<String, Tensor> first = new LinkedHashMap<>();
            Map<String, Tensor> second = new LinkedHashMap<>();
            StringBuilder index = new StringBuilder("{\"metadata\": {\"total_size\": 1}, \"weight_map\": {");
            from.state().forEach((name, value) -> {
                boolean embedding = name.startsWith("embeddings");
                (embedding ? first : second).put(name, value);
                index.append(index.toString().endsWith("{") ? "" : ", ")
                        .append("\"" + name + "\": \"part-" + (embedding ? 1 : 2) + ".safetensors\"");
            });
            Safetensors.write(folder.resolve("part-1.safetensors"), first, Map.of());
            Safetensors.write(folder.resolve("part-2.safetensors"), second, Map.of());
            Path file = folder.resolve("model.safetensors.index.json");
            Files.writeString(file, index + "}}");
            TextWeights.load(to, WeightFolder.read(folder));
            String name = "encoder.layer.1.output.dense.weight";
            assertThat(to.parameter(name).value().detach().toFloats())
                    .isEqualTo(from.parameter(name).value().detach().toFloats());

            Files.writeString(file, "{\"weight_map\": {\"a\": \"../part-1.safetensors\"}}");
            assertThatThrownBy(() -> WeightFolder.read(folder))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is not the name of a file beside it");
            Files.writeString(file, "{\"weight_map\": {\"a\": \"part-1.safetensors\"}}");
            assertThatThrownBy(() -> WeightFolder.read(folder))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("says that \"a\" is in part-1.safetensors, but it is not");
        }
    }
}
