package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourcesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("reviews/train/neg/2.txt", "bad");
        write("reviews/train/pos/1.txt", "good");
        write("reviews/valid/pos/3.TXT", "\uFEFFfine");
        write("reviews/valid/pos/.hidden.txt", "no");
        write("reviews/readme.md", "no");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void foldersAreClassesAndGroups() {
        TextDocuments documents = TextFolder.at(folder.resolve("reviews")).read();
        assertThat(documents.size()).isEqualTo(3);
        assertThat(documents.labels()).containsExactly("neg", "pos");
        assertThat(documents.texts()).containsExactly("bad", "good", "fine");
        assertThat(documents.facts(2).group()).isEqualTo("valid");
        assertThat(documents.get(2).name()).endsWith("3.TXT");
    }

    @Test
    void aWrongByteIsNamedWithItsOffsetAndLine() throws IOException {
        byte[] latin = "one\ntwo\ncaf\u00e9 au lait".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin.txt"), latin);
        assertThatThrownBy(() -> TextLines.at(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("latin.txt")
                .hasMessageContaining("0xE9 at offset 11 (line 3)");
        assertThat(TextLines.at(file)
                        .charset(StandardCharsets.ISO_8859_1)
                        .read()
                        .get(0)
                        .text())
                .endsWith("caf\u00e9 au lait");
    }

    @Test
    void aFileThatEndsWithinACharacterIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("cut.txt"), new byte[] {'a', (byte) 0xC3});
        assertThatThrownBy(() -> TextLines.at(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0xC3 at offset 1");
    }

    @Test
    void otherEncodingsAreRead() throws IOException {
        for (String name : List.of("UTF-16", "UTF-16LE", "windows-1252", "Shift_JIS")) {
            Path file = Files.write(folder.resolve(name), "caf\n".getBytes(Charset.forName(name)));
            assertThat(TextLines.at(file)
                            .charset(Charset.forName(name))
                            .read()
                            .get(0)
                            .text())
                    .isEqualTo("caf\n");
        }
    }

    @Test
    void aFileHasLinesOrParagraphs() throws IOException {
        Path file = write("poem.txt", "a\nb\r\n\n\n c\n");
        assertThat(TextLines.at(file).unit(TextLines.Unit.LINE).read().texts()).containsExactly("a", "b", " c");
        TextDocuments paragraphs =
                TextLines.at(file).unit(TextLines.Unit.PARAGRAPH).read();
        assertThat(paragraphs.texts()).containsExactly("a\nb", " c");
        assertThat(paragraphs.get(1).name()).endsWith("line 5");
    }

    @Test
    void emptyDocumentsAreRefusedLeftOutOrKept() throws IOException {
        write("reviews/train/pos/0.txt", " \n");
        assertThatThrownBy(() ->
                        TextFolder.at(folder.resolve("reviews")).read().texts().forEach(text -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0.txt is empty");
        TextDocuments skipped =
                TextFolder.at(folder.resolve("reviews")).onEmpty(OnEmpty.SKIP).read();
        assertThat(skipped.size()).isEqualTo(3);
        assertThat(skipped.notes()).containsExactly("1 empty documents were left out.");
        assertThat(TextFolder.at(folder.resolve("reviews"))
                        .onEmpty(OnEmpty.KEEP)
                        .read()
                        .size())
                .isEqualTo(4);
    }

    @Test
    void severalColumnsAreMarkedFields() throws IOException {
        Path file = write("mail.csv", "subject,body,spam\nHi,\"two\nlines\",no\nWin,now,yes\n");
        TextDocuments mails =
                TextCsv.at(file).text("subject", "body").label("spam").read();
        assertThat(mails.texts()).containsExactly("xxfld 1 Hi xxfld 2 two\nlines", "xxfld 1 Win xxfld 2 now");
        assertThat(mails.labels()).containsExactly("no", "yes");
        assertThat(mails.get(1).name()).endsWith("line 4");
        assertThat(TextCsv.at(file).text("body").read().texts()).containsExactly("two\nlines", "now");
    }

    @Test
    void whatIsMissingInATableIsNamed() throws IOException {
        Path file = write("mail.csv", "text,spam\nHi,no\n,yes\nNo label,\n");
        assertThatThrownBy(() -> TextCsv.at(file).label("span").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no label column \"span\"")
                .hasMessageContaining("Did you mean \"spam\"");
        assertThatThrownBy(() -> TextCsv.at(file).text("body").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no text column \"body\"");
        assertThatThrownBy(() -> TextCsv.at(file).label("spam").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 3 has no text");
        assertThatThrownBy(() ->
                        TextCsv.at(file).label("spam").onEmpty(OnEmpty.SKIP).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 4 has no label");
        Path open = write("open.csv", "text\n\"never closed\n");
        assertThatThrownBy(() -> TextCsv.at(open).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("quote");
    }

    @Test
    void pairsOfUnequalCountsAreRefused() throws IOException {
        Path english = write("a.en", "one\ntwo\n");
        Path japanese = write("a.ja", "\u4e00\n");
        assertThatThrownBy(() -> TextLines.pairs(english, japanese, StandardCharsets.UTF_8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 lines")
                .hasMessageContaining("has 1");
    }

    @Test
    void nothingToReadIsSaid() throws IOException {
        assertThatThrownBy(() -> TextFolder.at(folder.resolve("none")).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no folder");
        assertThatThrownBy(() ->
                        TextFolder.at(folder.resolve("reviews")).endings(".xml").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".xml");
        Path empty = write("empty.txt", "");
        assertThatThrownBy(() -> TextLines.at(empty).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> TextLines.at(folder.resolve("gone.txt")).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }
}
