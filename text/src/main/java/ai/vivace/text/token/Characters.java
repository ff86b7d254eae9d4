package ai.vivace.text.token;

/** Kinds of characters as Python's and the tokenizers' rules mean them; the same in every locale. */
final class Characters {
    private static final int MARKS =
            1 << Character.NON_SPACING_MARK | 1 << Character.ENCLOSING_MARK | 1 << Character.COMBINING_SPACING_MARK;
    private static final int PUNCTUATION = 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.DASH_PUNCTUATION
            | 1 << Character.START_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.INITIAL_QUOTE_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION
            | 1 << Character.OTHER_PUNCTUATION;
    private static final int SYMBOLS = 1 << Character.MATH_SYMBOL
            | 1 << Character.CURRENCY_SYMBOL
            | 1 << Character.MODIFIER_SYMBOL
            | 1 << Character.OTHER_SYMBOL;
    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;

    private Characters() {}

    /** What Python's {@code \s} matches. */
    static boolean isSpace(int codePoint) {
        if (codePoint < 128) {
            return codePoint == ' ' || (codePoint >= 9 && codePoint <= 13) || (codePoint >= 28 && codePoint <= 31);
        }
        return codePoint == 0x85 || isBlank(codePoint);
    }

    /** Unicode's property White_Space. */
    static boolean isWhiteSpace(int codePoint) {
        if (codePoint < 128) {
            return codePoint == ' ' || (codePoint >= 9 && codePoint <= 13);
        }
        return codePoint == 0x85 || isBlank(codePoint);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isSpaceChar(codePoint);
    }

    /** What Python's {@code \w} matches: letters, numbers and the underscore. */
    static boolean isWord(int codePoint) {
        if (codePoint < 128) {
            return (codePoint >= 'a' && codePoint <= 'z')
                    || (codePoint >= 'A' && codePoint <= 'Z')
                    || (codePoint >= '0' && codePoint <= '9')
                    || codePoint == '_';
        }
        return Character.isLetter(codePoint) || isNumber(codePoint);
    }

    /** Of Unicode's categories N. */
    static boolean isNumber(int codePoint) {
        return codePoint < 128 ? codePoint >= '0' && codePoint <= '9' : is(codePoint, NUMBERS);
    }

    /** Of Unicode's categories M. */
    static boolean isMark(int codePoint) {
        return codePoint >= 0x300 && is(codePoint, MARKS);
    }

    /** Of Unicode's categories P. */
    static boolean isPunctuation(int codePoint) {
        return is(codePoint, PUNCTUATION);
    }

    /** Of Unicode's categories P or S. */
    static boolean isPunctuationOrSymbol(int codePoint) {
        return is(codePoint, PUNCTUATION | SYMBOLS);
    }

    /** Of ASCII's signs, or of Unicode's categories P: what BERT's tokenizer cuts off. */
    static boolean isBertPunctuation(int codePoint) {
        if (codePoint < 128) {
            return codePoint > ' '
                    && codePoint != 127
                    && !(codePoint >= '0' && codePoint <= '9')
                    && !(codePoint >= 'A' && codePoint <= 'Z')
                    && !(codePoint >= 'a' && codePoint <= 'z');
        }
        return isPunctuation(codePoint);
    }

    /** Of the blocks of Chinese characters that BERT's tokenizer sets apart. */
    static boolean isChinese(int codePoint) {
        return codePoint >= 0x3400
                && (codePoint <= 0x4DBF
                        || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0x20000 && codePoint <= 0x2A6DF)
                        || (codePoint >= 0x2A700 && codePoint <= 0x2CEAF)
                        || (codePoint >= 0x2F800 && codePoint <= 0x2FA1F));
    }

    /** Of a script that is written without blanks between words. */
    static boolean isWrittenWithoutBlanks(int codePoint) {
        if (codePoint < 0xE00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static boolean is(int codePoint, int kinds) {
        return (1 << Character.getType(codePoint) & kinds) != 0;
    }
}
