package ai.vivace.text.token;

import java.util.regex.Pattern;

/** Reads the part "pre_tokenizer" of a tokenizer.json. */
final class PreTokenizerReading {
    private PreTokenizerReading() {}

    static PreTokenizer read(JsonPart part) {
        if (part.isNothing()) {
            return (text, pieces) -> PreTokenizer.hand(text, 0, text.length(), pieces);
        }
        return switch (part.kind()) {
            case "Sequence" -> PreTokenizer.inOrder(part.at("pretokenizers").list(PreTokenizerReading::read));
            case "BertPreTokenizer" -> BertText::split;
            case "ByteLevel" ->
                new ByteLevel(
                        part.at("add_prefix_space")
                                .choice(true, ByteLevel.First.WITH_A_BLANK, ByteLevel.First.AS_IT_IS),
                        part.at("use_regex").choice(true, ByteLevel.Cutting.GPT2, ByteLevel.Cutting.WHOLE));
            case "Metaspace" -> metaspace(part);
            case "Whitespace" ->
                new Splitting(
                        Splitting.Matching.of(Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS)),
                        Splitting.At.REST,
                        Splitting.Delimiter.REMOVED);
            case "WhitespaceSplit" ->
                new Splitting(
                        Splitting.Matching.characters(Characters::isWhiteSpace),
                        Splitting.At.MATCHES,
                        Splitting.Delimiter.REMOVED);
            case "Punctuation" ->
                new Splitting(
                        Splitting.Matching.characters(Characters::isBertPunctuation),
                        Splitting.At.MATCHES,
                        part.at("behavior").constant(Splitting.Delimiter.class, Splitting.Delimiter.ISOLATED));
            case "Digits" ->
                new Splitting(
                        Splitting.Matching.characters(Characters::isNumber),
                        Splitting.At.MATCHES,
                        part.at("individual_digits")
                                .choice(false, Splitting.Delimiter.ISOLATED, Splitting.Delimiter.CONTIGUOUS));
            case "CharDelimiterSplit" ->
                new Splitting(
                        Splitting.Matching.of(Pattern.compile(
                                Pattern.quote(part.at("delimiter").text()))),
                        Splitting.At.MATCHES,
                        Splitting.Delimiter.REMOVED);
            case "Split" -> split(part);
            default -> throw part.unsupported(part.kind());
        };
    }

    private static PreTokenizer split(JsonPart part) {
        return new Splitting(
                NormalizerReading.matching(part.at("pattern")),
                part.at("invert").choice(false, Splitting.At.REST, Splitting.At.MATCHES),
                part.at("behavior").constant(Splitting.Delimiter.class, Splitting.Delimiter.ISOLATED));
    }

    private static PreTokenizer metaspace(JsonPart part) {
        // Older files say add_prefix_space instead.
        Metaspace.Prepend otherwise =
                part.at("add_prefix_space").choice(true, Metaspace.Prepend.ALWAYS, Metaspace.Prepend.NEVER);
        return new Metaspace(
                part.at("replacement").text("▁"),
                prepend(part, otherwise),
                part.at("split").choice(true, Metaspace.Cutting.AT_SIGNS, Metaspace.Cutting.WHOLE));
    }

    /** When a sign is put before a text. */
    static Metaspace.Prepend prepend(JsonPart part, Metaspace.Prepend otherwise) {
        return part.at("prepend_scheme").constant(Metaspace.Prepend.class, otherwise);
    }
}
