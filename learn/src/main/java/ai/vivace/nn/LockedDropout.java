package ai.vivace.nn;

import ai.vivace.tensor.Tensor;

/**
 * Dropout of [N, time, width, …] with one mask for all times of a sequence (Gal and Ghahramani 2016), also called variational:
 * what is dropped of a sequence is dropped at every step, as a recurrent network needs it. AWD-LSTM's dropout of inputs, hidden
 * states and outputs.
 */
public final class LockedDropout extends DropoutLayer {
    /**
     * Locked dropout at a probability.
     *
     * @param probability of a feature of a sequence to be dropped; 0 to 1
     */
    public static LockedDropout of(double probability) {
        return new LockedDropout(probability);
    }

    static LockedDropout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private LockedDropout(double probability) {
        super(probability);
    }

    @Override
    Tensor drop(Tensor input) {
        requireRank(input, 3, "[N, time, width]");
        long[] sizes = input.shape().toArray();
        sizes[1] = 1;
        return masked(input, sizes);
    }
}
