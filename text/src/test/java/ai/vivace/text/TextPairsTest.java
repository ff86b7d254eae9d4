package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPairsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void linesOfTwoFilesBelongTogether() throws IOException {
        TextPairs pairs = TextPairs.files(file("a.en", "one\ntwo\n"), file("a.ja", "一\n二\n"));

        assertThat(pairs.sources()).containsExactly("one", "two");
        assertThat(pairs.targets()).containsExactly("一", "二");
        assertThat(pairs.texts()).containsExactly("one", "two", "一", "二");
    }

    @Test
    void filesOfUnequalLengthsAreNamedWithTheirCounts() throws IOException {
        Path first = file("a.en", "one\ntwo\n");
        Path second = file("a.ja", "一\n");

        assertThatThrownBy(() -> TextPairs.files(first, second))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a.en has 2 lines")
                .hasMessageContaining("a.ja has 1");
    }

    @Test
    void aWrongByteIsNamedWithItsPlace() throws IOException {
        Path second = Files.write(folder.resolve("a.fr"), "un\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Path first = file("a.en", "one\ncoffee\n");

        assertThatThrownBy(() -> TextPairs.files(first, second))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a.fr")
                .hasMessageContaining("0xE9 at offset 6 (line 2)");
        assertThat(TextPairs.files(first, second, StandardCharsets.ISO_8859_1).targets())
                .containsExactly("un", "café");
    }

    @Test
    void tabsDivideTheFirstTwoColumns() throws IOException {
        TextPairs pairs = TextPairs.tsv(file("a.tsv", "Go.\tVa !\tCC-BY\n\nHi.\tSalut !\tCC-BY\n"));

        assertThat(pairs.sources()).containsExactly("Go.", "Hi.");
        assertThat(pairs.targets()).containsExactly("Va !", "Salut !");
        Path wrong = file("b.tsv", "Go.\tVa !\nHi. Salut !\n");
        assertThatThrownBy(() -> TextPairs.tsv(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("b.tsv line 2 has no tab");
    }

    @Test
    void columnsOfCommaSeparatedValuesAreChosenByName() throws IOException {
        Path table = file("a.csv", "id,fr,en\n1,\"Oui, merci\",\"Yes, thanks\"\n2,,No\n");
        TextPairs pairs = TextPairs.csv(table, "en", "fr");

        assertThat(pairs.sources()).containsExactly("Yes, thanks", "No");
        assertThat(pairs.targets()).containsExactly("Oui, merci", "");
        TextPairs full = pairs.withoutEmpty();
        assertThat(full.sources()).containsExactly("Yes, thanks");
        assertThat(full.notes()).containsExactly("1 pairs with an empty side were left out.");
        assertThatThrownBy(() -> TextPairs.csv(table, "eng", "fr"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("eng");
    }

    @Test
    void partsAreAFunctionOfTheSeedAndShareNothing() {
        List<String> texts = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        TextPairs.Parts parts = TextPairs.of(texts, texts).split(0.2, 1);

        assertThat(parts.validation().size()).isEqualTo(2);
        HashSet<String> all = new HashSet<>(parts.training().sources());
        all.addAll(parts.validation().sources());
        assertThat(all).hasSize(10);
        assertThat(TextPairs.of(texts, texts).split(0.2, 1).validation().sources())
                .isEqualTo(parts.validation().sources());
        assertThatThrownBy(() -> TextPairs.of(texts, texts).split(1, 1)).isInstanceOf(InputException.class);
    }
}
