package ai.vivace.text.token;

import java.util.List;
import java.util.Set;

/**
 * Cuts text into words and signs, in the manner of spaCy's English rules, without a model. Between white space:
 *
 * <ul>
 *   <li>Punctuation and symbols at both ends are tokens of their own, one by one; several points, or hyphens, in a row are one token. What stays: a sign or point
 *       before a digit (-5, .5), the @ of a name, the point of initials (u.s., e.g.) and of common abbreviations (mr., etc.).
 *   <li>In the middle, words are cut at a hyphen between letters, at dashes, slashes, brackets, quotes and rows of points, at a
 *       comma or colon between letters, and at symbols such as emoji. 3.14, 1,000, 12:30, at&t and a_b stay whole.
 *   <li>English contractions are cut: do n't, ca n't, it 's, we 're, i 've, she 'll, he 'd, i 'm, with either apostrophe.
 *   <li>Web and mail addresses and emoticons stay whole.
 *   <li>Where a script has no blanks between words (Chinese, Japanese, Thai and such), each character with its marks is a token.
 * </ul>
 *
 * <p>Differs from spaCy in its long lists of exceptions for single words (gonna, cannot), which are not here.
 */
public final class WordTokenizer implements Tokenizer {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "jr.", "sr.", "vs.", "etc.", "inc.", "ltd.", "co.", "corp.",
            "gen.", "gov.", "sen.", "rep.", "rev.", "hon.", "mt.", "no.", "jan.", "feb.", "mar.", "apr.", "jun.",
            "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.");

    private static final Set<String> EMOTICONS = Set.of(
            ":)", ":-)", ":(", ":-(", ";)", ";-)", ":d", ":-d", ":p", ":-p", ":/", ":-/", ":o", ":-o", ":'(", "<3",
            ":D", ":-D", ":P", ":-P", ":O", ":-O", ":|", ":-|", "=)", "=(", "xd", "xD", "XD", "^_^", ":*", ":]", ":[");

    private static final int LONGEST_LISTED = 5;

    /** The tokenizer. */
    public WordTokenizer() {}

    @Override
    public Tokens tokenize(AlignedText text) {
        String now = text.text();
        Tokens.Builder tokens = new Tokens.Builder(text);
        int from = 0;
        while (from < now.length()) {
            if (Characters.isSpace(now.charAt(from))) {
                from++;
                continue;
            }
            int to = from + 1;
            boolean plain = isPlain(now.charAt(from));
            while (to < now.length() && !Characters.isSpace(now.charAt(to))) {
                plain &= isPlain(now.charAt(to));
                to++;
            }
            if (plain) {
                tokens.add(from, to);
            } else {
                new Run(now, tokens).cut(from, to);
            }
            from = to;
        }
        return tokens.build();
    }

    /** Words joined by blanks. */
    @Override
    public String join(List<String> tokens) {
        return String.join(" ", tokens);
    }

    private static boolean isPlain(char c) {
        return c < 128 && Characters.isWord(c);
    }

    /** What stands between white space. */
    private record Run(String text, Tokens.Builder tokens) {
        void cut(int start, int end) {
            if (end - start <= LONGEST_LISTED && EMOTICONS.contains(text.substring(start, end))) {
                tokens.add(start, end);
                return;
            }
            int from = prefixes(start, end);
            int to = core(from, end);
            if (from < to) {
                if (isAddress(from, to)) {
                    tokens.add(from, to);
                } else {
                    pieces(from, to);
                }
            }
            for (int i = to; i < end; ) {
                int next = sign(i, end);
                tokens.add(i, next);
                i = next;
            }
        }

        /** Cuts off signs at the beginning; gives where the rest begins. */
        private int prefixes(int start, int end) {
            int from = start;
            while (from < end && isPrefix(from, end)) {
                int next = sign(from, end);
                tokens.add(from, next);
                from = next;
            }
            return from;
        }

        private boolean isPrefix(int at, int end) {
            int c = text.codePointAt(at);
            if (!isSign(c)) {
                return false;
            }
            int next = at + Character.charCount(c) < end ? text.codePointAt(at + Character.charCount(c)) : -1;
            return switch (c) {
                case '-', '+', '.' -> next < 0 || !Characters.isNumber(next);
                case '@' -> next < 0 || !Characters.isWord(next);
                case '\'', '’' -> contraction(at, end) != at;
                default -> true;
            };
        }

        /** Where the signs at the end begin. */
        private int core(int from, int end) {
            int to = end;
            while (to > from) {
                int c = text.codePointBefore(to);
                int sign = to - Character.charCount(c);
                while (isInRows(c) && sign > from && text.charAt(sign - 1) == c) {
                    sign--;
                }
                boolean stays = c == '.' && to - sign == 1 && isAbbreviation(from, to);
                if (!isSign(c) || stays) {
                    return to;
                }
                to = sign;
            }
            return to;
        }

        /** Initials, each with its point, or an abbreviation of the list. */
        private boolean isAbbreviation(int from, int to) {
            boolean initials = true;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                initials &= (i - from) % 2 == 0 ? Character.isLetter(c) : c == '.';
            }
            return (initials && (to - from) % 2 == 0)
                    || (to - from <= LONGEST_LISTED && ABBREVIATIONS.contains(Words.lower(text, from, to)));
        }

        /** Signs of which several in a row are one. */
        private static boolean isInRows(int c) {
            return c == '.' || c == '-';
        }

        /** Where a sign, or a row of the same, ends. */
        private int sign(int at, int end) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            while (isInRows(c) && next < end && text.charAt(next) == c) {
                next++;
            }
            while (next < end && joins(text.codePointAt(next))) {
                next += Character.charCount(text.codePointAt(next));
            }
            return next;
        }

        private boolean isAddress(int from, int to) {
            int scheme = text.indexOf("://", from);
            if ((scheme > from && scheme < to) || text.startsWith("www.", from)) {
                return true;
            }
            int at = text.indexOf('@', from);
            return at > from && at + 1 < to && text.lastIndexOf('.', to - 1) > at + 1;
        }

        /** Cuts the middle. */
        private void pieces(int from, int to) {
            int start = from;
            for (int i = from; i < to; ) {
                int c = text.codePointAt(i);
                int next = i + Character.charCount(c);
                if (Characters.isWrittenWithoutBlanks(c)) {
                    while (next < to && joins(text.codePointAt(next))) {
                        next += Character.charCount(text.codePointAt(next));
                    }
                    start = piece(start, i, next);
                } else if (isSign(c)) {
                    next = sign(i, to);
                    start = divides(c, i, next, start, to) ? piece(start, i, next) : start;
                }
                i = next;
            }
            word(start, to);
        }

        /** The word before a sign, and the sign; gives where the next word begins. */
        private int piece(int start, int sign, int next) {
            word(start, sign);
            tokens.add(sign, next);
            return next;
        }

        private boolean divides(int c, int at, int next, int from, int to) {
            int before = at > from ? text.codePointBefore(at) : -1;
            int after = next < to ? text.codePointAt(next) : -1;
            return switch (c) {
                case '.' -> next - at > 1;
                case '-' -> next - at > 1 || (Character.isLetter(before) && Character.isLetter(after));
                case ',', ':' -> Character.isLetter(before) && Character.isLetter(after);
                case '\'', '’', '&', '@', '#', '$', '%', '*', '=', '+', '_' -> false;
                default -> true;
            };
        }

        /** A word without signs to cut at, in two when it is a contraction. */
        private void word(int from, int to) {
            if (from == to) {
                return;
            }
            int cut = contraction(from, to);
            if (cut > from) {
                tokens.add(from, cut);
            }
            tokens.add(Math.max(cut, from), to);
        }

        /** Where the second half of a contraction begins; -1 when it is none. */
        private int contraction(int from, int to) {
            int apostrophe = to - 1;
            while (apostrophe >= from && apostrophe >= to - 3 && !isApostrophe(text.charAt(apostrophe))) {
                apostrophe--;
            }
            if (apostrophe < from || !isApostrophe(text.charAt(apostrophe))) {
                return -1;
            }
            return switch (Words.lower(text, apostrophe + 1, to)) {
                case "t" -> apostrophe - 1 > from && (text.charAt(apostrophe - 1) | 32) == 'n' ? apostrophe - 1 : -1;
                case "s", "m", "d", "re", "ve", "ll" -> apostrophe;
                default -> -1;
            };
        }

        private static boolean isApostrophe(char c) {
            return c == '\'' || c == '’';
        }

        private static boolean isSign(int c) {
            return c != '_' && !Characters.isWord(c) && Characters.isPunctuationOrSymbol(c);
        }

        /** What belongs to the character before it: marks, and what joins emoji. */
        private static boolean joins(int c) {
            return c >= 0x300 && (Characters.isMark(c) || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF));
        }
    }

    /** Words of the lists, which are in small letters of A to Z. */
    private static final class Words {
        static String lower(String text, int from, int to) {
            StringBuilder lower = new StringBuilder(to - from);
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                lower.append(c >= 'A' && c <= 'Z' ? (char) (c | 32) : c);
            }
            return lower.toString();
        }
    }
}
