package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.RecurrentLayer;
import ai.vivace.nn.RecurrentOutput;
import ai.vivace.nn.RecurrentSettings;
import ai.vivace.nn.StateDifference;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.generate.BeamSearch;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.generate.Generator;
import ai.vivace.text.generate.LengthNormalization;
import ai.vivace.text.generate.Penalties;
import ai.vivace.text.generate.Sampling;
import ai.vivace.text.generate.Stop;
import ai.vivace.text.generate.TokenListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code and the table of models of docs/guide/text-networks.md. */
class TextNetworksGuideTest {
    private static final String PAGE = "docs/guide/text-networks.md";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf(PAGE, TextNetworksGuideTest.class);
    }

    @Test
    void theGuideHasEveryNamedModelWithItsNumberOfParameters() throws IOException {
        String page = Files.readString(root().resolve(PAGE), StandardCharsets.UTF_8);
        for (String name : TextConfigurations.labels()) {
            assertThat(page)
                    .containsPattern(Pattern.quote("| `" + name + "` |") + ".*\\| "
                            + String.format(Locale.ROOT, "%,d", count(name)) + " \\|\n");
        }
    }

    /** Encoders with their poolers, but for DistilBERT, which was published without. */
    private static long count(String name) {
        if (EncoderConfiguration.labels().contains(name)) {
            EncoderConfiguration encoder = EncoderConfiguration.of(name);
            boolean pooled = encoder.names() != EncoderConfiguration.Names.DISTILBERT;
            return encoder.parameterCount() + (pooled ? encoder.poolerParameterCount() : 0);
        }
        return DecoderConfiguration.labels().contains(name)
                ? DecoderConfiguration.of(name).parameterCount()
                : TranslatorConfiguration.of(name).parameterCount();
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("LICENSE"))) {
            at = Objects.requireNonNull(at.getParent(), "Tests run inside the repository.");
        }
        return at;
    }

    @Test
    void aDecoderIsDescribedBuiltAndWrites() {
        // snippet
        DecoderConfiguration small = DecoderConfiguration.llama(100, 32, 2, 4, 2, 64)
                .context(48)
                .rotary(500_000, new RotaryScaling.Linear(2))
                .norm(new Norm(Norm.Kind.ROOT_MEAN_SQUARE, 1e-6))
                .tied(DecoderConfiguration.Tying.TIED);
        System.out.println(small.parameterCount() + " parameters");
        try (CausalTransformer model = CausalTransformer.of(small)) {
            model.initialize(Rng.of(1));
            model.eval();
            Generated text = Generator.of(model, Stop.after(20).at(2))
                    .sampling(Sampling.temperature(0.8).topK(50).topP(0.95))
                    .penalties(Penalties.none().repetition(1.2).noRepeat(3))
                    .listener((place, token) -> TokenListener.Flow.CONTINUE)
                    .seed(42)
                    .write(5, 7, 11);
            System.out.println(text.tokens() + " " + text.ending());
            List<Generated> best = BeamSearch.of(model, Stop.after(8).at(2), 4)
                    .normalization(LengthNormalization.GNMT, 0.6)
                    .best(5, 7, 11);
            System.out.println(best.get(0).logProbability());
        }
        // end
        try (CausalTransformer model = CausalTransformer.of(small)) {
            assertThat(model.parameterCount()).isEqualTo(small.parameterCount());
        }
    }

    @Test
    void publishedWeightsAreLoadedByName() throws IOException {
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "vocab_size": 30, "hidden_size": 16, "num_hidden_layers": 2,
                 "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 12}""");
        EncoderConfiguration published = EncoderConfiguration.bert(30, 16, 2, 2).context(12);
        try (TextEncoder whole = TextEncoder.pooled(published);
                Scope scope = Scope.open()) {
            whole.initialize(Rng.of(1));
            Safetensors.write(folder.resolve("model.safetensors"), whole.state(), Map.of());
        }
        // snippet
        EncoderConfiguration configuration = TextConfigurations.encoder(folder.resolve("config.json"));
        try (TextEncoder encoder = TextEncoder.of(configuration);
                Scope scope = Scope.open()) {
            StateDifference left = TextWeights.loadWithoutHeads(encoder, WeightFolder.read(folder));
            System.out.println("not needed: " + left.unexpected());
            encoder.eval();
            Tensor tokens = Tensor.of(new long[] {2, 5, 9, 3, 2, 7, 3, 0}, Shape.of(2, 4));
            AttentionMask mask = encoder.withoutPadding(tokens);
            Tensor texts = TextPooling.MEAN.apply(encoder.hidden(tokens, mask), mask);
            System.out.println(texts.shape());
        }
        // end
        assertThat(configuration.width()).isEqualTo(16);
    }

    @Test
    void adaptersAreTrainedSavedAndMerged() {
        Path file = folder.resolve("adapters.safetensors");
        // snippet
        DecoderConfiguration small =
                DecoderConfiguration.gpt2(100, 32, 2, 4).context(48).dropouts(Dropouts.none());
        try (CausalTransformer model = CausalTransformer.of(small);
                Scope scope = Scope.open()) {
            model.initialize(Rng.of(1));
            Lora lora = Lora.add(model, LowRank.of(4, "c_attn").dropout(0.05), Rng.of(2));
            System.out.println(lora.parameterCount() + " of " + model.parameterCount() + " are trained");
            // train model here; all but the adapters is excluded
            lora.save(file);
            lora.merge();
        }
        // end
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void recurrentNetworksPassOverPadding() {
        // snippet
        RecurrentSettings settings = RecurrentSettings.lstm(8, 16).layers(2).bidirectional();
        try (RecurrentLayer network = RecurrentLayer.of(settings);
                Scope scope = Scope.open()) {
            network.initialize(Rng.of(1));
            network.eval();
            Tensor steps = Tensor.zeros(Shape.of(3, 5, 8));
            Tensor mask = Tensor.of(new long[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1}, Shape.of(3, 5));
            RecurrentOutput read = network.run(steps, network.zeroState(3), mask);
            System.out.println(read.output().shape() + ", last states "
                    + read.state().hidden().shape());
        }

        AwdConfiguration sizes = AwdConfiguration.of(100, 24, 32, 2)
                .dropouts(AwdDropouts.classifier().times(0.5));
        try (AwdClassifier classifier = AwdClassifier.of(sizes, 2);
                Scope scope = Scope.open()) {
            classifier.initialize(Rng.of(1));
            classifier.eval();
            Tensor texts = Tensor.of(new long[] {1, 1, 7, 9, 5, 6, 7, 8}, Shape.of(2, 4));
            System.out.println(classifier.apply(texts).shape());
        }
        // end
        assertThat(sizes.dropouts().weight()).isCloseTo(0.25, within(1e-12));
    }
}
