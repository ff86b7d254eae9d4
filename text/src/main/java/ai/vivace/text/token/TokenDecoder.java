package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes text of tokens again: what it gives is joined without anything between. */
@FunctionalInterface
interface TokenDecoder extends UnaryOperator<List<String>> {
    /** Blanks between tokens, where nothing else is said. */
    TokenDecoder BLANKS = tokens -> List.of(String.join(" ", tokens));

    /** Bytes in GPT-2's alphabet. */
    TokenDecoder BYTES = tokens -> List.of(ByteAlphabet.read(String.join("", tokens)));

    /** One token of all. */
    TokenDecoder FUSED = tokens -> List.of(String.join("", tokens));

    /** Blanks before tokens that do not go on with a word, and, if asked, none before signs. */
    static TokenDecoder wordPiece(String prefix, UnaryOperator<String> cleaning) {
        return tokens -> {
            List<String> texts = new ArrayList<>(tokens.size());
            for (int i = 0; i < tokens.size(); i++) {
                String token = tokens.get(i);
                String text =
                        i == 0 ? token : token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
                texts.add(cleaning.apply(text));
            }
            return texts;
        };
    }

    /** Without the blanks that English does not write: before signs and contractions. */
    static String clean(String text) {
        return text.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" do not", " don't")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }

    /** Blanks for signs, but none for those of the first token unless no sign was put before the text. */
    static TokenDecoder metaspace(String sign, Metaspace.Prepend prepend) {
        return tokens -> {
            List<String> texts = new ArrayList<>(tokens.size());
            for (String token : tokens) {
                boolean first = texts.isEmpty() && prepend != Metaspace.Prepend.NEVER;
                texts.add(token.replace(sign, first ? "" : " "));
            }
            return texts;
        };
    }

    /** A blank for each mark of a word's end, but none at the end of the text. */
    static TokenDecoder suffix(String suffix) {
        return tokens -> {
            List<String> texts = new ArrayList<>(tokens.size());
            for (int i = 0; i < tokens.size(); i++) {
                texts.add(tokens.get(i).replace(suffix, i == tokens.size() - 1 ? "" : " "));
            }
            return texts;
        };
    }

    /** Characters for bytes that are written as {@code <0x41>}; U+FFFD for each byte of a row that is no UTF-8. */
    static List<String> byteFallback(List<String> tokens) {
        List<String> texts = new ArrayList<>(tokens.size());
        int i = 0;
        while (i < tokens.size()) {
            int end = i;
            while (end < tokens.size() && ByteTokenizer.value(tokens.get(end)) >= 0) {
                end++;
            }
            if (end == i) {
                texts.add(tokens.get(i++));
                continue;
            }
            String row = new ByteTokenizer().join(tokens.subList(i, end));
            texts.add(row.indexOf('\uFFFD') < 0 ? row : "\uFFFD".repeat(end - i));
            i = end;
        }
        return texts;
    }

    /** Each token without so many of a character at its ends, if it has them. */
    static TokenDecoder strip(char content, int start, int stop) {
        return tokens -> tokens.stream()
                .map(token -> {
                    int from = 0;
                    while (from < start && from < token.length() && token.charAt(from) == content) {
                        from++;
                    }
                    int to = token.length();
                    while (token.length() - to < stop && to > from && token.charAt(to - 1) == content) {
                        to--;
                    }
                    return token.substring(from, to);
                })
                .toList();
    }

    /** Reads the part "decoder" of a tokenizer.json. */
    static TokenDecoder read(JsonPart part) {
        if (part.isNothing()) {
            return BLANKS;
        }
        return switch (part.kind()) {
            case "ByteLevel" -> BYTES;
            case "WordPiece" ->
                wordPiece(
                        part.at("prefix").text("##"),
                        part.at("cleanup").choice(true, TokenDecoder::clean, UnaryOperator.identity()));
            case "Metaspace" ->
                metaspace(
                        part.at("replacement").text("▁"), PreTokenizerReading.prepend(part, Metaspace.Prepend.ALWAYS));
            case "BPEDecoder" -> suffix(part.at("suffix").text("</w>"));
            case "ByteFallback" -> TokenDecoder::byteFallback;
            case "Fuse" -> FUSED;
            case "Strip" ->
                strip(
                        part.at("content").text().charAt(0),
                        part.at("start").integer(0),
                        part.at("stop").integer(0));
            case "Replace" -> {
                TextRule rule = NormalizerReading.read(part);
                yield tokens -> tokens.stream()
                        .map(token -> rule.apply(AlignedText.of(token)).text())
                        .toList();
            }
            case "Sequence" -> {
                List<TokenDecoder> all = part.at("decoders").list(TokenDecoder::read);
                yield tokens -> {
                    List<String> now = tokens;
                    for (TokenDecoder one : all) {
                        now = one.apply(now);
                    }
                    return now;
                };
            }
            default -> throw part.unsupported(part.kind());
        };
    }
}
