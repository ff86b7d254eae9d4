package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.generate.Sampling;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdDropouts;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.Vocabulary;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageLearnerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static LanguageData windows() {
        return LanguageData.of(Songs.counting(60))
                .tokenizer(new CharacterTokenizer(), VocabularyLimits.atLeast(1))
                .windows(40)
                .batchSize(8)
                .sequenceLength(24)
                .build();
    }

    private static LanguageData words(TextDocuments documents) {
        return LanguageData.of(documents)
                .tokenizer(RuledTokenizer.of(new WordTokenizer()), VocabularyLimits.atLeast(1))
                .batchSize(4)
                .sequenceLength(8)
                .build();
    }

    private static LanguageLearner transformer(LanguageData data) {
        return LanguageLearner.of(
                        data,
                        CausalTransformer.of(DecoderConfiguration.nanoGpt(data.vocabulary(), 32, 2, 2)
                                .context(24)))
                .build();
    }

    private static LanguageLearner recurrent(LanguageData data) {
        return LanguageLearner.of(
                        data,
                        AwdLanguageModel.of(AwdConfiguration.of(data.vocabulary(), 24, 32, 2)
                                .dropouts(AwdDropouts.languageModel().times(0.2))))
                .build();
    }

    @Test
    void aTransformerLearnsASongAndItsFileGoesOnAsTheLearnerDoes() {
        LanguageData data = windows();
        Path file = folder.resolve("song.vivace");
        Writing greedy = Writing.of(60).sampling(Sampling.greedy());
        try (LanguageLearner learner = transformer(data)) {
            learner.fitCosine(3, 1e-2);
            Evaluation last = learner.validate();
            assertThat(last.metric("accuracy").orElseThrow()).isGreaterThan(0.9);
            assertThat(last.metric("perplexity").orElseThrow()).isCloseTo(Math.exp(last.loss()), within(1e-3));
            assertThat(last.metric("bits_per_character").orElseThrow())
                    .isCloseTo(last.loss() / Math.log(2), within(1e-4));
            WrittenText written = learner.write("one two thr", greedy);
            assertThat(written.text()).startsWith("ee four five\none two three").hasSize(60);
            assertThat(written.notes()).isEmpty();

            learner.export(file);
            try (TextGenerator generator = TextGenerator.open(file)) {
                assertThat(generator.write("one two thr", greedy)).isEqualTo(written);
                Writing drawn = Writing.of(40).seed(5);
                assertThat(generator.write("", drawn)).isEqualTo(learner.write("", drawn));
                assertThat(generator.provenance().metrics()).containsKeys("loss", "perplexity");
            }
        }
    }

    @Test
    void aPromptThatIsTooLongIsCutAtItsFrontAndSaysSo() {
        try (LanguageLearner learner = transformer(windows())) {
            learner.fitCosine(1, 1e-2);
            String prompt = "one two three four five\none two three";
            List<String> pieces = new ArrayList<>();
            WrittenText written = learner.write(prompt, Writing.of(50), pieces::add);
            assertThat(written.notes())
                    .containsExactly("The prompt has 37 tokens, of which the model reads the last 24; those before were"
                            + " cut off.");
            assertThat(written.tokens()).isEqualTo(50);
            assertThat(written.ending()).isEqualTo(Generated.Ending.LENGTH);
            assertThat(String.join("", pieces)).isEqualTo(written.text());
            assertThat(learner.write(prompt.substring(13), Writing.of(50)).text())
                    .isEqualTo(written.text());
        }
    }

    @Test
    void anAwdLstmLearnsASongWithMemoryGroupsAndRegularisation() {
        LanguageData data = words(Songs.counting(200));
        try (LanguageLearner learner = recurrent(data)) {
            assertThat(learner.learner().groups().stream()
                            .map(ParameterGroup::name)
                            .toList())
                    .containsExactly("0.rnns.0", "0.rnns.1", "tokens");
            learner.fitOneCycle(4, 2e-2);
            List<EpochRow> epochs = learner.learner().history().epochs();
            assertThat(epochs.get(3).evaluation().metric("accuracy").orElseThrow())
                    .isGreaterThan(0.95);
            assertThat(learner.validate()).isEqualTo(learner.validate());
            assertThat(learner.validate().loss())
                    .isCloseTo(epochs.get(3).evaluation().loss(), within(1e-6));
            assertThat(learner.learner().momentum()).isCloseTo(0.8, within(1e-3));
            WrittenText written = learner.write("one two", Writing.of(4).sampling(Sampling.greedy()));
            assertThat(written.text()).isEqualTo(" three four five one");
        }
    }

    @Test
    void theLearnedStateMovesToAnotherVocabularyByWord() {
        LanguageData first = words(Songs.counting(50));
        LanguageData second =
                words(TextDocuments.of(List.of(new Document("five four seven two nine ".repeat(50), "", "", "other"))));
        Path file = folder.resolve("encoder.safetensors");
        try (LanguageLearner from = recurrent(first);
                LanguageLearner to = recurrent(second);
                Scope scope = Scope.open()) {
            from.saveEncoder(file);
            int known = to.loadEncoder(file);
            Vocabulary before = first.encoder().vocabulary();
            Vocabulary after = second.encoder().vocabulary();
            assertThat(known)
                    .isEqualTo((int) after.tokens().stream().filter(before::has).count());
            Map<String, Tensor> old = from.learner().model().state();
            Map<String, Tensor> now = to.learner().model().state();
            for (String name : List.of("0.encoder.weight", "1.decoder.bias")) {
                Tensor rows = Objects.requireNonNull(old.get(name));
                Tensor moved = Objects.requireNonNull(now.get(name));
                for (String word : List.of("five", "four", "two", "xxbos")) {
                    assertThat(moved.select(0, after.number(word)).toFloats())
                            .containsExactly(rows.select(0, before.number(word)).toFloats());
                }
                assertThat(moved.select(0, after.number("seven")).toFloats())
                        .containsExactly(rows.mean(0).toFloats());
            }
            assertThat(Objects.requireNonNull(now.get("0.rnns.0.weight_hh_l0_raw"))
                            .toFloats())
                    .containsExactly(Objects.requireNonNull(old.get("0.rnns.0.weight_hh_l0_raw"))
                            .toFloats());
        }
    }

    @Test
    void aModelOfOtherSizesIsNotTakenOver() {
        LanguageData data = words(Songs.counting(50));
        Path file = folder.resolve("encoder.safetensors");
        try (LanguageLearner from = recurrent(data);
                LanguageLearner to = LanguageLearner.of(
                                data, AwdLanguageModel.of(AwdConfiguration.of(data.vocabulary(), 16, 16, 2)))
                        .build()) {
            from.saveEncoder(file);
            assertThatThrownBy(() -> to.loadEncoder(file)).isInstanceOf(InputException.class);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWhenTheLearnerIsDescribed() {
        LanguageData data = windows();
        try (CausalTransformer small = CausalTransformer.of(DecoderConfiguration.nanoGpt(5, 8, 1, 1));
                CausalTransformer brief = CausalTransformer.of(
                        DecoderConfiguration.nanoGpt(data.vocabulary(), 8, 1, 1).context(8))) {
            assertThatThrownBy(() -> LanguageLearner.of(data, small))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("knows 5");
            assertThatThrownBy(() -> LanguageLearner.of(data, brief))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("larger context");
        }
    }

    @Test
    void aFileOfAnotherKindIsNoLanguageModel() {
        LanguageData data = words(Songs.counting(50));
        Path file = folder.resolve("encoder.safetensors");
        try (LanguageLearner learner = recurrent(data)) {
            learner.saveEncoder(file);
            assertThatThrownBy(() -> TextGenerator.open(file)).isInstanceOf(InputException.class);
            Path model = folder.resolve("model.vivace");
            learner.export(model);
            assertThatThrownBy(() -> learner.loadEncoder(model))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("saveEncoder");
        }
    }
}
