package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodersTest {
    private static final List<String> TEXTS = List.of(
            "The cat sat. The CAT sat sat sat!!!!",
            "Naïve café: 3.14 – <br />don't\tstop &amp; 日本 😀",
            "a_b\\c \"quoted\" #tag/two");

    static Stream<TextEncoder> encoders() {
        return Stream.of(
                learnt(new CharacterTokenizer()),
                learnt(new WordTokenizer()),
                learnt(new BlankTokenizer()),
                learnt(RuledTokenizer.of(new WordTokenizer())),
                learnt(RuledTokenizer.of(
                        new CharacterTokenizer(), List.of(StandardRule.SINGLE_BLANKS, StandardRule.MARK_END))),
                VocabularyEncoder.of(new ByteTokenizer(), ByteTokenizer.vocabulary()),
                SubwordTraining.bytePair(280).train(TEXTS).truncating(Truncation.to(12)));
    }

    private static TextEncoder learnt(Tokenizer tokenizer) {
        return VocabularyEncoder.of(
                tokenizer,
                TokenCounts.of(TEXTS, tokenizer, TextPipeline.of(1)).vocabulary(VocabularyLimits.atLeast(1)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void whatWasWrittenEncodesAndDecodesTheSame(TextEncoder encoder) {
        TextEncoder read = TextEncoders.fromJson(TextEncoders.toJson(encoder));
        for (String text : TEXTS) {
            assertThat(read.ids(text)).containsExactly(encoder.ids(text));
            assertThat(read.decode(read.ids(text))).isEqualTo(encoder.decode(encoder.ids(text)));
        }
        assertThat(read.vocabulary()).isEqualTo(encoder.vocabulary());
        assertThat(read.paddingId()).isEqualTo(encoder.paddingId());
        assertThat(TextEncoders.toJson(read)).isEqualTo(TextEncoders.toJson(encoder));
    }

    @Test
    void standardRulesAreWrittenByName() {
        assertThat(TextEncoders.toJson(learnt(RuledTokenizer.of(new WordTokenizer()))))
                .startsWith("{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"ruled\",\"rules\":[\"fix_markup\",")
                .contains("\"lower_case\"],\"tokenizer\":{\"kind\":\"words\"}},\"tokens\":[\"xxunk\",\"xxpad\",");
    }

    @Test
    void aRuleOfOnesOwnIsRefusedWhenWriting() {
        RuledTokenizer own = RuledTokenizer.of(new WordTokenizer(), List.of(text -> text));
        assertThatThrownBy(() -> TextEncoders.toJson(learnt(own)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("rule")
                .hasMessageContaining("cannot be written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"kind\":7}",
                "{\"kind\":\"vocabulary\"}",
                "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"words\"},\"tokens\":[\"a\"]}",
                "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"words\"},\"tokens\":[\"xxunk\",\"xxpad\",\"a\",\"a\"]}",
                "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"words\"},\"tokens\":[\"xxunk\",\"xxpad\",3]}",
                "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"ruled\",\"rules\":[\"fix\"],\"tokenizer\":{\"kind\":\"words\"}},\"tokens\":[\"xxunk\",\"xxpad\"]}",
                "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"ruled\",\"rules\":[],\"tokenizer\":{\"kind\":\"ruled\"}},\"tokens\":[\"xxunk\",\"xxpad\"]}",
                "{\"kind\":\"subwords\",\"tokenizer\":{}}"
            })
    void whatIsNoEncoderIsRefused(String json) {
        assertThatThrownBy(() -> TextEncoders.fromJson(json)).isInstanceOf(InputException.class);
    }

    @Test
    void anUnknownKindIsNamedWithTheNearest() {
        assertThatThrownBy(() -> TextEncoders.fromJson(
                        "{\"kind\":\"vocabulary\",\"tokenizer\":{\"kind\":\"word\"},\"tokens\":[\"xxunk\",\"xxpad\"]}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the text encoder: tokenizer")
                .hasMessageContaining("Did you mean \"words\"?");
    }

    @Test
    void damagedJsonIsRefusedAndNothingElseHappens() {
        String json = TextEncoders.toJson(SubwordTraining.bytePair(270).train(TEXTS));
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            StringBuilder damaged = new StringBuilder(json);
            damaged.setCharAt(random.nextInt(json.length()), "{}[]\",:0xz".charAt(random.nextInt(10)));
            try {
                TextEncoders.fromJson(damaged.toString()).ids(TEXTS.get(0));
            } catch (InputException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
