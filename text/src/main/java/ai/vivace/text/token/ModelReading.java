package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the part "model" of a tokenizer.json. */
final class ModelReading {
    private ModelReading() {}

    static SubwordModel read(JsonPart part) {
        return switch (kind(part)) {
            case "BPE" -> bytePair(part);
            case "WordPiece" -> {
                Map<String, Integer> vocabulary = vocabulary(part.at("vocab"));
                yield new WordPieceModel(
                        vocabulary,
                        unknown(part.at("unk_token"), vocabulary, "[UNK]"),
                        part.at("continuing_subword_prefix").text("##"),
                        part.at("max_input_chars_per_word").integer(100));
            }
            case "Unigram" ->
                UnigramModel.of(
                        part.at("vocab").list(ModelReading::scored),
                        part.at("unk_id").integer(-1),
                        bytes(part),
                        part.place());
            case "WordLevel" -> {
                Map<String, Integer> vocabulary = vocabulary(part.at("vocab"));
                yield new WordLevelModel(
                        vocabulary, vocabulary.getOrDefault(part.at("unk_token").text("<unk>"), -1));
            }
            default -> throw part.unsupported(kind(part));
        };
    }

    /** Older files do not say: those with merges are byte pairs, those with scores are unigrams. */
    private static String kind(JsonPart part) {
        if (!part.at("type").isNothing()) {
            return part.kind();
        }
        return part.at("vocab").node().isArray() ? "Unigram" : part.at("merges").isNothing() ? "WordPiece" : "BPE";
    }

    private static SubwordModel bytePair(JsonPart part) {
        JsonPart dropout = part.at("dropout");
        if (!dropout.isNothing() && dropout.number() != 0) {
            throw dropout.unsupported("BPE dropout");
        }
        String unknown = part.at("unk_token").text("");
        return BytePairModel.of(
                vocabulary(part.at("vocab")),
                part.at("merges").list(ModelReading::pair),
                new BytePairModel.Form(
                        unknown.isEmpty() ? null : unknown,
                        part.at("continuing_subword_prefix").text(""),
                        part.at("end_of_word_suffix").text(""),
                        part.at("fuse_unk")
                                .choice(false, BytePairModel.Form.Unknowns.FUSED, BytePairModel.Form.Unknowns.SINGLE),
                        bytes(part),
                        part.at("ignore_merges")
                                .choice(false, BytePairModel.Form.Whole.KEPT, BytePairModel.Form.Whole.MERGED)),
                part.place());
    }

    private static BytePairModel.Form.Bytes bytes(JsonPart part) {
        return part.at("byte_fallback")
                .choice(false, BytePairModel.Form.Bytes.FALLBACK, BytePairModel.Form.Bytes.NEVER);
    }

    /** A merge: two tokens in a list, or in a text with a blank between. */
    private static BytePairModel.Pair pair(JsonPart part) {
        if (part.node().isArray()) {
            List<String> both = part.list(JsonPart::text);
            InputException.require(
                    both.size() == 2, () -> part.place() + " should be two tokens, but is " + both + ".");
            return new BytePairModel.Pair(both.get(0), both.get(1));
        }
        return pair(part.text(), part.place());
    }

    static BytePairModel.Pair pair(String written, String place) {
        int blank = written.indexOf(' ');
        InputException.require(
                blank > 0 && blank < written.length() - 1 && written.indexOf(' ', blank + 1) < 0,
                () -> place + " should be two tokens with a blank between, but is \"" + written + "\".");
        return new BytePairModel.Pair(written.substring(0, blank), written.substring(blank + 1));
    }

    private static UnigramModel.Scored scored(JsonPart part) {
        List<JsonPart> both = part.list();
        InputException.require(
                both.size() == 2, () -> part.place() + " should be a token and its score, but is " + part.node() + ".");
        return new UnigramModel.Scored(both.get(0).text(), both.get(1).number());
    }

    private static Map<String, Integer> vocabulary(JsonPart part) {
        Map<String, Integer> vocabulary = new HashMap<>(part.node().size() * 2);
        part.entries((token, number) -> vocabulary.put(token, number.integer()));
        return vocabulary;
    }

    private static int unknown(JsonPart part, Map<String, Integer> vocabulary, String otherwise) {
        String token = part.text(otherwise);
        Integer number = vocabulary.get(token);
        InputException.require(
                number != null,
                () -> part.place() + ": the unknown token \"" + token + "\" is not in the vocabulary. Add it.");
        return number == null ? -1 : number;
    }
}
