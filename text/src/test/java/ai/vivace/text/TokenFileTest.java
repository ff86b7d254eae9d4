package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.token.ByteTokenizer;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.VocabularyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final TextEncoder BYTES = VocabularyEncoder.of(new ByteTokenizer(), ByteTokenizer.vocabulary());

    @TempDir
    Path folder;

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("", "a", "Ünïcode 👍"));
        for (int i = 0; i < 3000; i++) {
            texts.add("text " + i);
        }
        return texts;
    }

    private TokenFile write(String name, int threads) {
        return TokenFile.write(folder.resolve(name), texts(), BYTES, TextPipeline.of(threads), done -> {});
    }

    @Test
    void documentsComeBackAsTheyWere() {
        TokenFile file = write("a.tokens", 2);
        TokenCorpus memory = TokenCorpus.encode(texts(), BYTES, TextPipeline.of(1));
        assertThat(file.documents()).isEqualTo(3003);
        assertThat(file.tokens()).isEqualTo(memory.tokens());
        assertThat(file.vocabularySize()).isEqualTo(265);
        long[] all = new long[(int) file.tokens()];
        long[] expected = all.clone();
        file.copy(0, all, 0, all.length);
        memory.copy(0, expected, 0, expected.length);
        assertThat(all).isEqualTo(expected);
        int[] third = new int[file.length(2)];
        long[] copy = new long[third.length];
        file.copy(file.start(2), copy, 0, copy.length);
        Arrays.setAll(third, i -> (int) copy[i]);
        assertThat(BYTES.decode(third)).isEqualTo("Ünïcode 👍");
        file.verify();
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        write("one", 1);
        write("four", 4);
        assertThat(Files.mismatch(folder.resolve("one"), folder.resolve("four")))
                .isEqualTo(-1);
    }

    @Test
    void aChangedByteIsFound() throws IOException {
        write("a", 1);
        byte[] bytes = Files.readAllBytes(folder.resolve("a"));
        bytes[100] ^= 1;
        Path changed = Files.write(folder.resolve("b"), bytes);
        assertThatThrownBy(() -> TokenFile.open(changed).verify())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void whatIsCutShortOrDamagedIsRefusedOrRead() throws IOException {
        write("a", 1);
        byte[] whole = Files.readAllBytes(folder.resolve("a"));
        Rng rng = Rng.of(1);
        for (int n = 0; n < 300; n++) {
            byte[] bytes = n % 2 == 0 ? Arrays.copyOf(whole, rng.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < 3 && bytes.length > 64; i++) {
                int place = i == 0 ? rng.nextInt(16) : bytes.length - 1 - rng.nextInt(64);
                bytes[place] = (byte) rng.nextInt(256);
            }
            Path damaged = Files.write(folder.resolve("d" + n), bytes);
            assertThatThrownBy(() -> TokenFile.open(damaged).verify()).isInstanceOf(InputException.class);
        }
    }

    @Test
    void anotherVersionSaysSo() throws IOException {
        write("a", 1);
        byte[] bytes = Files.readAllBytes(folder.resolve("a"));
        bytes[11] = 9;
        Path newer = Files.write(folder.resolve("b"), bytes);
        assertThatThrownBy(() -> TokenFile.open(newer))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        write("a", 1);
        byte[] before = Files.readAllBytes(folder.resolve("a"));
        Iterable<String> broken = () -> List.of("fine").stream()
                .<String>map(text -> {
                    throw new InputException("no");
                })
                .iterator();
        assertThatThrownBy(() -> TokenFile.write(folder.resolve("a"), broken, BYTES, TextPipeline.of(2), done -> {}))
                .isInstanceOf(InputException.class);
        assertThat(Files.readAllBytes(folder.resolve("a"))).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
