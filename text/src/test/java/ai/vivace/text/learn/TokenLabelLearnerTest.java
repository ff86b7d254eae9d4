package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.TaggedText;
import ai.vivace.text.model.Dropouts;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TokenClassifier;
import ai.vivace.text.token.SubwordTraining;
import ai.vivace.text.token.TextEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences of a small made-up grammar, in which names are known by what stands around them. */
class TokenLabelLearnerTest {
    private static final String[] SYLLABLES = {"ba", "do", "ki", "lu", "me", "no", "ra", "si", "tu", "ve"};

    private static String name(Rng rng) {
        int[] order = rng.permutation(SYLLABLES.length);
        String name = SYLLABLES[order[0]] + SYLLABLES[order[1]];
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static List<TaggedText> sentences(int count, long seed) {
        List<TaggedText> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Rng rng = Rng.of(seed).split(i);
            String person = name(rng.split("person"));
            String family = name(rng.split("family"));
            String place = name(rng.split("place"));
            texts.add(
                    i % 2 == 0
                            ? tagged(
                                    "Mrs " + person + " " + family + " lives in " + place + " .",
                                    "O B-PER I-PER O O B-LOC O")
                            : tagged("In " + place + " we met " + person + " .", "O B-LOC O O B-PER O"));
        }
        return texts;
    }

    private static TaggedText tagged(String words, String labels) {
        return new TaggedText(Arrays.asList(words.split(" ")), Arrays.asList(labels.split(" ")), "grammar");
    }

    private static TextEncoder pieces() {
        List<String> texts = sentences(200, 1).stream()
                .map(text -> String.join(" ", text.words()))
                .toList();
        return SubwordTraining.wordPiece(80).train(texts);
    }

    private static TokenClassifier model(TokenLabelData data) {
        return TokenClassifier.of(
                EncoderConfiguration.bert(data.encoder().vocabulary().size(), 32, 1, 2)
                        .dropouts(Dropouts.of(0)),
                data.labels().size());
    }

    @Test
    void namesThatWereNeverSeenAreFoundInTheirPlacesAlsoByTheExportedModel(@TempDir Path folder) {
        TokenLabelData data = TokenLabelData.of(sentences(256, 1), sentences(40, 2), pieces())
                .batchSize(16)
                .build();
        assertThat(data.labels()).containsExactly("O", "B-LOC", "B-PER", "I-PER");
        try (TokenLabelLearner learner = TokenLabelLearner.of(data, model(data))) {
            learner.learner().fitOneCycle(6, 5e-3);

            assertThat(learner.learner().validate().metrics())
                    .hasEntrySatisfying("accuracy", value -> assertThat(value).isGreaterThan(0.99))
                    .hasEntrySatisfying("entity_f1", value -> assertThat(value).isGreaterThan(0.98));
            String text = "Mrs  Tuki Dome lives in Rasi.";
            List<LabelledSpan> spans = learner.label(text);
            assertThat(spans)
                    .extracting(span -> span.label() + " " + span.text())
                    .containsExactly("PER Tuki Dome", "LOC Rasi");
            assertThat(spans).allSatisfy(span -> {
                assertThat(text.substring(span.from(), span.to())).isEqualTo(span.text());
                assertThat(span.probability()).isBetween(0.5, 1.0);
            });
            assertThat(learner.labels(List.of("In", "Rasi", "we", "met", "Tuki", ".")))
                    .containsExactly("O", "B-LOC", "O", "O", "B-PER", "O");
            assertThat(learner.label(" ")).isEmpty();

            Path file = folder.resolve("names.vivace");
            learner.export(file);
            try (TokenLabelPredictor predictor = TokenLabelPredictor.open(file)) {
                assertThat(predictor.labels()).isEqualTo(data.labels());
                assertThat(predictor.label(text)).isEqualTo(spans);
                assertThat(predictor.labels(List.of("we", "met"))).containsExactly("O", "O");
                assertThat(predictor.provenance().metrics()).containsKey("entity_f1");
                predictor.close();
                assertThatThrownBy(() -> predictor.label(text))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("has been closed");
            }
            assertThatThrownBy(() -> TextClassifierPredictor.open(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no classifier of texts");
            assertThatThrownBy(() -> learner.label("a ".repeat(600)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("at most 512");
        }
    }

    @Test
    void theClassifierTrainsOnAFrozenEncoderFirst() {
        TokenLabelData data = TokenLabelData.of(sentences(64, 1), sentences(8, 2), pieces())
                .batchSize(16)
                .build();
        try (TokenLabelLearner learner = TokenLabelLearner.of(data, model(data), builder -> builder.seed(7))) {
            assertThat(learner.learner().groups()).hasSize(2);
            assertThat(learner.learner().groups().get(1).parameters().keySet())
                    .containsExactly("classifier.weight", "classifier.bias");
            assertThat(learner.learner().seed()).isEqualTo(7);
        }
    }

    @Test
    void labelsThatAreNoEntitiesAreMeasuredByAccuracyAlone() {
        List<TaggedText> texts = List.of(tagged("we met", "PRON VERB"), tagged("met we", "VERB PRON"));
        TokenLabelData data =
                TokenLabelData.of(texts, texts, pieces()).batchSize(2).build();
        try (TokenLabelLearner learner = TokenLabelLearner.of(data, model(data))) {
            assertThat(learner.learner().metricNames()).containsExactly("accuracy");
            assertThat(learner.label("we met")).hasSize(2);
        }
    }

    @Test
    void textsLongerThanTheModelReadsAreRefusedAtOnce() {
        TokenLabelData data = TokenLabelData.of(sentences(8, 1), sentences(4, 2), pieces())
                .longest(600)
                .build();
        try (TokenClassifier model = model(data)) {
            assertThatThrownBy(() -> TokenLabelLearner.of(data, model))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("up to 600 tokens, but the model reads at most 512");
        }
    }

    @Test
    void aLabelThatTrainingHasNotIsNamed() {
        List<TaggedText> other = List.of(tagged("we met", "O B-PRE"));

        assertThatThrownBy(() ->
                        TokenLabelData.of(sentences(4, 1), other, pieces()).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("B-PRE")
                .hasMessageContaining("B-PER");
    }
}
