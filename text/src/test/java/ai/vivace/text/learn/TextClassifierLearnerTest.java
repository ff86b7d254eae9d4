package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.store.Prediction;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.LowRank;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierLearnerTest {
    private static final List<String> ASKED =
            List.of("The soup was poor", "The milk was lovely and I ate it it it it it", "The tea was fine and so on");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static AwdConfiguration small(long vocabulary) {
        return AwdConfiguration.of(vocabulary, 24, 32, 2);
    }

    private Path languageModel(LanguageData data) {
        Path file = folder.resolve("language.safetensors");
        try (LanguageLearner learner = LanguageLearner.of(data, AwdLanguageModel.of(small(data.vocabulary())))
                .build()) {
            learner.fitOneCycle(2, 1e-2);
            learner.saveEncoder(file);
        }
        return file;
    }

    private static LanguageData language() {
        return LanguageData.of(Songs.opinions(60))
                .tokenizer(RuledTokenizer.of(new WordTokenizer()), VocabularyLimits.atLeast(1))
                .batchSize(4)
                .sequenceLength(16)
                .build();
    }

    @Test
    void ulmfitLearnsOnALanguageModelAndItsFileAnswersTheSame() {
        LanguageData language = language();
        TextClassifierData data = TextClassifierData.of(Songs.opinions(160))
                .encoder(language.encoder())
                .batchSize(16)
                .build();
        try (TextClassifierLearner learner = TextClassifierLearner.of(data, small(language.vocabulary()))
                .encoder(languageModel(language))
                .build()) {
            assertThat(names(learner)).containsExactly("tokens", "0.module.rnns.0", "0.module.rnns.1", "head");
            assertThat(learner.fitGradually(1, 1e-2).epochs()).hasSize(4);
            learner.learner().fitOneCycle(12, 2e-2);
            assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.9);
            assertThat(learner.validate().metrics()).containsKeys("accuracy", "f1");
            checkTopLosses(learner);
            checkFile(learner);
        }
    }

    private static List<String> names(TextClassifierLearner learner) {
        return learner.learner().groups().stream().map(ParameterGroup::name).toList();
    }

    private static void checkTopLosses(TextClassifierLearner learner) {
        List<TextMistake> worst = learner.topLosses(5);
        assertThat(worst).hasSize(5);
        for (TextMistake mistake : worst) {
            Prediction again = learner.predict(mistake.document().text());
            double probability = again.values()
                    .get(learner.data().labels().indexOf(mistake.document().label()));
            assertThat(mistake.probability()).isCloseTo(probability, within(1e-5));
            assertThat(mistake.loss()).isCloseTo(-Math.log(probability), within(1e-3));
            assertThat(mistake.predicted()).isEqualTo(again.label());
        }
        assertThat(worst.get(0).loss()).isGreaterThanOrEqualTo(worst.get(4).loss());
    }

    /** The file answers as the learner, one by one or together, from several threads, and whatever the text's length. */
    private void checkFile(TextClassifierLearner learner) {
        Path file = folder.resolve("opinions.vivace");
        List<Prediction> own = learner.predict(ASKED);
        learner.export(file);
        try (TextClassifierPredictor predictor = TextClassifierPredictor.open(file)) {
            assertThat(predictor.labels()).containsExactly("bad", "good");
            IntStream.range(0, 8).parallel().forEach(i -> checkEqual(predictor.predict(ASKED), own));
            for (int i = 0; i < ASKED.size(); i++) {
                checkEqual(List.of(predictor.predict(ASKED.get(i))), List.of(own.get(i)));
            }
            String endless = "lovely tea ".repeat(2000);
            checkEqual(List.of(predictor.predict(endless)), List.of(learner.predict(endless)));
            assertThat(predictor.provenance().metrics()).containsKey("accuracy");
        }
        checkEqual(learner.predict(ASKED), own);
    }

    private static void checkEqual(List<Prediction> some, List<Prediction> expected) {
        for (int i = 0; i < expected.size(); i++) {
            for (int k = 0; k < expected.get(i).values().size(); k++) {
                assertThat(some.get(i).values().get(k))
                        .isCloseTo(expected.get(i).values().get(k), within(1e-6));
            }
        }
    }

    private PublishedEncoder published() {
        try {
            return PublishedEncoder.folder(SmallEncoder.written(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TextClassifierData subwords(PublishedEncoder published) {
        return TextClassifierData.of(Songs.opinions(160))
                .encoder(published.tokenizer())
                .longest(40)
                .batchSize(16)
                .build();
    }

    @Test
    void aPublishedEncoderLearnsWithAHeadOfItsOwn() {
        PublishedEncoder published = published();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(subwords(published), published).build()) {
            assertThat(names(learner))
                    .containsExactly("tokens", "bert.encoder.layer.0", "bert.encoder.layer.1", "head");
            learner.fitWarmedUp(8, 5e-3);
            assertThat(learner.validate().metric("f1").orElseThrow()).isGreaterThan(0.9);
            checkTopLosses(learner);
            checkFile(learner);
        }
    }

    @Test
    void adaptersLeaveTheEncoderAsItWasAndArePartOfTheFile() {
        PublishedEncoder published = published();
        try (TextClassifierLearner learner = TextClassifierLearner.of(subwords(published), published)
                        .lora(LowRank.of(4, "query", "value"))
                        .build();
                Scope scope = Scope.open()) {
            Map<String, Tensor> read =
                    Safetensors.read(folder.resolve("model.safetensors")).tensors();
            learner.fitWarmedUp(10, 2e-2);
            assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.8);
            Map<String, Tensor> state = learner.learner().model().state();
            read.forEach((name, value) -> assertThat(
                            Objects.requireNonNull(state.get("bert." + name)).toFloats())
                    .as(name)
                    .containsExactly(value.toFloats()));
            assertThat(learner.lora().orElseThrow().parameterCount()).isEqualTo(4 * 2 * 64 * 2);
            checkFile(learner);
            assertThatThrownBy(() -> learner.fitGradually(1, 1e-2))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("fitWarmedUp");
        }
    }

    @Test
    void dataOfAnotherTokenizerAreRefused() {
        PublishedEncoder published = published();
        TextClassifierData words = TextClassifierData.of(Songs.opinions(40))
                .batchSize(4)
                .longest(64)
                .build();
        assertThatThrownBy(() -> TextClassifierLearner.of(words, published))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("own tokenizer");
        TextClassifierData large = TextClassifierData.of(Songs.opinions(40))
                .encoder(published.tokenizer())
                .batchSize(4)
                .build();
        assertThatThrownBy(() -> TextClassifierLearner.of(large, published))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most 64");
    }

    @Test
    void aLanguageModelIsNoClassifier() {
        LanguageData data = language();
        Path file = folder.resolve("language.vivace");
        try (LanguageLearner learner = LanguageLearner.of(data, AwdLanguageModel.of(small(data.vocabulary())))
                .build()) {
            learner.export(file);
        }
        assertThatThrownBy(() -> TextClassifierPredictor.open(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no classifier of texts");
    }
}
