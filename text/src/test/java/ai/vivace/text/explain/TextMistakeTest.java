package ai.vivace.text.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Shape;
import ai.vivace.text.TextLoader;
import ai.vivace.text.TokenCorpus;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextMistakeTest {
    private static final List<String> TEXTS = List.of("short", "the longest of all", "some words", "a few words");

    @Test
    void theWorstTextsAreThoseOfTheirNumbersThoughBatchesAreSorted() {
        TokenCorpus corpus = TokenCorpus.of(
                List.of(new int[] {5}, new int[] {1, 2, 3, 4}, new int[] {6, 7}, new int[] {8, 9, 7}), 10);
        TextLoader loader =
                TextLoader.of(corpus, new int[] {0, 1, 1, 0}, 0).batchSize(2).build();
        TrainingData data = TrainingData.of(
                loader.loader(),
                loader.loader(),
                new Task.Classification(List.of("ham", "spam")),
                Preprocessing.none(Shape.of(4)));
        try (Learner learner = Learner.of(data, TextClassifier.of(EncoderConfiguration.bert(10, 16, 1, 2), 2))
                .build()) {
            List<TextMistake> all = TextMistake.worst(learner, loader, TEXTS, 9);

            assertThat(all).hasSize(4);
            assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.loss(), a.loss()));
            assertThat(all).allSatisfy(mistake -> {
                assertThat(mistake.text()).isEqualTo(TEXTS.get(mistake.number()));
                boolean spam = mistake.number() == 1 || mistake.number() == 2;
                assertThat(mistake.actual()).isEqualTo(spam ? "spam" : "ham");
                assertThat(mistake.loss()).isCloseTo(-Math.log(mistake.probability()), within(1e-4));
            });
        }
    }
}
