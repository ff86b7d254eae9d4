package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubwordTrainingTest {
    @TempDir
    Path folder;

    /** Ten times hug, 5 pug, 12 pun, 4 bun, 5 hugs: by hand u g comes 20 times, then u n 16, then h ug 15. */
    private static List<String> hugs() {
        List<String> texts = new ArrayList<>();
        texts.addAll(Collections.nCopies(10, "hug"));
        texts.addAll(Collections.nCopies(5, "pug"));
        texts.addAll(Collections.nCopies(12, "pun"));
        texts.addAll(Collections.nCopies(4, "bun"));
        texts.addAll(Collections.nCopies(5, "hugs"));
        return texts;
    }

    /** Texts of some hundred made-up words. */
    private static List<String> sentences(int count) {
        Rng rng = Rng.of(12);
        String[] parts = {"lo", "wer", "new", "est", "wi", "der", "un", "ing", "é", "中", "re", "ad"};
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 12; w++) {
                for (int p = rng.nextInt(3); p >= 0; p--) {
                    text.append(parts[Math.min(rng.nextInt(parts.length), rng.nextInt(parts.length))]);
                }
                text.append(w % 5 == 4 ? ", " : " ");
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void theMostFrequentPairIsMergedFirst() {
        SubwordTokenizer tokenizer = SubwordTraining.bytePair(260).train(hugs());
        assertThat(tokenizer.vocabulary().tokens().subList(257, 260)).containsExactly("ug", "un", "hug");
        assertThat(tokenizer.tokens(tokenizer.ids("hugs bun"))).containsExactly("hug", "s", "Ġ", "b", "un");
    }

    @Test
    void wordPiecesGoOnWithTheirSign() {
        SubwordTokenizer tokenizer = SubwordTraining.wordPiece(15).train(hugs());
        List<String> tokens = tokenizer.vocabulary().tokens();
        assertThat(tokens.subList(0, 5)).containsExactly("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
        assertThat(tokens.subList(5, 12)).containsExactly("##g", "##n", "##s", "##u", "b", "h", "p");
        assertThat(tokens.subList(12, 15)).containsExactly("##ug", "##un", "hug");
        assertThat(tokenizer.tokens(tokenizer.ids("hugs"))).containsExactly("[CLS]", "hug", "##s", "[SEP]");
    }

    @Test
    void rarePairsStayTwo() {
        SubwordTokenizer tokenizer =
                SubwordTraining.bytePair(300).leastFrequency(16).train(hugs());
        assertThat(tokenizer.vocabulary().size()).isEqualTo(259);
    }

    @Test
    void unigramFindsThePartsThatTextsAreMadeOf() {
        SubwordTokenizer tokenizer = SubwordTraining.unigram(60).train(sentences(400));
        List<String> tokens = tokenizer.vocabulary().tokens();
        assertThat(tokens.subList(0, 3)).containsExactly("<pad>", "</s>", "<unk>");
        assertThat(tokens).contains("lo", "wer", "new", "é").hasSizeLessThanOrEqualTo(60);
        assertThat(tokenizer.decode(tokenizer.ids("newer lower"))).isEqualTo("newer lower");
    }

    @Test
    void digammaIsTheKnownOne() {
        assertThat(UnigramLearning.digamma(1)).isCloseTo(-0.5772156649015329, within(1e-9));
        assertThat(UnigramLearning.digamma(10)).isCloseTo(2.251752589066721, within(1e-9));
    }

    @Test
    void expectationsOfAWordAddUpToItsCuts() {
        UnigramLattice lattice = new UnigramLattice(List.of(
                new UnigramModel.Scored("a", Math.log(0.5)),
                new UnigramModel.Scored("b", Math.log(0.25)),
                new UnigramModel.Scored("ab", Math.log(0.25))));
        double[] expected = new double[3];
        lattice.expect("ab", 3, expected);
        // a b has 0.125, ab has 0.25: a third and two thirds of three words.
        assertThat(expected[0]).isCloseTo(1, within(1e-12));
        assertThat(expected[1]).isCloseTo(1, within(1e-12));
        assertThat(expected[2]).isCloseTo(2, within(1e-12));
        assertThat(lattice.best("ab", -1)).containsExactly(2);
        assertThat(lattice.best("ab", 2)).containsExactly(0, 1);
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        List<String> texts = sentences(2100);
        List<Supplier<SubwordTraining>> kinds = List.of(
                () -> SubwordTraining.bytePair(400),
                () -> SubwordTraining.wordPiece(200),
                () -> SubwordTraining.unigram(100));
        for (Supplier<SubwordTraining> kind : kinds) {
            Path one = folder.resolve("one.json");
            Path three = folder.resolve("three.json");
            kind.get().threads(1).train(texts).write(one);
            kind.get().threads(3).train(texts).write(three);
            assertThat(Files.mismatch(one, three)).isEqualTo(-1);
        }
    }

    @Test
    void whatWasTrainedComesBackFromItsFile() {
        Path file = folder.resolve("tokenizer.json");
        for (SubwordTraining training :
                List.of(SubwordTraining.bytePair(300), SubwordTraining.wordPiece(80), SubwordTraining.unigram(80))) {
            SubwordTokenizer trained = training.train(sentences(200));
            trained.write(file);
            SubwordTokenizer read = SubwordTokenizer.read(file);
            for (String text : sentences(20)) {
                assertThat(read.ids(text)).isEqualTo(trained.ids(text));
            }
            assertThat(read.vocabulary()).isEqualTo(trained.vocabulary());
        }
    }

    @Test
    void progressIsToldAndTrainingEndsWhenAsked() {
        List<TrainingProgress> told = new ArrayList<>();
        SubwordTraining.bytePair(300).progress(told::add).train(sentences(100));
        assertThat(told).extracting(TrainingProgress::stage).contains("counting", "merging");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> SubwordTraining.bytePair(300)
                        .cancelled(() -> asked.incrementAndGet() > 2)
                        .train(sentences(100)))
                .isInstanceOf(VivaceException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void textsWithoutWordsAreRefused() {
        assertThatThrownBy(() -> SubwordTraining.wordPiece(100).train(List.of("", "  ")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no words");
        assertThatThrownBy(() -> SubwordTraining.bytePair(256))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("257");
    }
}
