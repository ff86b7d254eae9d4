package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {
    private final WordTokenizer tokenizer = new WordTokenizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hello, world! (really?)|Hello , world ! ( really ? )",
                "\"quoted\" 'single'|\" quoted \" ' single '",
                "don't can't won't isn’t|do n't ca n't wo n't is n’t",
                "it's we're I've she'll he'd I'm|it 's we 're I 've she 'll he 'd I 'm",
                "the dogs' 'em o'clock|the dogs ' ' em o'clock",
                "wait... no.. what?!|wait ... no .. what ? !",
                "well-known 3-4 -5 .5 x-|well - known 3-4 -5 .5 x -",
                "3.14 1,000 12:30 at&t a_b|3.14 1,000 12:30 at&t a_b",
                "Mr. Smith vs. the U.S. e.g. etc.|Mr. Smith vs. the U.S. e.g. etc.",
                "The end. No. 5|The end . No. 5",
                "either/or one--two a—b|either / or one -- two a — b",
                "see https://x.org/a?b=1, or me@here.org.|see https://x.org/a?b=1 , or me@here.org .",
                "$5 50% #tag @you a+b|$ 5 50 % # tag @you a+b",
                "nice :) <3 :-(|nice :) <3 :-(",
                "ok👍🏽done 👍🏽👍|ok 👍🏽 done 👍🏽 👍",
                "東京に行く now|東 京 に 行 く now",
                "'s n't|'s n't",
                "xxbos xxmaj hello|xxbos xxmaj hello",
                "a,b c:d [e]f|a , b c : d [ e ] f",
            })
    void wordsAndSignsAreCutAsTheRulesSay(String text, String tokens) {
        assertThat(String.join(" ", tokenizer.tokenize(text).texts())).isEqualTo(tokens);
    }

    @Test
    void nothingIsLostButBlanks() {
        Rng rng = Rng.of(3);
        List<String> parts = List.of(
                "don't", "..", "-", "a", "B.", "é", " ", "\n", "👍", "中", "'", "@", "x.y", "://", "$", "\u0301", "5");
        for (int n = 0; n < 3000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = rng.nextInt(12); i >= 0; i--) {
                text.append(parts.get(rng.nextInt(parts.size())));
            }
            String given = text.toString();
            Tokens tokens = tokenizer.tokenize(given);
            assertThat(String.join("", tokens.texts())).isEqualTo(given.replaceAll("\\s", ""));
            int before = 0;
            for (int i = 0; i < tokens.size(); i++) {
                assertThat(given.substring(tokens.start(i), tokens.end(i))).isEqualTo(tokens.text(i));
                assertThat(tokens.start(i)).isGreaterThanOrEqualTo(before);
                before = tokens.end(i);
            }
        }
    }

    @Test
    void emptyTextsHaveNoTokens() {
        assertThat(tokenizer.tokenize("").size()).isZero();
        assertThat(tokenizer.tokenize(" \n\t ").size()).isZero();
    }
}
