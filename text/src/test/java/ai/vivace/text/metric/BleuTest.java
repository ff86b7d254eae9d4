package ai.vivace.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of sacreBLEU's documentation and tests, and some by hand. */
class BleuTest {
    private static final List<String> ANSWERS =
            List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");
    private static final List<List<String>> REFERENCES = List.of(
            List.of("The dog bit the man.", "The dog had bit the man."),
            List.of("It was not unexpected.", "No one was surprised."),
            List.of("The man bit him first.", "The man had bitten the dog."));

    @Test
    void severalReferencesGiveSacreBleusNumbers() {
        BleuScore score = Bleu.standard().ofSeveral(ANSWERS, REFERENCES);

        assertThat(score.score()).isCloseTo(48.530827, within(1e-6));
        assertThat(score)
                .hasToString("BLEU = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)");
        assertThat(Bleu.standard().signature(2)).isEqualTo("nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp");
        assertThat(Bleu.standard()
                        .smoothing(Bleu.Smoothing.NONE)
                        .ofSeveral(ANSWERS, REFERENCES)
                        .score())
                .isCloseTo(48.530827, within(1e-6));
        assertThat(Bleu.standard()
                        .tokens(BleuTokens.SPACES)
                        .ofSeveral(ANSWERS, REFERENCES)
                        .score())
                .isCloseTo(49.1919566, within(1e-6));
    }

    @Test
    void emptyAnswersCountAndGiveNothing() {
        BleuScore score = Bleu.standard().ofSeveral(List.of("", "", ""), REFERENCES);

        assertThat(score.score()).isZero();
        assertThat(score.brevityPenalty()).isZero();
    }

    @Test
    void aMissingLengthIsSmoothedOrMakesAllNothing() {
        // One of four words is wrong: 3/4, 1/3, 0/2 and 0/1; smoothed, the last two are 1/(2*2) and 1/(4*1).
        List<String> answer = List.of("this is some test");
        List<String> reference = List.of("this is a test");
        BleuScore smoothed = Bleu.standard().of(answer, reference);

        assertThat(smoothed.matches()).containsExactly(3, 1, 0, 0);
        assertThat(smoothed.score()).isCloseTo(100 * Math.pow(3.0 / 4 / 3 / 4 / 4, 0.25), within(1e-9));
        assertThat(Bleu.standard()
                        .smoothing(Bleu.Smoothing.NONE)
                        .of(answer, reference)
                        .score())
                .isZero();
    }

    @Test
    void answersTooShortForFourWordsGiveNothingAsSacreBleuHasIt() {
        assertThat(Bleu.standard().of(List.of("a test"), List.of("a test")).score())
                .isZero();
    }

    @Test
    void shortAnswersArePenalisedByTheReferenceNearestInLength() {
        List<List<String>> references = List.of(List.of("a b c d e f g", "a b c d e f"));
        BleuScore score = Bleu.standard().ofSeveral(List.of("a b c d e"), references);

        assertThat(score.referenceLength()).isEqualTo(6);
        assertThat(score.score()).isCloseTo(100 * Math.exp(1 - 6 / 5.0), within(1e-9));
        BleuScore between = Bleu.standard().ofSeveral(List.of("a b c d e"), List.of(List.of("a b c d e f", "a b c d")));
        assertThat(between.referenceLength())
                .as("of equally near ones the shorter")
                .isEqualTo(4);
    }

    @Test
    void wordsAreCutAsMtevalDoes() {
        assertThat(BleuTokens.MTEVAL_13A.cut("It costs $1,000.50, i.e. 3-4 &quot;coins&quot; (or so)-A&amp;B!"))
                .containsExactly(
                        "It",
                        "costs",
                        "$",
                        "1,000.50",
                        ",",
                        "i",
                        ".",
                        "e",
                        ".",
                        "3",
                        "-",
                        "4",
                        "\"",
                        "coins",
                        "\"",
                        "(",
                        "or",
                        "so",
                        ")",
                        "-A",
                        "&",
                        "B",
                        "!");
        assertThat(BleuTokens.MTEVAL_13A.cut("<skipped>rock'n'roll -\nand so on.\n"))
                .containsExactly("rock'n'roll", "and", "so", "on", ".");
    }

    @Test
    void charactersAreCodePointsWithoutSpaces() {
        assertThat(BleuTokens.CHARACTERS.cut("私 は　𠮟る。")).containsExactly("私", "は", "𠮟", "る", "。");
        assertThat(Bleu.ofCharacters()
                        .of(List.of("私はテニスが好き"), List.of("私 は テニス が 好き"))
                        .score())
                .isCloseTo(100, within(1e-9));
    }

    @Test
    void capitalsCountUnlessToldOtherwise() {
        List<String> answer = List.of("THE dog bit the man");
        List<String> reference = List.of("the dog bit the man");

        assertThat(Bleu.standard().of(answer, reference).score()).isLessThan(99);
        assertThat(Bleu.standard()
                        .letters(Bleu.Letters.LOWERED)
                        .of(answer, reference)
                        .score())
                .isCloseTo(100, within(1e-9));
    }

    @Test
    void unequalNumbersAreNamed() {
        assertThatThrownBy(() -> Bleu.standard().of(List.of("a", "b"), List.of("a")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 answers and 1 of references");
    }
}
