package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the part "normalizer" of a tokenizer.json. */
final class NormalizerReading {
    private NormalizerReading() {}

    static TextRule read(JsonPart part) {
        if (part.isNothing()) {
            return text -> text;
        }
        return switch (part.kind()) {
            case "Sequence" ->
                part.at("normalizers").list(NormalizerReading::read).stream().reduce(text -> text, TextRule::then);
            case "BertNormalizer" -> bert(part);
            case "NFC" -> new UnicodeForm(Normalizer.Form.NFC);
            case "NFD" -> new UnicodeForm(Normalizer.Form.NFD);
            case "NFKC" -> new UnicodeForm(Normalizer.Form.NFKC);
            case "NFKD" -> new UnicodeForm(Normalizer.Form.NFKD);
            case "Lowercase" -> TextRules::lower;
            case "StripAccents" -> UnicodeForm::withoutMarks;
            case "Strip" -> strip(part);
            case "Replace" -> replace(part);
            case "Prepend" -> prepend(part.at("prepend").text());
            case "ByteLevel" -> ByteAlphabet::write;
            default -> throw part.unsupported(part.kind());
        };
    }

    private static TextRule bert(JsonPart part) {
        boolean lowers = part.at("lowercase").flag(true);
        return new BertText(
                part.at("clean_text").choice(true, BertText.Cleaning.CLEANED, BertText.Cleaning.NONE),
                part.at("handle_chinese_chars").choice(true, BertText.Chinese.APART, BertText.Chinese.TOGETHER),
                part.at("strip_accents").choice(lowers, BertText.Accents.STRIPPED, BertText.Accents.KEPT),
                lowers ? BertText.Letters.LOWERED : BertText.Letters.AS_THEY_ARE);
    }

    private static TextRule strip(JsonPart part) {
        boolean left = part.at("strip_left").flag(true);
        boolean right = part.at("strip_right").flag(true);
        return text -> {
            int from = 0;
            int to = text.length();
            while (left && from < to && Characters.isWhiteSpace(text.text().charAt(from))) {
                from++;
            }
            while (right && to > from && Characters.isWhiteSpace(text.text().charAt(to - 1))) {
                to--;
            }
            return text.slice(from, to);
        };
    }

    private static TextRule prepend(String added) {
        return text -> text.length() == 0 ? text : text.prefixed(added);
    }

    private static TextRule replace(JsonPart part) {
        String content = part.at("content").text();
        Splitting.Matching matching = matching(part.at("pattern"));
        return text -> {
            List<int[]> places = new ArrayList<>();
            matching.find(text.text(), (from, to) -> places.add(new int[] {from, to}));
            if (places.isEmpty()) {
                return text;
            }
            AlignedText.Edit edit = text.edit();
            places.forEach(place -> edit.keepTo(place[0]).replaceTo(place[1], content));
            return edit.done();
        };
    }

    /** A pattern: {@code {"String": …}} as it is, or {@code {"Regex": …}}. */
    static Splitting.Matching matching(JsonPart part) {
        if (!part.at("String").isNothing()) {
            return Splitting.Matching.of(
                    Pattern.compile(Pattern.quote(part.at("String").text())));
        }
        String expression = part.at("Regex").text();
        try {
            return Splitting.Matching.of(Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS));
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    part.place() + ": the regular expression \"" + expression + "\" is none that Java knows: "
                            + e.getDescription() + ".",
                    e);
        }
    }
}
