package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.TaggedText;
import ai.vivace.text.TaggedTexts;
import ai.vivace.text.metric.EntityReading;
import ai.vivace.text.metric.EntityScores;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TokenClassifier;
import ai.vivace.text.token.SubwordTraining;
import ai.vivace.text.token.TextEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/token-classification.md, on sentences of a small grammar. */
class TokenLabelGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/token-classification.md", TokenLabelGuideTest.class);
    }

    private Path file(String name, int count, long seed) throws Exception {
        String content = TokenLabelLearnerTest.sentences(count, seed).stream()
                .map(TokenLabelGuideTest::lines)
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name), content);
    }

    private static String lines(TaggedText text) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < text.words().size(); i++) {
            lines.append(text.words().get(i))
                    .append('\t')
                    .append(text.labels().get(i))
                    .append('\n');
        }
        return lines.toString();
    }

    @Test
    void namesAreFound() throws Exception {
        Path train = file("train.conll", 64, 1);
        Path test = file("test.conll", 8, 2);
        // snippet
        List<TaggedText> training = TaggedTexts.conll(train);
        List<String> sentences =
                training.stream().map(text -> String.join(" ", text.words())).toList();
        TextEncoder encoder = SubwordTraining.wordPiece(80).train(sentences);
        TokenLabelData data = TokenLabelData.of(training, TaggedTexts.conll(test), encoder)
                .batchSize(16)
                .build();
        EncoderConfiguration size =
                EncoderConfiguration.bert(encoder.vocabulary().size(), 32, 1, 2);
        TokenClassifier model = TokenClassifier.of(size, data.labels().size());
        try (TokenLabelLearner learner = TokenLabelLearner.of(data, model)) {
            learner.learner().fitOneCycle(2, 5e-3);
            System.out.println(learner.learner().validate());
            learner.label("In Tuki we met Rasi.").forEach(System.out::println);
        }
        // end
        assertThat(data.hasEntities()).isTrue();
    }

    @Test
    void entitiesAreCompared() {
        // snippet
        List<List<String>> truths = List.of(List.of("B-PER", "I-PER", "O", "B-LOC"));
        List<List<String>> answers = List.of(List.of("B-PER", "I-PER", "O", "O"));
        EntityScores scores = EntityScores.of(EntityReading.STRICT_BIO, answers, truths);
        System.out.println(scores.table());
        // end
        assertThat(scores.all().recall()).isEqualTo(0.5);
    }
}
