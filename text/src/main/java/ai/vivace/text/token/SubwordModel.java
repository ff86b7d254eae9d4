package ai.vivace.text.token;

import java.util.Map;

/** Cuts a piece of text into tokens of its vocabulary. The same object may be used by many threads. */
interface SubwordModel {
    /** Adds the tokens of a piece that is not empty. */
    void encode(AlignedText piece, IdList into);

    /** The number of each token. */
    Map<String, Integer> vocabulary();

    /** Longer pieces are not remembered: they seldom come again. */
    int LONGEST_REMEMBERED = 64;

    /** Pieces that are remembered at most. */
    int MOST_REMEMBERED = 1 << 16;
}
