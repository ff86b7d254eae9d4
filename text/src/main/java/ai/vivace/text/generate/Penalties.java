package ai.vivace.text.generate;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What makes repetition less likely. Applied to logits before they are sampled.
 *
 * @param repetition what logits above 0 are divided, and others multiplied by, for tokens of the prompt or the text (Keskar 2019); above 0, by
 *     default 1
 * @param presence what is taken from the logits of tokens that the text written so far has; by default 0
 * @param frequency what is taken for each time that it has them; by default 0
 * @param noRepeat sequences of so many tokens never come twice, the prompt with them; 0, the default, for no such rule
 */
public record Penalties(double repetition, double presence, double frequency, int noRepeat) {
    public Penalties {
        double givenRepetition = repetition;
        double givenPresence = presence;
        double givenFrequency = frequency;
        int givenNoRepeat = noRepeat;
        InputException.require(
                repetition > 0 && Double.isFinite(repetition),
                () -> "A repetition penalty must be above 0, but is " + givenRepetition + ".");
        InputException.require(
                Double.isFinite(presence) && Double.isFinite(frequency),
                () -> "Presence and frequency penalties must be finite, but are " + givenPresence + " and "
                        + givenFrequency + ".");
        InputException.require(
                noRepeat >= 0,
                () -> "The length of what must not repeat must be 0 or more, but is " + givenNoRepeat + ".");
    }

    /** No penalties. */
    public static Penalties none() {
        return new Penalties(1, 0, 0, 0);
    }

    /** The same with a repetition penalty. */
    public Penalties repetition(double repetition) {
        return new Penalties(repetition, presence, frequency, noRepeat);
    }

    /** The same with a presence penalty. */
    public Penalties presence(double presence) {
        return new Penalties(repetition, presence, frequency, noRepeat);
    }

    /** The same with a frequency penalty. */
    public Penalties frequency(double frequency) {
        return new Penalties(repetition, presence, frequency, noRepeat);
    }

    /** The same with no sequence of so many tokens twice. */
    public Penalties noRepeat(int tokens) {
        return new Penalties(repetition, presence, frequency, tokens);
    }

    /**
     * Changes logits in place.
     *
     * @param tokens those of the prompt and those written
     * @param written where in them what was written starts
     */
    public void apply(float[] logits, int[] tokens, int written) {
        if (repetition != 1) {
            Set<Integer> seen = new HashSet<>();
            for (int token : tokens) {
                if (seen.add(token)) {
                    logits[token] =
                            (float) (logits[token] > 0 ? logits[token] / repetition : logits[token] * repetition);
                }
            }
        }
        if (presence != 0 || frequency != 0) {
            Map<Integer, Integer> counts = new HashMap<>();
            for (int i = written; i < tokens.length; i++) {
                counts.merge(tokens[i], 1, Integer::sum);
            }
            counts.forEach((token, count) -> logits[token] -= (float) (presence + frequency * count));
        }
        if (noRepeat > 0) {
            exclude(logits, tokens);
        }
    }

    private void exclude(float[] logits, int[] tokens) {
        int prefix = noRepeat - 1;
        for (int start = 0; start + prefix < tokens.length; start++) {
            boolean same = true;
            for (int i = 0; i < prefix && same; i++) {
                same = tokens[start + i] == tokens[tokens.length - prefix + i];
            }
            if (same) {
                logits[tokens[start + prefix]] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
