package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRulesTest {
    private static final Map<String, TextRule> RULES = new LinkedHashMap<>();

    static {
        RULES.put("fixMarkup", TextRules::fixMarkup);
        RULES.put("shortenRepeatedCharacters", TextRules::shortenRepeatedCharacters);
        RULES.put("shortenRepeatedWords", TextRules::shortenRepeatedWords);
        RULES.put("spaceSigns", TextRules::spaceSigns);
        RULES.put("singleBlanks", TextRules::singleBlanks);
        RULES.put("lowerCapitals", TextRules::lowerCapitals);
        RULES.put("lowerCapitalised", TextRules::lowerCapitalised);
        RULES.put("lowerCase", TextRules::lowerCase);
    }

    /** Random texts through fastai 2.8's regular expressions in Python 3.11; equal to the last character. */
    static JsonNode goldens() throws IOException {
        try (InputStream in = Objects.requireNonNull(TextRulesTest.class.getResourceAsStream("rules.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void eachRuleGivesWhatFastaisGives() throws IOException {
        for (JsonNode golden : goldens()) {
            String text = golden.get("text").asText();
            RULES.forEach(
                    (name, rule) -> assertThat(rule.apply(AlignedText.of(text)).text())
                            .as("%s of <%s>", name, text)
                            .isEqualTo(golden.path(name).asText(text)));
        }
    }

    @Test
    void allRulesTogetherGiveWhatFastaisGive() throws IOException {
        for (JsonNode golden : goldens()) {
            String text = golden.get("text").asText();
            assertThat(all(text).text()).as(text).isEqualTo(golden.get("all").asText());
        }
    }

    @Test
    void everyCharacterComesFromWithinTheTextAndInOrder() throws IOException {
        for (JsonNode golden : goldens()) {
            String text = golden.get("text").asText();
            AlignedText ruled = all(text);
            int before = 0;
            for (int i = 0; i < ruled.length(); i++) {
                assertThat(ruled.start(i)).as("%s at %d", text, i).isBetween(before, ruled.end(i));
                assertThat(ruled.end(i)).isLessThanOrEqualTo(text.length());
                before = ruled.start(i);
            }
        }
    }

    @Test
    void aTokenOfARepetitionComesFromAllOfIt() {
        AlignedText ruled = TextRules.shortenRepeatedCharacters(AlignedText.of("so!!!! x"));
        int sign = ruled.text().indexOf('!');
        assertThat(ruled.text()).isEqualTo("so xxrep 4 !  x");
        assertThat(ruled.start(sign)).isEqualTo(2);
        assertThat(ruled.end(sign)).isEqualTo(6);
    }

    @Test
    void whatARulePutsInHasAnEmptyPlace() {
        AlignedText ruled = TextRules.lowerCapitalised(AlignedText.of("ah Yes"));
        assertThat(ruled.text()).isEqualTo("ah xxmaj yes");
        assertThat(ruled.start(3)).isEqualTo(3);
        assertThat(ruled.end(3)).isEqualTo(3);
        assertThat(ruled.start(9)).isEqualTo(3);
        assertThat(ruled.end(11)).isEqualTo(6);
    }

    @Test
    void theEndIsMarkedWhenAsked() {
        List<TextRule> rules = List.of(TextRules::lowerCase, TextRules::markEnd);
        assertThat(RuledTokenizer.of(new BlankTokenizer(), rules)
                        .tokenize("A b")
                        .texts())
                .containsExactly("xxbos", "a", "b", "xxeos");
    }

    @ParameterizedTest
    @CsvSource({"&#x110000;, \uFFFD", "&#xD800;, \uFFFD", "&#1;x, x", "&#99999999999999999999;, \uFFFD", "&#x;, &#x;"})
    void impossibleReferencesAreReadAsHtmlSays(String written, String meant) {
        assertThat(TextRules.fixMarkup(AlignedText.of(written)).text()).isEqualTo(meant);
    }

    private static AlignedText all(String text) {
        AlignedText ruled = AlignedText.of(text);
        for (TextRule rule : TextRules.standard()) {
            ruled = rule.apply(ruled);
        }
        return ruled;
    }
}
