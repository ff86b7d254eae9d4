package ai.vivace.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityReadingTest {
    private static List<String> labels(String text) {
        return Arrays.asList(text.split(" "));
    }

    @Test
    void wellFormedLabelsMeanTheSameInEachReading() {
        List<Entity> expected = List.of(new Entity("PER", 0, 2), new Entity("LOC", 3, 4), new Entity("LOC", 4, 5));

        assertThat(EntityReading.LENIENT.of(labels("B-PER I-PER O B-LOC B-LOC")))
                .isEqualTo(expected);
        assertThat(EntityReading.STRICT_BIO.of(labels("B-PER I-PER O B-LOC B-LOC")))
                .isEqualTo(expected);
        assertThat(EntityReading.LENIENT.of(labels("B-PER E-PER O S-LOC S-LOC")))
                .isEqualTo(expected);
        assertThat(EntityReading.STRICT_BIOES.of(labels("B-PER E-PER O S-LOC S-LOC")))
                .isEqualTo(expected);
    }

    @Test
    void theLenientReadingTakesWhatBeginsWithI() {
        assertThat(EntityReading.LENIENT.of(labels("O I-PER I-PER I-LOC B-LOC I-PER")))
                .containsExactly(
                        new Entity("PER", 1, 3),
                        new Entity("LOC", 3, 4),
                        new Entity("LOC", 4, 5),
                        new Entity("PER", 5, 6));
        assertThat(EntityReading.STRICT_BIO.of(labels("O I-PER I-PER I-LOC B-LOC I-PER")))
                .containsExactly(new Entity("LOC", 4, 5));
    }

    /** seqeval: conlleval goes on after an E, and begins a second entity at each further one. */
    @Test
    void theLenientReadingEndsAtEachE() {
        assertThat(EntityReading.LENIENT.of(labels("B-PER E-PER E-PER I-PER S-PER")))
                .containsExactly(
                        new Entity("PER", 0, 2),
                        new Entity("PER", 2, 3),
                        new Entity("PER", 3, 4),
                        new Entity("PER", 4, 5));
    }

    @Test
    void theStrictReadingOfFiveLettersNeedsAnEnd() {
        assertThat(EntityReading.STRICT_BIOES.of(labels("B-PER I-PER O B-LOC E-PER S-LOC I-LOC B-X I-X E-X")))
                .containsExactly(new Entity("LOC", 5, 6), new Entity("X", 7, 10));
    }

    @Test
    void labelsOfOtherFormsAreNamed() {
        assertThatThrownBy(() -> EntityReading.LENIENT.of(labels("O PER")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("word 1 is \"PER\"");
        assertThatThrownBy(() -> EntityReading.STRICT_BIO.of(labels("O O S-PER")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("word 2 begins with S");
    }

    /** The example of seqeval's documentation. */
    @Test
    void scoresAreThoseOfSeqeval() {
        List<List<String>> truths = List.of(labels("O O O B-MISC I-MISC I-MISC O"), labels("B-PER I-PER O"));
        List<List<String>> answers = List.of(labels("O O B-MISC I-MISC I-MISC I-MISC O"), labels("B-PER I-PER O"));
        EntityScores scores = EntityScores.of(EntityReading.LENIENT, answers, truths);

        assertThat(scores.all().f1()).isCloseTo(0.5, within(1e-12));
        assertThat(scores.types().get("MISC")).isEqualTo(new EntityScores.Score(0, 1, 1));
        assertThat(scores.types().get("PER")).isEqualTo(new EntityScores.Score(1, 1, 1));
        assertThat(scores.meanF1()).isCloseTo(0.5, within(1e-12));
        assertThat(scores.table()).contains("PER             1.000   1.000  1.000        1\n");
    }

    @Test
    void entitiesOfTwoTextsAreNotTakenForOne() {
        List<List<String>> texts = List.of(labels("O B-PER"), labels("I-PER O"));

        assertThat(EntityScores.of(EntityReading.LENIENT, texts, texts).all())
                .isEqualTo(new EntityScores.Score(2, 2, 2));
    }

    @Test
    void unequalTextsAreNamed() {
        assertThatThrownBy(() -> EntityScores.of(EntityReading.LENIENT, List.of(labels("O O")), List.of(labels("O"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Text 0 has 1 words, but 2");
    }
}
