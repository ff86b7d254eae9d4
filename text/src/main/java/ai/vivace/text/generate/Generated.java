package ai.vivace.text.generate;

import java.util.List;

/**
 * A text that was written.
 *
 * @param tokens without those of the prompt and without the token that ended it
 * @param logProbability the logarithm of how likely the model finds what was written, the end with it, before temperature and penalties
 * @param ending why it ended
 */
public record Generated(List<Integer> tokens, double logProbability, Ending ending) {
    /** Why a text ended. */
    public enum Ending {
        /** A token or a sequence that ends texts came. */
        END,
        /** As many tokens as were asked for are there. */
        LENGTH,
        /** The model reads no more. */
        CONTEXT,
        /** Whoever looked on said so. */
        LISTENER
    }

    public Generated {
        tokens = List.copyOf(tokens);
    }
}
