package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubwordTokenizerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SubwordTokenizerTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    /**
     * Small tokenizers of every kind of part, and what Hugging Face's library (of DJL 0.36.0) gives for fixed and random texts. Offsets are left
     * out where a normalizer replaces several characters by fewer: ours then cover all of them.
     */
    @Test
    void numbersOffsetsAndTextsEqualHuggingFaces() throws IOException {
        JsonNode goldens = JSON.readTree(resource("tokenizers.json"));
        assertThat(goldens).hasSizeGreaterThan(10);
        for (JsonNode golden : goldens) {
            String name = golden.get("name").asText();
            SubwordTokenizer tokenizer = SubwordTokenizer.parse(JSON.writeValueAsBytes(golden.get("tokenizer")), name);
            for (JsonNode one : golden.get("cases")) {
                String text = one.get("text").asText();
                Encoding encoding = tokenizer.encode(text);
                assertThat(encoding.ids()).as("%s: <%s>", name, text).isEqualTo(ints(one.get("ids")));
                if (one.has("offsets")) {
                    assertThat(offsets(encoding))
                            .as("offsets of %s: <%s>", name, text)
                            .isEqualTo(ints(one.get("offsets")));
                }
                assertThat(tokenizer.decode(encoding.ids()))
                        .as("text of %s: <%s>", name, text)
                        .isEqualTo(one.get("decoded").asText());
            }
        }
    }

    private static int[] ints(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray();
    }

    private static int[] offsets(Encoding encoding) {
        return IntStream.range(0, encoding.size())
                .flatMap(i -> IntStream.of(encoding.starts()[i], encoding.ends()[i]))
                .toArray();
    }

    /** A BERT of a few words. */
    private SubwordTokenizer bert() {
        List<String> tokens = List.of(
                "[PAD]",
                "[UNK]",
                "[CLS]",
                "[SEP]",
                "[MASK]",
                "the",
                "cat",
                "sat",
                "##s",
                "on",
                "mat",
                "un",
                "##able",
                "!",
                "un##able");
        return SubwordTokenizer.bert(write("vocab.txt", String.join("\n", tokens) + "\n"), LetterCase.LOWERED);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTextStandsBetweenItsMarks() {
        Encoding encoding = bert().encode("The CÁTS sat unable!");
        assertThat(bert().tokens(encoding.ids()))
                .containsExactly("[CLS]", "the", "cat", "##s", "sat", "un", "##able", "!", "[SEP]");
        assertThat(encoding.starts()).containsExactly(0, 0, 4, 7, 9, 13, 15, 19, 0);
        assertThat(encoding.ends()).containsExactly(0, 3, 7, 8, 12, 15, 19, 20, 0);
        assertThat(encoding.specials()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(bert().decode(encoding.ids())).isEqualTo("the cats sat unable!");
    }

    @Test
    void aSecondTextHasTypeOne() {
        Encoding pair = bert().encode("the cat", "sat [MASK]");
        assertThat(bert().tokens(pair.ids())).containsExactly("[CLS]", "the", "cat", "[SEP]", "sat", "[MASK]", "[SEP]");
        assertThat(pair.types()).containsExactly(0, 0, 0, 0, 1, 1, 1);
        assertThat(pair.starts()).containsExactly(0, 0, 4, 0, 0, 4, 0);
    }

    /** Room for texts is the length less the three marks of a pair. */
    @ParameterizedTest
    @CsvSource({
        // length, strategy, first, second, left of the first, left of the second
        "9, LONGEST_FIRST, 2, 8, 2, 4",
        "9, LONGEST_FIRST, 8, 2, 4, 2",
        "9, LONGEST_FIRST, 8, 8, 3, 3",
        "10, LONGEST_FIRST, 8, 8, 3, 4",
        "10, LONGEST_FIRST, 9, 8, 4, 3",
        "30, LONGEST_FIRST, 8, 8, 8, 8",
        "9, ONLY_FIRST, 8, 2, 4, 2",
        "9, ONLY_SECOND, 2, 8, 2, 4",
    })
    void pairsAreCutAsTheStrategySays(
            int length, Truncation.Strategy strategy, int first, int second, int leftOfFirst, int leftOfSecond) {
        SubwordTokenizer tokenizer = bert().truncating(new Truncation(length, strategy, Side.RIGHT));
        Encoding pair = tokenizer.encode("cat ".repeat(first), "mat ".repeat(second));
        assertThat(IntStream.of(pair.ids()).filter(id -> id == 6)).hasSize(leftOfFirst);
        assertThat(IntStream.of(pair.ids()).filter(id -> id == 10)).hasSize(leftOfSecond);
        assertThat(pair.size()).isEqualTo(leftOfFirst + leftOfSecond + 3);
    }

    @Test
    void whatCannotBeCutIsSaid() {
        SubwordTokenizer second = bert().truncating(new Truncation(6, Truncation.Strategy.ONLY_SECOND, Side.RIGHT));
        assertThatThrownBy(() -> second.encode("cat cat cat cat", "mat"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("second text has 1 tokens, but 2 must go");
        assertThatThrownBy(() -> bert().truncating(Truncation.to(2)).encode("a", "b"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 special ones");
        assertThatThrownBy(() -> bert().encodeAll(List.of("a", "b"), List.of("c")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 first and 1 second");
    }

    @Test
    void theLeftEndGoesWhenAsked() {
        SubwordTokenizer tokenizer = bert().truncating(new Truncation(4, Truncation.Strategy.LONGEST_FIRST, Side.LEFT));
        assertThat(tokenizer.tokens(tokenizer.encode("the cat sat on").ids()))
                .containsExactly("[CLS]", "sat", "on", "[SEP]");
    }

    @Test
    void textsAreFilledUpToTheLongest() {
        SubwordTokenizer tokenizer = bert().padding(new Padding(0, 4, Side.RIGHT, 0, 0));
        List<Encoding> all = tokenizer.encodeAll(List.of("cat", "the cat sat"));
        assertThat(all).allMatch(one -> one.size() == 8);
        assertThat(all.get(0).ids()).containsExactly(2, 6, 3, 0, 0, 0, 0, 0);
        assertThat(all.get(0).mask()).containsExactly(1, 1, 1, 0, 0, 0, 0, 0);
        assertThat(all.get(0).specials()).containsExactly(1, 0, 1, 1, 1, 1, 1, 1);
        Encoding left = bert().padding(new Padding(5, 1, Side.LEFT, 0, 0)).encode("cat");
        assertThat(left.ids()).containsExactly(0, 0, 2, 6, 3);
        assertThat(left.mask()).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void aFileKeepsTheLimits() {
        SubwordTokenizer tokenizer = bert().truncating(Truncation.to(5)).padding(Padding.to(7, 0));
        Path file = folder.resolve("tokenizer.json");
        tokenizer.write(file);
        Encoding again = SubwordTokenizer.read(file).encode("the cat sat on the mat");
        assertThat(again.ids())
                .isEqualTo(tokenizer.encode("the cat sat on the mat").ids());
        assertThat(again.size()).isEqualTo(7);
        assertThat(SubwordTokenizer.read(file).paddingId()).isZero();
    }

    @Test
    void byteLevelTextsComeBackWhateverTheyAre() throws IOException {
        ObjectNode numbers = JSON.createObjectNode();
        ByteAlphabet.characters().forEach(c -> numbers.put(c, numbers.size()));
        numbers.put("Ġt", 256);
        SubwordTokenizer tokenizer = SubwordTokenizer.gpt2(
                write("vocab.json", JSON.writeValueAsString(numbers)), write("merges.txt", "#version: 0.2\nĠ t\n"));
        Rng rng = Rng.of(9);
        for (int n = 0; n < 1000; n++) {
            String text = RandomText.of(rng, 24);
            Encoding encoding = tokenizer.encode(text);
            assertThat(tokenizer.decode(encoding.ids())).isEqualTo(text);
        }
        assertThat(tokenizer.ids(" the").length).isEqualTo(3);
    }

    /** The parts of a file that are named as kinds. */
    @ParameterizedTest
    @CsvSource({
        "normalizer, Precompiled",
        "pre_tokenizer, UnicodeScripts",
        "post_processor, Other",
        "decoder, CTC",
        "model, Markov",
    })
    void anUnknownKindIsNamedAndItsPlaceToo(String part, String kind) throws IOException {
        ObjectNode file = (ObjectNode) JSON.readTree(resource("unigram.json"));
        file.set(part, JSON.createObjectNode().put("type", kind));
        assertThatThrownBy(() -> SubwordTokenizer.parse(JSON.writeValueAsBytes(file), "t.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("t.json: " + part)
                .hasMessageContaining("\"" + kind + "\"");
    }

    @Test
    void mergesOfAnotherVocabularyAreRefused() {
        Path vocabulary = write("vocab.json", "{\"a\": 0, \"b\": 1}");
        assertThatThrownBy(() -> SubwordTokenizer.gpt2(vocabulary, write("merges.txt", "a b\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"ab\"");
        assertThatThrownBy(() -> SubwordTokenizer.gpt2(vocabulary, write("merges.txt", "a b c\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"a b c\"");
    }

    /** Files cut short, and with bytes changed at random, either work or say what is wrong. */
    @Test
    void damagedFilesNeverBreakAnythingElse() throws IOException {
        Rng rng = Rng.of(4);
        for (String name : List.of("unigram.json", "byte-fallback-bpe.json")) {
            byte[] whole = resource(name);
            for (int n = 0; n < 300; n++) {
                byte[] damaged = Arrays.copyOf(whole, n % 3 == 0 ? rng.nextInt(whole.length) : whole.length);
                for (int i = rng.nextInt(4); i >= 0 && damaged.length > 0; i--) {
                    damaged[rng.nextInt(damaged.length)] = (byte) " \"[]{}:,0129aZ-".charAt(rng.nextInt(15));
                }
                try {
                    SubwordTokenizer.parse(damaged, name).encode("the hello world");
                } catch (InputException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Test
    void whatIsNoTokenizerIsSaid() {
        assertThatThrownBy(() -> SubwordTokenizer.read(folder.resolve("none.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
        for (String text : List.of("", "[1]", "{", "{}", "{\"model\": {\"type\": \"BPE\"}}")) {
            assertThatThrownBy(() -> SubwordTokenizer.parse(text.getBytes(StandardCharsets.UTF_8), "x.json"))
                    .as(text)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("x.json");
        }
    }
}
