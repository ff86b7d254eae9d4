package ai.vivace.nn;

import ai.vivace.tensor.Tensor;

/**
 * Dropout of whole channels (Tompson 2015): one draw for each item and channel of [N, channels, length], [N, channels, height,
 * width] or more. Neighbouring pixels say nearly the same, so that dropping them one by one drops little.
 *
 * <p>PyTorch's {@code Dropout1d}, {@code Dropout2d} and {@code Dropout3d}.
 */
public final class SpatialDropout extends DropoutLayer {
    /**
     * Dropout of channels at a probability.
     *
     * @param probability of a channel of an item to be dropped; 0 to 1
     */
    public static SpatialDropout of(double probability) {
        return new SpatialDropout(probability);
    }

    static SpatialDropout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private SpatialDropout(double probability) {
        super(probability);
    }

    @Override
    Tensor drop(Tensor input) {
        requireRank(input, 3, "[N, channels, length] or [N, channels, height, width]");
        return masked(input, sizesBefore(input, 2));
    }
}
