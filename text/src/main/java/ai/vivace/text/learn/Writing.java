package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.text.generate.Penalties;
import ai.vivace.text.generate.Sampling;

/**
 * How a text is continued.
 *
 * @param length how many tokens are written at most, at least 1
 * @param sampling how each is drawn
 * @param penalties what makes repetition less likely
 * @param seed what is drawn follows from it
 */
public record Writing(int length, Sampling sampling, Penalties penalties, long seed) {
    public Writing {
        int given = length;
        InputException.require(given >= 1, () -> "At least 1 token must be written, but came " + given + ".");
    }

    /** So many tokens, at a temperature of 0.8 among the likeliest 200, without penalties, from the seed 42; as nanoGPT's. */
    public static Writing of(int length) {
        return new Writing(length, Sampling.temperature(0.8).topK(200), Penalties.none(), 42);
    }

    /** The same drawn otherwise. */
    public Writing sampling(Sampling other) {
        return new Writing(length, other, penalties, seed);
    }

    /** The same with penalties. */
    public Writing penalties(Penalties other) {
        return new Writing(length, sampling, other, seed);
    }

    /** The same from another seed. */
    public Writing seed(long other) {
        return new Writing(length, sampling, penalties, other);
    }
}
