package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;

/** Makes the sets of levels of imported nodes, and keeps a short file from asking for more of them than memory holds. */
final class LevelSets {
    /** Codes of levels are below this. */
    static final int MOST = 1 << 20;

    private static final long MOST_WORDS = 1 << 25;

    private long words;

    /** An empty set with room for so many levels. */
    long[] room(int levels) {
        int count = (levels + 63) / 64;
        words += count;
        InputException.require(
                words <= MOST_WORDS,
                () -> "The sets of levels in its nodes take more than " + MOST_WORDS * Long.BYTES + " bytes.");
        return new long[count];
    }

    /** Makes sure that a code is one of a level. */
    static void requireCode(double code) {
        InputException.require(
                code >= 0 && code < MOST && code == (int) code,
                () -> "Codes of levels are whole numbers from 0 to " + (MOST - 1) + ", but came " + code + ".");
    }
}
