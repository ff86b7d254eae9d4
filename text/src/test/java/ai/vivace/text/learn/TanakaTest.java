package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DataFolder;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.TextPairs;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.BleuScore;
import ai.vivace.text.model.TransformerTranslator;
import ai.vivace.text.model.TranslatorConfiguration;
import ai.vivace.text.token.SubwordTraining;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** English to Japanese on 15,000 of the short sentences of the Tanaka corpus. */
@Tag("slow")
@Tag("data")
class TanakaTest {
    @Test
    void aSmallTransformerTranslatesEnglishToJapanese() {
        Path folder = DataFolder.named("tanaka-en-ja");
        TextPairs training = pairs(folder, "train").part(0, 15_000);
        TextPairs test = pairs(folder, "test");
        PairEncoder encoder = PairEncoder.of(SubwordTraining.bytePair(3000).train(training.texts()));
        TranslationData data = TranslationData.of(training, pairs(folder, "dev"), encoder)
                .batchSize(64)
                .longest(40)
                .seed(1)
                .build();
        TransformerTranslator model =
                TransformerTranslator.of(TranslatorConfiguration.original(encoder.vocabularySize(), 128, 2, 4)
                        .kind(TranslatorConfiguration.Kind.NORM_FIRST)
                        .tokens(encoder.padding(), encoder.start()));
        try (TranslationLearner learner = TranslationLearner.of(data, model)
                .bleuEachEpoch(Bleu.ofCharacters(), 50)
                .build()) {
            learner.learner().fitOneCycle(4, 3e-3);
            BleuScore greedy = learner.bleu(test, Bleu.ofCharacters(), TranslationSearch.greedy());
            BleuScore beams = learner.bleu(test, Bleu.ofCharacters(), TranslationSearch.ofBeams(5));
            System.out.println(learner.learner().history().table() + "\n" + learner.bleuByEpoch() + "\ngreedy " + greedy
                    + "\nbeams  " + beams);
            for (int i = 0; i < 5; i++) {
                System.out.println(test.sources().get(i) + "  ->  "
                        + learner.translate(test.sources().subList(i, i + 1), TranslationSearch.ofBeams(5)) + "  ("
                        + test.targets().get(i) + ")");
            }

            assertThat(greedy.score()).isGreaterThan(15);
            assertThat(beams.score()).isGreaterThanOrEqualTo(greedy.score());
        }
    }

    private static TextPairs pairs(Path folder, String part) {
        return TextPairs.files(folder.resolve(part + ".en"), folder.resolve(part + ".ja"));
    }
}
