package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuledTokenizerTest {
    private final RuledTokenizer tokenizer = RuledTokenizer.of(new BlankTokenizer());

    /** The four texts of the reference values of fastai 2.8.7, with its BaseTokenizer. */
    @Test
    void tokensEqualFastais() {
        assertThat(tokenizer
                        .tokenize("Hello World, this is GREAT!!!! so so so so good")
                        .texts())
                .containsExactly(
                        "xxbos", "xxmaj", "hello", "xxmaj", "world,", "this", "is", "xxup", "great", "xxrep", "4", "!",
                        "xxwrep", "4", "so", "good");
        assertThat(tokenizer
                        .tokenize("I'm at <br />the CAFE amp; bar...  A1 &#36;5/6 #tag")
                        .texts())
                .containsExactly(
                        "xxbos", "xxmaj", "i'm", "at", "\nthe", "xxup", "cafe", "&", "bar", "…", "xxup", "a1", "&$5",
                        "/", "6", "#", "tag");
        assertThat(tokenizer.tokenize("\\n USA is Big. cccc 12 12 12 12").texts())
                .containsExactly("xxbos", "xxup", "usa", "is", "xxmaj", "big.", "xxrep", "4", "c", "xxwrep", "4", "12");
        assertThat(tokenizer.tokenize("Don't  STOP").texts())
                .containsExactly("xxbos", "xxmaj", "don't", "xxup", "stop");
    }

    /** fastai 2.8.7 gives Hello USA cccc 3 3 3 3 so so so so end end end end here: it never leaves a repetition. */
    @Test
    void whatFollowsARepetitionIsNotRepeated() {
        List<String> tokens = List.of("xxmaj", "hello", "xxup", "usa", "xxrep", "4", "c", "xxwrep", "3", "so", "end");
        assertThat(tokenizer.join(tokens)).isEqualTo("Hello USA cccc so so so end");
    }

    @Test
    void aRepetitionWithoutANumberStaysAsItIs() {
        assertThat(tokenizer.join(List.of("xxrep", "many", "c"))).isEqualTo("xxrep many c");
        assertThat(tokenizer.join(List.of("xxrep", "99999999999", "c"))).isEqualTo("xxrep 99999999999 c");
        assertThat(tokenizer.join(List.of("a", "xxmaj"))).isEqualTo("a xxmaj");
    }

    @Test
    void offsetsAreThoseOfTheTextBeforeTheRules() {
        String text = "Oh  NOOO! It's 5 &lt; 6";
        Tokens tokens = RuledTokenizer.of(new WordTokenizer()).tokenize(text);
        assertThat(tokens.texts())
                .containsExactly(
                        "xxbos", "xxmaj", "oh", "n", "xxrep", "3", "o", "!", "xxmaj", "it", "'s", "5", "<", "6");
        assertThat(text.substring(tokens.start(2), tokens.end(2))).isEqualTo("Oh");
        assertThat(text.substring(tokens.start(6), tokens.end(6))).isEqualTo("OOO");
        assertThat(text.substring(tokens.start(12), tokens.end(12))).isEqualTo("&lt;");
    }

    @Test
    void aBlankWithinATokenIsSeen() {
        Tokens tokens = RuledTokenizer.of(new CharacterTokenizer(), List.of()).tokenize("a b");
        assertThat(tokens.texts()).containsExactly("a", "▁", "b");
        assertThat(RuledTokenizer.of(new CharacterTokenizer(), List.of()).join(tokens.texts()))
                .isEqualTo("a b");
    }
}
