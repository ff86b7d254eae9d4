package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.testing.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tokenizers that were published, in the folders {@code minilm-l6-v2} and {@code gpt2-bpe} inside the one that VIVACE_DATA (or -Dvivace.data) names.
 * Numbers are those of Hugging Face's library.
 */
@Tag("data")
class PublishedTokenizersTest {
    private static SubwordTokenizer bert() {
        return SubwordTokenizer.read(DataFolder.file("minilm-l6-v2/all-minilm-l6-v2-tokenizer.json"));
    }

    private static SubwordTokenizer gpt2() {
        return SubwordTokenizer.gpt2(DataFolder.file("gpt2-bpe/encoder.json"), DataFolder.file("gpt2-bpe/vocab.bpe"));
    }

    @Test
    void bertGivesTheKnownNumbers() {
        SubwordTokenizer bert = bert().withoutPadding();
        assertThat(bert.encode("hello world").ids()).containsExactly(101, 7592, 2088, 102);
        assertThat(bert.decode(101, 7592, 2088, 102)).isEqualTo("hello world");
        assertThat(bert.vocabulary().size()).isEqualTo(30522);
    }

    @Test
    void theFileSaysHowLongTextsAre() {
        assertThat(bert().encode("hello").size()).isEqualTo(128);
        assertThat(bert().encode("hello ".repeat(500)).size()).isEqualTo(128);
    }

    @Test
    void gpt2GivesTheKnownNumbers() {
        assertThat(gpt2().encode("Hello world").ids()).containsExactly(15496, 995);
        assertThat(gpt2().decode(15496, 995)).isEqualTo("Hello world");
        assertThat(gpt2().vocabulary().size()).isEqualTo(50257);
        assertThat(gpt2().encode("<|endoftext|>").ids()).containsExactly(50256);
    }

    @Test
    void gpt2GivesAnyTextBack() {
        SubwordTokenizer gpt2 = gpt2();
        Rng rng = Rng.of(8);
        for (int n = 0; n < 2000; n++) {
            String text = RandomText.of(rng, 30);
            assertThat(gpt2.decode(gpt2.encode(text).ids())).isEqualTo(text);
        }
    }
}
