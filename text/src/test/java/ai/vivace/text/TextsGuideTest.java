package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Scope;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.token.AlignedText;
import ai.vivace.text.token.BlankTokenizer;
import ai.vivace.text.token.ByteTokenizer;
import ai.vivace.text.token.Encoding;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.Padding;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.StandardRule;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.SubwordTraining;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.TextRule;
import ai.vivace.text.token.TokenCounts;
import ai.vivace.text.token.Tokenizer;
import ai.vivace.text.token.Tokens;
import ai.vivace.text.token.Truncation;
import ai.vivace.text.token.Vocabulary;
import ai.vivace.text.token.VocabularyEncoder;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/texts.md. */
class TextsGuideTest {
    private static final List<String> TEXTS =
            List.of("good soup and good bread", "bad soup", "good bread", "bad bread");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/texts.md", TextsGuideTest.class);
    }

    @Test
    void aFolderBecomesBatches() throws IOException {
        for (int i = 0; i < TEXTS.size(); i++) {
            Path file = folder.resolve(i % 2 == 0 ? "pos" : "neg").resolve(i + ".txt");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, TEXTS.get(i));
        }
        Files.writeString(folder.resolve("pos").resolve("9.txt"), " \n");
        // snippet
        TextDocuments reviews = TextFolder.at(folder).onEmpty(OnEmpty.SKIP).read();
        System.out.println(reviews.size() + " texts of " + reviews.labels() + ". " + reviews.notes());

        TextPipeline threads = TextPipeline.standard();
        Tokenizer tokenizer = RuledTokenizer.of(new WordTokenizer());
        Vocabulary vocabulary =
                TokenCounts.of(reviews.texts(), tokenizer, threads).vocabulary(VocabularyLimits.atLeast(1));
        TextEncoder encoder = VocabularyEncoder.of(tokenizer, vocabulary);

        TokenCorpus corpus = TokenCorpus.encode(reviews.texts(), encoder, threads);
        int[] classes = IntStream.range(0, reviews.size())
                .map(text -> reviews.labels().indexOf(reviews.facts(text).label()))
                .toArray();
        TextLoader loader = TextLoader.of(corpus, classes, encoder.paddingId())
                .batchSize(2)
                .shuffled(42)
                .build();
        try (Scope scope = Scope.open();
                TextLoader.Epoch batches = loader.epoch(0)) {
            TextBatch batch = Objects.requireNonNull(batches.next());
            System.out.println(
                    batch.size() + " texts as numbers " + batch.tokens().shape());
        }
        // end
        assertThat(reviews.notes()).containsExactly("1 empty documents were left out.");
        assertThat(reviews.labels()).containsExactly("neg", "pos");
        assertThat(loader.batches()).isEqualTo(2);
    }

    @Test
    void tablesAreReadByTheirColumnsOrGuessed() throws IOException {
        Path table = Files.writeString(
                folder.resolve("mails.csv"), "subject,body,spam\nHello,See you,no\nWin,\"Now, now\",yes\n");
        Path messages = Files.writeString(
                folder.resolve("messages.tsv"),
                "ham\tSee you \"later\n" + "ham\tOn my way\n".repeat(8) + "spam\tWin a prize\n");
        // snippet
        TextDocuments mails =
                TextCsv.at(table).text("subject", "body").label("spam").read();
        System.out.println(mails.get(0).text()); // xxfld 1 Hello xxfld 2 See you

        TextTable layout = TextTable.guess(messages, StandardCharsets.UTF_8);
        System.out.println("text in " + layout.text() + ", label in " + layout.label());
        TextDocuments told = layout.csv().onEmpty(OnEmpty.SKIP).read();
        TextDocuments same = TextCsv.at(messages)
                .delimiter('\t')
                .unquoted()
                .header(TextCsv.Header.NONE)
                .text("2")
                .label("1")
                .read();
        // end
        assertThat(mails.get(0).text()).isEqualTo("xxfld 1 Hello xxfld 2 See you");
        assertThat(told.get(0)).isEqualTo(same.get(0));
        assertThat(told.get(0).text()).isEqualTo("See you \"later");
        assertThat(told.size()).isEqualTo(10);
    }

    @Test
    void aWrongByteIsNamedAsThePageSays() throws IOException {
        Path file = Files.write(folder.resolve("old.txt"), "one\nna\u00efve".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TextLines.at(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith(
                        "old.txt is not encoded in UTF-8: the byte 0xEF at offset 6 (line 2) is wrong there. Give its charset,"
                                + " such as windows-1252, or save it as UTF-8.");
    }

    @Test
    void rulesWriteWhatTheyTakeAway() {
        // snippet
        Tokenizer words = RuledTokenizer.of(new WordTokenizer());
        Tokens tokens = words.tokenize("He SHOUTED: noooo!");
        System.out.println(tokens); // [xxbos, xxmaj, he, xxup, shouted, :, n, xxrep, 4, o, !]
        System.out.println(words.join(tokens.texts()));

        Pattern digits = Pattern.compile("\\d+");
        TextRule sameNumbers = text -> {
            Matcher numbers = digits.matcher(text.text());
            AlignedText.Edit edit = text.edit();
            while (numbers.find()) {
                edit.keepTo(numbers.start()).replaceTo(numbers.end(), "0");
            }
            return edit.done();
        };
        Tokenizer own = RuledTokenizer.of(new BlankTokenizer(), List.of(sameNumbers, StandardRule.LOWER_CASE));
        Tokens prices = own.tokenize("Bread 250 Soup 1200");
        System.out.println(prices + " " + prices.start(4)); // [xxbos, bread, 0, soup, 0] 15
        // end
        assertThat(tokens.texts())
                .containsExactly("xxbos", "xxmaj", "he", "xxup", "shouted", ":", "n", "xxrep", "4", "o", "!");
        assertThat(prices.texts()).containsExactly("xxbos", "bread", "0", "soup", "0");
        assertThat(prices.start(4)).isEqualTo(15);
        assertThat(ByteTokenizer.vocabulary().size()).isEqualTo(265);
    }

    @Test
    void partsOfWordsAreLearntWrittenAndRead() {
        Path file = folder.resolve("tokenizer.json");
        // snippet
        SubwordTokenizer learnt = SubwordTraining.wordPiece(60)
                .letters(LetterCase.LOWERED)
                .progress(step -> System.out.println(step.stage() + " " + step.done() + " of " + step.total()))
                .train(TEXTS);
        learnt.write(file);

        SubwordTokenizer read =
                SubwordTokenizer.read(file).truncating(Truncation.to(8)).padding(Padding.longest(learnt.paddingId()));
        List<Encoding> encodings = read.encodeAll(List.of("Good soup", "bad"));
        Encoding first = encodings.get(0);
        for (int i = 0; i < first.size(); i++) {
            System.out.println(read.tokens(first.ids()[i]) + " is \""
                    + "Good soup".substring(first.starts()[i], first.ends()[i]) + "\"");
        }
        TextEncoder again = TextEncoders.fromJson(TextEncoders.toJson(read));
        // end
        assertThat(encodings.get(1).size()).isEqualTo(first.size());
        assertThat(encodings.get(1).mask()).containsExactly(1, 1, 1, 0);
        assertThat(read.tokens(first.ids())).containsExactly("[CLS]", "good", "soup", "[SEP]");
        assertThat(first.starts()).containsExactly(0, 0, 5, 0);
        assertThat(again.ids("good soup")).isEqualTo(read.ids("good soup"));
    }

    @Test
    void aFileOfTokensFeedsLanguageModels() {
        TextEncoder encoder = VocabularyEncoder.of(new ByteTokenizer(), ByteTokenizer.vocabulary());
        Path file = folder.resolve("reviews.tokens");
        // snippet
        TokenFile corpus = TokenFile.write(
                file, TEXTS, encoder, TextPipeline.standard(), done -> System.out.println(done + " texts"));
        LanguageLoader stream = LanguageLoader.of(corpus)
                .batchSize(2)
                .sequenceLength(8)
                .shuffled(42)
                .build();
        LanguageWindows windows = LanguageWindows.of(corpus)
                .batchSize(2)
                .length(8)
                .batches(10)
                .seed(42)
                .build();
        System.out.println(stream + "; " + windows);
        // end
        assertThat(TokenFile.open(file).tokens())
                .isEqualTo(String.join("", TEXTS).length());
        assertThat(stream.tokens()).isEqualTo((corpus.tokens() - 1) / 2 * 2);
        assertThat(windows.batches()).isEqualTo(10);
    }
}
