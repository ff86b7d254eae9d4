package ai.vivace.text.model;

import ai.vivace.base.InputException;

/** What all configurations of transformers check. */
final class Sizes {
    private static final long WIDEST = 1L << 20;
    private static final long MOST_TOKENS = 1L << 26;
    private static final int MOST_LAYERS = 1_000;

    private Sizes() {}

    static void check(String what, long vocabulary, long width, int layers, long hidden, long context) {
        InputException.require(
                vocabulary > 0 && vocabulary <= MOST_TOKENS && context > 0 && context <= MOST_TOKENS,
                () -> what + " needs a vocabulary and a context of 1 to " + MOST_TOKENS + " tokens, but came "
                        + vocabulary + " and " + context + ".");
        InputException.require(
                width > 0 && width <= WIDEST && hidden > 0 && hidden <= WIDEST && layers > 0 && layers <= MOST_LAYERS,
                () -> what + " needs widths of 1 to " + WIDEST + " and 1 to " + MOST_LAYERS
                        + " layers, but came widths " + width + " and " + hidden + " and " + layers + " layers.");
    }

    /** A whole number of a file as an int, too large ones as the largest, which no check lets pass. */
    static int small(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(value, Integer.MAX_VALUE));
    }
}
