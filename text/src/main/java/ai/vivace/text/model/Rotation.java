package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;

/**
 * The turns of {@link Rotary} for the positions of one pass, which all layers share.
 *
 * @param cosine [N or 1, 1, T, width], each pair's value at both of its features
 * @param sine the same, with the opposite sign at the first of the two
 * @param layout which features are a pair
 */
public record Rotation(Tensor cosine, Tensor sine, RotaryLayout layout) {
    /** Queries or keys [N, heads, T, width], turned. */
    public Tensor apply(Tensor heads) {
        return heads.mul(cosine).add(swapped(heads).mul(sine));
    }

    /** The two features of each pair in each other's place. */
    private Tensor swapped(Tensor heads) {
        long width = heads.size(3);
        if (layout == RotaryLayout.HALVES) {
            return heads.roll(3, width / 2);
        }
        long[] sizes = heads.shape().toArray();
        return heads.reshape(sizes[0], sizes[1], sizes[2], width / 2, 2).flip(4).reshape(sizes);
    }
}
