package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.learn.Evaluation;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ULMFiT without a model that others have trained: a small language model of the reviews that the classifier learns from, 4,000 of {@code fine-foods}. */
@Tag("slow")
class UlmfitTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aLanguageModelOfTheReviewsMakesAClassifier() {
        LanguageData texts = LanguageData.of(FineTunedEncoderTest.reviews("train"))
                .batchSize(32)
                .build();
        AwdConfiguration sizes = AwdConfiguration.of(texts.vocabulary(), 128, 256, 2);
        Path file = folder.resolve("encoder.safetensors");
        try (LanguageLearner language =
                LanguageLearner.of(texts, AwdLanguageModel.of(sizes)).build()) {
            language.fitOneCycle(6, 1e-2);
            System.out.println("language model of reviews: " + language.validate());
            language.saveEncoder(file);
        }
        TextClassifierData data = TextClassifierData.of(FineTunedEncoderTest.reviews("train"))
                .validation(FineTunedEncoderTest.reviews("test"))
                .encoder(texts.encoder())
                .batchSize(32)
                .build();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(data, sizes).encoder(file).build()) {
            learner.fitGradually(3, 2e-2);
            System.out.println(learner.learner().history().table());
            Evaluation result = learner.validate();
            System.out.println("ULMFiT of reviews: " + result);
            assertThat(result.metric("accuracy").orElseThrow()).isGreaterThan(0.75);
        }
    }
}
