package ai.vivace.text.model;

import ai.vivace.base.InputException;

/**
 * Texts being continued token by token, several at a time. It remembers what it needs of the tokens so far, in native memory that closing it
 * frees. One thread uses it at a time.
 */
public interface Decoding extends AutoCloseable {
    /** How many texts there are. */
    int items();

    /** The next token's logits for each text: [texts][vocabulary]; the caller may change them. */
    float[][] logits();

    /**
     * Adds a token to each text.
     *
     * @param tokens one for each text
     * @throws InputException when there is no room, or a number is not in the vocabulary
     */
    void advance(int[] tokens);

    /**
     * Goes on with some of the texts, in another order or repeated, as a beam search does.
     *
     * @param rows for each text to go on with, the number of the one it is now
     */
    void select(int[] rows);

    /** How many tokens can still be added. */
    long room();

    @Override
    void close();
}
