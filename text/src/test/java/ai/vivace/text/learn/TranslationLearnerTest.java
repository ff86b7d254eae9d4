package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.TextPairs;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.ExactMatch;
import ai.vivace.text.model.Dropouts;
import ai.vivace.text.model.RecurrentTranslator;
import ai.vivace.text.model.TransformerTranslator;
import ai.vivace.text.model.TranslatorConfiguration;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.SpecialToken;
import ai.vivace.text.token.SubwordTraining;
import ai.vivace.text.token.Vocabulary;
import ai.vivace.text.token.VocabularyEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learns to write a text again, letter by letter: a task in which nothing but attention helps. */
class TranslationLearnerTest {
    private static final int WIDTH = 32;

    private static PairEncoder letters() {
        List<String> tokens = new ArrayList<>(
                List.of(SpecialToken.PADDING.text(), SpecialToken.UNKNOWN.text(), SpecialToken.END.text()));
        "abcdefgh".chars().forEach(letter -> tokens.add(Character.toString(letter)));
        return PairEncoder.of(VocabularyEncoder.of(new CharacterTokenizer(), Vocabulary.of(tokens)));
    }

    /** Texts of 2 to 5 letters. */
    private static TextPairs copies(int count, long seed) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Rng rng = Rng.of(seed).split(i);
            StringBuilder text = new StringBuilder();
            int length = 2 + rng.split("length").permutation(4)[0];
            for (int j = 0; j < length; j++) {
                text.append((char) ('a' + rng.split(j).permutation(8)[0]));
            }
            texts.add(text.toString());
        }
        return TextPairs.of(texts, texts);
    }

    private static TranslationData data(int count) {
        return TranslationData.of(copies(count, 1), copies(40, 2), letters())
                .batchSize(32)
                .seed(3)
                .build();
    }

    private static TransformerTranslator transformer(PairEncoder encoder) {
        return TransformerTranslator.of(TranslatorConfiguration.original(encoder.vocabularySize(), WIDTH, 1, 4)
                .kind(TranslatorConfiguration.Kind.NORM_FIRST)
                .dropouts(Dropouts.of(0)));
    }

    @Test
    void aTransformerCopiesTextsThatItHasNotSeen() {
        TranslationData data = data(1024);
        try (TranslationLearner learner = TranslationLearner.of(data, transformer(data.encoder()))
                .metrics(new ExactMatch())
                .bleuEachEpoch(Bleu.ofCharacters(), 20)
                .build()) {
            learner.learner().fitOneCycle(8, 8e-3);

            List<String> wanted = data.validation().targets();
            assertThat(learner.translate(data.validation().sources(), TranslationSearch.greedy()))
                    .isEqualTo(wanted);
            assertThat(learner.translate(data.validation().sources().subList(0, 5), TranslationSearch.ofBeams(3)))
                    .isEqualTo(wanted.subList(0, 5));
            assertThat(learner.learner().validate().metrics())
                    .containsEntry("accuracy", 1.0)
                    .containsEntry("exact_match", 1.0);
            assertThat(learner.bleuByEpoch()).hasSize(8);
            assertThat(learner.bleuByEpoch().get(7).score()).isCloseTo(100, within(1e-9));
        }
    }

    @Test
    void anAnswerDoesNotDependOnTheOthers() {
        TranslationData data = data(200);
        try (TranslationLearner learner =
                TranslationLearner.of(data, transformer(data.encoder())).build()) {
            learner.fit(1, 1e-3);
            List<String> texts = data.validation().sources().subList(0, 8);
            TranslationSearch search = TranslationSearch.greedy().longest(12);
            List<String> together = learner.translate(texts, search);

            for (int i = 0; i < texts.size(); i++) {
                assertThat(learner.translate(texts.subList(i, i + 1), search)).containsExactly(together.get(i));
            }
            assertThat(learner.translate(List.of(), search)).isEmpty();
        }
    }

    @Test
    void aRecurrentTranslatorLearnsToo() {
        TranslationData data = data(500);
        PairEncoder encoder = data.encoder();
        RecurrentTranslator model = RecurrentTranslator.of(
                encoder.vocabularySize(), WIDTH, RecurrentTranslator.Score.SCALED, encoder.padding(), encoder.start());
        try (TranslationLearner learner =
                TranslationLearner.of(data, model).smoothing(0).build()) {
            double before = learner.learner().validate().loss();
            learner.fitNoam(3, WIDTH, 100);

            assertThat(learner.learner().validate().loss()).isLessThan(0.8 * before);
        }
    }

    @Test
    void anExportedTranslatorAnswersTheSame(@TempDir Path folder) throws Exception {
        PairEncoder encoder =
                PairEncoder.of(SubwordTraining.bytePair(270).train(copies(50, 1).sources()));
        TranslationData data = TranslationData.of(copies(64, 1), copies(8, 2), encoder)
                .batchSize(32)
                .build();
        Path file = folder.resolve("copies.vivace");
        TranslationSearch search = TranslationSearch.greedy().longest(6);
        List<String> texts = data.validation().sources();
        try (TranslationLearner learner =
                TranslationLearner.of(data, transformer(encoder)).build()) {
            learner.fit(1, 1e-2);
            learner.export(file);
            try (TranslationPredictor predictor = TranslationPredictor.open(file)) {
                assertThat(predictor.translate(texts, search)).isEqualTo(learner.translate(texts, search));
                assertThat(predictor.encoder().end()).isEqualTo(encoder.end());
                assertThat(predictor.provenance().metrics()).containsKey("accuracy");
            }
        }
        Path other = Files.writeString(folder.resolve("other.vivace"), "no model");
        assertThatThrownBy(() -> TranslationPredictor.open(other)).isInstanceOf(InputException.class);
    }

    @Test
    void pairsThatAreTooLongAreLeftOutAndCounted() {
        TextPairs pairs = TextPairs.of(List.of("abcdef", "a", "b"), List.of("a", "a", "abcdef"));
        TranslationData data =
                TranslationData.of(pairs, pairs, letters()).longest(4).build();

        assertThat(data.batches().validation().items()).isEqualTo(1);
        assertThat(data.batches().notes()).anyMatch(note -> note.startsWith("2 of 3 pairs of the training part"));
        assertThatThrownBy(() ->
                        TranslationData.of(pairs, pairs, letters()).longest(1).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("All 3 pairs");
    }

    @Test
    void aModelOfAnotherVocabularyOrPaddingIsRefused() {
        TranslationData data = data(40);
        try (TransformerTranslator other = TransformerTranslator.of(TranslatorConfiguration.original(12, 8, 1, 2));
                TransformerTranslator padded = TransformerTranslator.of(
                        TranslatorConfiguration.original(11, 8, 1, 2).tokens(1, 1))) {
            assertThatThrownBy(() -> TranslationLearner.of(data, other))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("11 tokens, but the model 12");
            assertThatThrownBy(() -> TranslationLearner.of(data, padded))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("0 and 0, but the model's 1 and 1");
        }
    }
}
