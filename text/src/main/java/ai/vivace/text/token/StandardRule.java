package ai.vivace.text.token;

import java.util.Locale;

/** The rules of {@link TextRules} by name, so that a tokenizer with them can be written to a file and read again. */
public enum StandardRule implements TextRule {
    /** {@link TextRules#fixMarkup}. */
    FIX_MARKUP,
    /** {@link TextRules#shortenRepeatedCharacters}. */
    SHORTEN_REPEATED_CHARACTERS,
    /** {@link TextRules#shortenRepeatedWords}. */
    SHORTEN_REPEATED_WORDS,
    /** {@link TextRules#spaceSigns}. */
    SPACE_SIGNS,
    /** {@link TextRules#singleBlanks}. */
    SINGLE_BLANKS,
    /** {@link TextRules#lowerCapitals}. */
    LOWER_CAPITALS,
    /** {@link TextRules#lowerCapitalised}. */
    LOWER_CAPITALISED,
    /** {@link TextRules#lowerCase}. */
    LOWER_CASE,
    /** {@link TextRules#markEnd}. */
    MARK_END;

    @Override
    public AlignedText apply(AlignedText text) {
        return switch (this) {
            case FIX_MARKUP -> TextRules.fixMarkup(text);
            case SHORTEN_REPEATED_CHARACTERS -> TextRules.shortenRepeatedCharacters(text);
            case SHORTEN_REPEATED_WORDS -> TextRules.shortenRepeatedWords(text);
            case SPACE_SIGNS -> TextRules.spaceSigns(text);
            case SINGLE_BLANKS -> TextRules.singleBlanks(text);
            case LOWER_CAPITALS -> TextRules.lowerCapitals(text);
            case LOWER_CAPITALISED -> TextRules.lowerCapitalised(text);
            case LOWER_CASE -> TextRules.lowerCase(text);
            case MARK_END -> TextRules.markEnd(text);
        };
    }

    /** How files write it, such as {@code fix_markup}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
