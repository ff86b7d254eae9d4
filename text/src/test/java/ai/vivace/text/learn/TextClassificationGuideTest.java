package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Split;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.Document;
import ai.vivace.text.TextCsv;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.LowRank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/text-classification.md. */
class TextClassificationGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/text-classification.md", TextClassificationGuideTest.class);
    }

    private Path reviews() throws IOException {
        StringBuilder rows = new StringBuilder("review,score\n");
        for (Document opinion : Songs.opinions(80)) {
            rows.append(opinion.text()).append(',').append(opinion.label()).append('\n');
        }
        return Files.writeString(folder.resolve("reviews.csv"), rows);
    }

    @Test
    void aPublishedEncoderIsFineTuned() throws IOException {
        Path reviews = reviews();
        Path file = folder.resolve("reviews.vivace");
        Path minilm = SmallEncoder.written(folder);
        // snippet
        PublishedEncoder encoder = PublishedEncoder.folder(minilm);
        TextClassifierData data = TextClassifierData.of(
                        TextCsv.at(reviews).text("review").label("score").read())
                .split(Split.stratified(0.2, 42))
                .encoder(encoder.tokenizer())
                .longest(40)
                .batchSize(16)
                .build();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(data, encoder).build()) {
            learner.fitWarmedUp(2, 1e-4);
            System.out.println(learner.validate());
            learner.topLosses(3).forEach(System.out::println);
            learner.export(file);
        }
        // end

        // snippet
        try (TextClassifierPredictor predictor = TextClassifierPredictor.open(file)) {
            System.out.println(predictor.predict("The soup was lovely").ranking());
        }
        // end

        // snippet
        try (TextClassifierLearner learner = TextClassifierLearner.of(data, encoder)
                .lora(LowRank.of(8, "query", "value"))
                .build()) {
            learner.fitWarmedUp(2, 1e-3);
        }
        // end
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void ulmfitHasThreeSteps() throws IOException {
        TextDocuments documents =
                TextCsv.at(reviews()).text("review").label("score").read();
        Path file = folder.resolve("encoder.safetensors");
        // snippet
        LanguageData texts =
                LanguageData.of(documents).batchSize(8).sequenceLength(16).build();
        AwdConfiguration sizes = AwdConfiguration.of(texts.vocabulary(), 24, 32, 2);
        try (LanguageLearner language =
                LanguageLearner.of(texts, AwdLanguageModel.of(sizes)).build()) {
            language.fitOneCycle(2, 1e-2);
            language.saveEncoder(file);
        }
        TextClassifierData opinions = TextClassifierData.of(documents)
                .encoder(texts.encoder())
                .batchSize(16)
                .build();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(opinions, sizes).encoder(file).build()) {
            learner.fitGradually(2, 2e-2);
            System.out.println(learner.predict("The tea was poor").label());
        }
        // end
        assertThat(opinions.labels()).containsExactly("bad", "good");
    }
}
