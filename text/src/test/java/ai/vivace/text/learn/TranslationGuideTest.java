package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.TextPairs;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.BleuScore;
import ai.vivace.text.metric.ChrF;
import ai.vivace.text.model.TransformerTranslator;
import ai.vivace.text.model.TranslatorConfiguration;
import ai.vivace.text.token.SubwordTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/translation.md, on a few sentences. */
class TranslationGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/translation.md", TranslationGuideTest.class);
    }

    @Test
    void aTranslatorLearnsFromTwoFiles() throws Exception {
        Files.writeString(folder.resolve("train.en"), "i like tea .\nyou like tea .\ni like milk .\n".repeat(8));
        Files.writeString(folder.resolve("train.de"), "ich mag tee .\ndu magst tee .\nich mag milch .\n".repeat(8));
        // snippet
        TextPairs pairs = TextPairs.files(folder.resolve("train.en"), folder.resolve("train.de"));
        TextPairs.Parts parts = pairs.withoutEmpty().split(0.1, 42);
        PairEncoder encoder = PairEncoder.of(
                SubwordTraining.bytePair(300).train(parts.training().texts()));
        TranslationData data = TranslationData.of(parts.training(), parts.validation(), encoder)
                .batchSize(8)
                .build();
        TransformerTranslator model =
                TransformerTranslator.of(TranslatorConfiguration.original(encoder.vocabularySize(), 32, 1, 4)
                        .kind(TranslatorConfiguration.Kind.NORM_FIRST));
        try (TranslationLearner learner = TranslationLearner.of(data, model).build()) {
            learner.fit(2, 1e-3);
            System.out.println(learner.bleu(Bleu.standard(), TranslationSearch.greedy()));
            TranslationSearch search = TranslationSearch.ofBeams(5).longest(20);
            learner.translate(List.of("you like milk ."), search).forEach(System.out::println);
            learner.export(folder.resolve("english-german.vivace"));
        }
        // end
        assertThat(data.validation().size()).isEqualTo(2);
    }

    @Test
    void translationsAreCompared() {
        // snippet
        List<String> translations = List.of("The dog bit the man.");
        List<List<String>> references = List.of(List.of("The dog had bit the man.", "The dog bit the man."));
        BleuScore score = Bleu.standard().ofSeveral(translations, references);
        System.out.println(score + " " + Bleu.standard().signature(2));
        System.out.println(ChrF.standard().ofSeveral(translations, references));
        // end
        assertThat(score.score()).isGreaterThan(99);
    }
}
