package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {
    @TempDir
    private Path folder;

    private TextTable guess(String name, String content) throws IOException {
        return TextTable.guess(Files.writeString(folder.resolve(name), content), StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreToldByTheirFields() throws IOException {
        TextTable table = guess("reviews.csv", """
                product,review,score
                B1,"never again, really",bad
                B2,very good coffee for the price,good
                B3,stale and sour and weak,bad
                B4,my dog loves this so much,good
                """);
        assertThat(table.header()).isEqualTo(TextCsv.Header.NAMES);
        assertThat(table.text()).isEqualTo("review");
        assertThat(table.label()).isEqualTo("score");
        assertThat(table.csv().read().get(0).text()).isEqualTo("never again, really");
        assertThat(table.csv().read().labels()).containsExactly("bad", "good");
    }

    @Test
    void rowsWithoutNamesHaveNumbersAndTabsKeepQuotes() throws IOException {
        TextTable table = guess("messages.txt", """
                ham\t"Go until jurong
                spam\tWIN a prize
                ham\tok lar
                spam\tcall now
                """);
        assertThat(table.header()).isEqualTo(TextCsv.Header.NONE);
        assertThat(table.names()).containsExactly("1", "2");
        TextDocuments read = table.csv().read();
        assertThat(read.size()).isEqualTo(4);
        assertThat(read.get(0).text()).isEqualTo("\"Go until jurong");
        assertThat(read.get(0).label()).isEqualTo("ham");
        assertThat(read.get(0).name()).endsWith("line 1");
    }

    @Test
    void aTableMayHaveNoLabels() throws IOException {
        TextTable table = guess("quotes.csv", """
                text
                To be or not to be
                All the world's a stage
                """);
        assertThat(table.header()).isEqualTo(TextCsv.Header.NAMES);
        assertThat(table.label()).isEmpty();
        assertThat(table.csv().read().size()).isEqualTo(2);
    }

    @Test
    void semicolonsSeparateWhereThereAreNoCommas() throws IOException {
        assertThat(guess("a.csv", "kind;text\na;one two three\nb;four five six\na;seven\nb;eight\n")
                        .delimiter())
                .isEqualTo(';');
    }

    @Test
    void filesWithoutRowsAreRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        assertThatThrownBy(() -> TextTable.guess(empty, StandardCharsets.UTF_8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("empty.csv");
    }
}
