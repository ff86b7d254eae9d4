package ai.vivace.text.token;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encoders as JSON and back: what an exported model keeps of how texts became numbers ({@code InputFormat.Texts}).
 *
 * <p>Written are {@link SubwordTokenizer}, as its tokenizer.json, and {@link VocabularyEncoder} of the tokenizers of this package with {@linkplain
 * StandardRule rules that have names}. Reading runs no code from the text.
 */
public final class TextEncoders {
    /** Longer texts are no encoder: the largest vocabularies have a tenth of it. */
    static final int LONGEST = 1 << 26;

    private static final String PLACE = "the text encoder: ";
    private static final String RULED = "ruled";
    private static final String SUBWORDS = "subwords";
    private static final String VOCABULARY = "vocabulary";

    /** The tokenizers that have nothing to set. */
    private static final Map<String, Tokenizer> PLAIN = plain();

    private TextEncoders() {}

    private static Map<String, Tokenizer> plain() {
        Map<String, Tokenizer> all = new LinkedHashMap<>();
        all.put("words", new WordTokenizer());
        all.put("characters", new CharacterTokenizer());
        all.put("bytes", new ByteTokenizer());
        all.put("blanks", new BlankTokenizer());
        return all;
    }

    /**
     * An encoder as JSON.
     *
     * @throws InputException when it, its tokenizer or a rule is of a kind of one's own, which could not be read again
     */
    public static String toJson(TextEncoder encoder) {
        ObjectNode json = TokenizerDefinition.JSON.createObjectNode();
        if (encoder instanceof SubwordTokenizer subwords) {
            json.put("kind", SUBWORDS);
            try {
                json.set("tokenizer", TokenizerDefinition.JSON.readTree(subwords.toJson()));
            } catch (IOException e) {
                throw new InputException("The tokenizer cannot be written as JSON: " + e.getMessage() + ".", e);
            }
        } else if (encoder instanceof VocabularyEncoder numbered) {
            json.put("kind", VOCABULARY);
            json.set("tokenizer", toJson(numbered.tokenizer()));
            numbered.vocabulary().tokens().forEach(json.putArray("tokens")::add);
        } else {
            throw own("encoder", encoder);
        }
        try {
            return TokenizerDefinition.JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new InputException("The encoder cannot be written as JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static ObjectNode toJson(Tokenizer tokenizer) {
        ObjectNode json = TokenizerDefinition.JSON.createObjectNode();
        if (tokenizer instanceof RuledTokenizer ruled) {
            json.put("kind", RULED);
            ArrayNode rules = json.putArray("rules");
            for (TextRule rule : ruled.rules()) {
                if (!(rule instanceof StandardRule named)) {
                    throw own("rule", rule);
                }
                rules.add(named.label());
            }
            json.set("tokenizer", toJson(ruled.tokenizer()));
            return json;
        }
        for (Map.Entry<String, Tokenizer> known : PLAIN.entrySet()) {
            if (known.getValue().getClass() == tokenizer.getClass()) {
                return json.put("kind", known.getKey());
            }
        }
        throw own("tokenizer", tokenizer);
    }

    private static InputException own(String what, Object own) {
        return new InputException("The " + what + " " + own.getClass().getName()
                + " cannot be written, as nobody could read it again. Use one of this library's, by its name.");
    }

    /**
     * Reads what {@link #toJson} has written.
     *
     * @throws InputException when it is longer than 64 Mi characters, no JSON, or has a part that is missing, wrong or of a kind that is not known; it
     *     says where
     */
    public static TextEncoder fromJson(String json) {
        InputException.require(
                json.length() <= LONGEST,
                () -> "A text encoder has at most " + LONGEST + " characters of JSON, but came " + json.length() + ".");
        JsonPart part = new JsonPart(
                TokenizerDefinition.parse(json.getBytes(StandardCharsets.UTF_8), "the text encoder"), PLACE);
        String kind = part.at("kind").text();
        return switch (kind) {
            case SUBWORDS -> TokenizerReading.read(part.at("tokenizer"));
            case VOCABULARY ->
                VocabularyEncoder.of(
                        tokenizer(part.at("tokenizer")),
                        Vocabulary.of(part.at("tokens").list(JsonPart::text)));
            default -> throw unknown(part, kind, List.of(SUBWORDS, VOCABULARY));
        };
    }

    private static Tokenizer tokenizer(JsonPart part) {
        String kind = part.at("kind").text();
        if (!kind.equals(RULED)) {
            return plain(part, kind);
        }
        JsonPart inner = part.at("tokenizer");
        return RuledTokenizer.of(
                plain(inner, inner.at("kind").text()), part.at("rules").list(TextEncoders::rule));
    }

    private static TextRule rule(JsonPart part) {
        String written = part.text();
        List<String> known = new ArrayList<>();
        for (StandardRule rule : StandardRule.values()) {
            if (rule.label().equals(written)) {
                return rule;
            }
            known.add(rule.label());
        }
        throw unknown(part, written, known);
    }

    private static Tokenizer plain(JsonPart part, String kind) {
        Tokenizer known = PLAIN.get(kind);
        if (known == null) {
            throw unknown(part, kind, PLAIN.keySet());
        }
        return known;
    }

    private static InputException unknown(JsonPart part, String kind, Collection<String> known) {
        return new InputException(part.place() + ": " + Spelling.unknown("kind", kind, known));
    }
}
