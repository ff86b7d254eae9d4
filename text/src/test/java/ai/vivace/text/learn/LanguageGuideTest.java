package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.TextLines;
import ai.vivace.text.generate.Sampling;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/language-models.md. */
class LanguageGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/language-models.md", LanguageGuideTest.class);
    }

    @Test
    void aModelLearnsWritesAndIsExported() throws IOException {
        Path text = Files.writeString(folder.resolve("song.txt"), "one two three four five\n".repeat(80));
        Path file = folder.resolve("song.vivace");
        // snippet
        LanguageData data = LanguageData.of(TextLines.at(text).read())
                .tokenizer(new CharacterTokenizer(), VocabularyLimits.atLeast(1))
                .windows(30)
                .batchSize(12)
                .sequenceLength(64)
                .build();
        DecoderConfiguration small =
                DecoderConfiguration.nanoGpt(data.vocabulary(), 32, 2, 2).context(64);
        try (LanguageLearner learner =
                LanguageLearner.of(data, CausalTransformer.of(small)).build()) {
            learner.fitCosine(2, 1e-2);
            System.out.println(learner.write("one ", Writing.of(40)).text());
            learner.export(file);
        }
        // end

        // snippet
        try (TextGenerator generator = TextGenerator.open(file)) {
            Writing how = Writing.of(40)
                    .sampling(Sampling.temperature(0.7).topP(0.95))
                    .seed(7);
            generator.write("one two ", how, System.out::print);
        }
        // end
        try (TextGenerator generator = TextGenerator.open(file)) {
            assertThat(generator.write("one two ", Writing.of(10)).tokens()).isEqualTo(10);
        }
    }

    @Test
    void aRecurrentModelGoesOnFromAnother() throws IOException {
        Path general = Files.writeString(folder.resolve("general.txt"), "one two three four five\n".repeat(80));
        Path special = Files.writeString(folder.resolve("special.txt"), "five six seven one two\n".repeat(40));
        Path encoder = folder.resolve("encoder.safetensors");
        // snippet
        LanguageData first = LanguageData.of(TextLines.at(general).read())
                .batchSize(4)
                .sequenceLength(16)
                .build();
        AwdConfiguration sizes = AwdConfiguration.of(first.vocabulary(), 24, 32, 2);
        try (LanguageLearner learner =
                LanguageLearner.of(first, AwdLanguageModel.of(sizes)).build()) {
            learner.fitOneCycle(2, 1e-2);
            learner.saveEncoder(encoder);
        }
        LanguageData second = LanguageData.of(TextLines.at(special).read())
                .batchSize(4)
                .sequenceLength(16)
                .build();
        try (LanguageLearner learner = LanguageLearner.of(
                        second, AwdLanguageModel.of(AwdConfiguration.of(second.vocabulary(), 24, 32, 2)))
                .build()) {
            System.out.println(learner.loadEncoder(encoder) + " words are known");
            learner.fineTune(1, 1e-2);
        }
        // end
        assertThat(second.encoder().vocabulary().has("seven")).isTrue();
    }
}
