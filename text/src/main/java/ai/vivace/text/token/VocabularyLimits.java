package ai.vivace.text.token;

import ai.vivace.base.InputException;

/**
 * Which tokens come into a vocabulary.
 *
 * @param leastFrequency how often a token must come; at least 1
 * @param most how many tokens there may be, the special ones among them; at least 9
 * @param multipleOf what the size is filled up to a multiple of with {@link Vocabulary#FILLING}; 1 for nothing. Differs from fastai, which
 *     adds a whole eight to what is a multiple already
 */
public record VocabularyLimits(int leastFrequency, int most, int multipleOf) {
    /** fastai's: tokens that come three times, at most 60,000, filled up to a multiple of eight. */
    public static final VocabularyLimits STANDARD = new VocabularyLimits(3, 60_000, 8);

    public VocabularyLimits {
        int frequency = leastFrequency;
        int size = most;
        int multiple = multipleOf;
        InputException.require(frequency >= 1, () -> "Tokens must come at least once, but came " + frequency + ".");
        InputException.require(
                size >= SpecialToken.values().length,
                () -> "A vocabulary has at least the " + SpecialToken.values().length
                        + " special tokens, but may have only " + size + ".");
        InputException.require(
                multiple >= 1 && multiple <= 4096,
                () -> "The size is filled up to a multiple of 1 to 4096, but came " + multiple + ".");
    }

    /** As {@link #STANDARD}, of tokens that come so often. */
    public static VocabularyLimits atLeast(int frequency) {
        return new VocabularyLimits(frequency, STANDARD.most, STANDARD.multipleOf);
    }
}
