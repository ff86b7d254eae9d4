package ai.vivace.text.generate;

/** Sees each token as soon as it is written. */
@FunctionalInterface
public interface TokenListener {
    /** Whether to go on. */
    enum Flow {
        CONTINUE,
        STOP
    }

    /**
     * A token was written.
     *
     * @param text which of the texts that are written at a time, from 0
     * @param token what was added to it
     * @return {@link Flow#STOP} to end this text with it: behind a word that must not be followed, say
     */
    Flow written(int text, int token);
}
