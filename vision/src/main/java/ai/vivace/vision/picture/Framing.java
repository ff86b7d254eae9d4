package ai.vivace.vision.picture;

import ai.vivace.base.Rng;

/** How pictures of all sizes become inputs of one size. */
public interface Framing {
    /** The frame of a picture that a model is judged by, or answers for: the same each time. */
    default Frame still(Size picture, Size input) {
        return fit().frame(picture, input);
    }

    /**
     * The frame of a picture that is learned from, which may be another in each epoch; default {@link #still}.
     *
     * @param rng a stream that is a function of the seed, the epoch and the item
     */
    default Frame varied(Size picture, Size input, Rng rng) {
        return still(picture, input);
    }

    /** Whether {@link #varied} ever differs from {@link #still}. */
    boolean varies();

    /**
     * The smallest part that is ever taken of a picture, so that one that is much larger need not be decoded in full. No frame's
     * {@code from} has a shorter side than this one's.
     */
    Size least(Size picture, Size input);

    /** What happens to pictures that are predicted, exported with the model; {@link #still} does the same. */
    Fit fit();
}
