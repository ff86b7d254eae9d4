package ai.vivace.text.token;

import java.util.List;
import java.util.Locale;

/**
 * fastai's rules: they make text plainer, and write what is lost thereby as {@linkplain SpecialToken special tokens} before the words,
 * so that a vocabulary needs one entry for "the", "The" and "THE".
 *
 * <p>Every rule gives what fastai's gives, character for character, its quirks included: networks that were trained on such
 * tokens expect them. Letters and blanks are Unicode's, capitals are A to Z.
 */
public final class TextRules {
    private TextRules() {}

    /** The rules that fastai applies by default, in its order. */
    public static List<TextRule> standard() {
        return List.of(
                StandardRule.FIX_MARKUP,
                StandardRule.SHORTEN_REPEATED_CHARACTERS,
                StandardRule.SHORTEN_REPEATED_WORDS,
                StandardRule.SPACE_SIGNS,
                StandardRule.SINGLE_BLANKS,
                StandardRule.LOWER_CAPITALS,
                StandardRule.LOWER_CAPITALISED,
                StandardRule.LOWER_CASE);
    }

    /** Remnants of HTML, of Python's strings and of WikiText become the characters they stand for; fastai's fix_html. */
    public static AlignedText fixMarkup(AlignedText text) {
        return Markup.fix(text);
    }

    /** Three or more of a character become {@code xxrep}, their number and the character: fastai's replace_rep. */
    public static AlignedText shortenRepeatedCharacters(AlignedText text) {
        return Repetition.characters(text);
    }

    /** Three or more of a word become {@code xxwrep}, their number and the word: fastai's replace_wrep. */
    public static AlignedText shortenRepeatedWords(AlignedText text) {
        return Repetition.words(text);
    }

    /** Blanks around each slash, backslash and number sign: fastai's spec_add_spaces. */
    public static AlignedText spaceSigns(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = null;
        for (int i = 0; i < now.length(); i++) {
            char c = now.charAt(i);
            if (c == '/' || c == '#' || c == '\\') {
                edit = edit == null ? text.edit() : edit;
                edit.keepTo(i).insert(" ").keepTo(i + 1).insert(" ");
            }
        }
        return edit == null ? text : edit.done();
    }

    /** One blank for several: fastai's rm_useless_spaces. Tabs and line ends stay. */
    public static AlignedText singleBlanks(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = null;
        for (int i = now.indexOf("  "); i >= 0; ) {
            edit = edit == null ? text.edit() : edit;
            int end = i + 2;
            while (end < now.length() && now.charAt(end) == ' ') {
                end++;
            }
            edit.keepTo(i).replaceTo(end, " ");
            i = now.indexOf("  ", end);
        }
        return edit == null ? text : edit.done();
    }

    /** A word in capitals is lowered, and {@code xxup} put before it if it has more than one character: fastai's replace_all_caps. */
    public static AlignedText lowerCapitals(AlignedText text) {
        return Capitals.lower(text, Capitals.Kind.ALL);
    }

    /** A word of one capital, its first letter, is lowered, and {@code xxmaj} put before it likewise: fastai's replace_maj. */
    public static AlignedText lowerCapitalised(AlignedText text) {
        return Capitals.lower(text, Capitals.Kind.FIRST);
    }

    /** Everything in lower case, without blanks at the ends, with {@code xxbos} before it: fastai's lowercase. */
    public static AlignedText lowerCase(AlignedText text) {
        AlignedText lower = strip(lower(text));
        return lower.edit().insert(SpecialToken.BEGINNING.text() + " ").done();
    }

    /** Puts {@code xxeos} behind a text; fastai has it as an option. */
    public static AlignedText markEnd(AlignedText text) {
        return text.edit()
                .keepTo(text.length())
                .insert(" " + SpecialToken.END.text())
                .done();
    }

    /** Everything in lower case, in no country's language. */
    static AlignedText lower(AlignedText text) {
        String now = text.text();
        String lower = now.toLowerCase(Locale.ROOT);
        if (lower.length() == now.length()) {
            return lower.equals(now) ? text : text.withText(lower);
        }
        AlignedText.Edit edit = text.edit();
        while (edit.cursor() < now.length()) {
            int end = edit.cursor() + 1;
            while (end < now.length() && !Characters.isSpace(now.charAt(end))) {
                end++;
            }
            Capitals.lowerTo(edit, now, end);
        }
        return edit.done();
    }

    /** Without blanks at both ends. */
    static AlignedText strip(AlignedText text) {
        String now = text.text();
        int from = 0;
        int to = now.length();
        while (from < to && Characters.isSpace(now.charAt(from))) {
            from++;
        }
        while (to > from && Characters.isSpace(now.charAt(to - 1))) {
            to--;
        }
        return text.slice(from, to);
    }
}
