package ai.vivace.text.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.model.AttentionMap;
import ai.vivace.text.model.AttentionMaps;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextClassifier;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.SubwordTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/understanding-texts.md, with a classifier that has learnt nothing. */
class UnderstandingTextsGuideTest {
    private static final String TEXT = "win a great prize";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SubwordTokenizer encoder =
            SubwordTraining.wordPiece(60).train(List.of("win a great prize", "a great day", "win a day"));

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/understanding-texts.md", UnderstandingTextsGuideTest.class);
    }

    private TextClassifier classifier() {
        TextClassifier classifier =
                TextClassifier.of(EncoderConfiguration.bert(encoder.vocabulary().size(), 16, 1, 2), 2);
        classifier.initialize(Rng.of(1));
        return classifier;
    }

    @Test
    void wordsThatCountAreShown() throws Exception {
        try (TextClassifier classifier = classifier()) {
            // snippet
            TextAttribution attribution = TextAttribution.of(classifier, encoder, List.of("ham", "spam"));
            TextRelevance why = attribution.integratedGradients("win a great prize", "spam");
            System.out.println(RelevanceWriting.ofConsole().write(why));
            Files.writeString(folder.resolve("why.html"), RelevanceWriting.HTML.write(why));
            // end
            assertThat(why.words()).hasSize(4);
        }
    }

    @Test
    void attentionIsShown() throws Exception {
        try (TextClassifier classifier = classifier()) {
            // snippet
            int[] ids = encoder.ids(TEXT);
            try (Scope scope = Scope.open()) {
                Tensor tokens = Tensor.ofLongs(Arrays.stream(ids).asLongStream().toArray())
                        .unsqueeze(0);
                List<AttentionMap> maps = AttentionMaps.of(classifier, () -> classifier.apply(tokens));
                List<String> names = encoder.tokens(ids);
                Files.writeString(folder.resolve("attention.html"), AttentionTable.html(maps.get(0), 0, names, names));
            }
            // end
            assertThat(folder.resolve("attention.html")).isNotEmptyFile();
        }
    }
}
