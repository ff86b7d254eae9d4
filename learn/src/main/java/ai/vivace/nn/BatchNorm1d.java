package ai.vivace.nn;

import ai.vivace.init.Initializers;

/** {@linkplain BatchNorm Batch normalisation} of vectors or sequences: [N, channels] or [N, channels, length]. */
public final class BatchNorm1d extends BatchNorm {
    private BatchNorm1d(long channels, double epsilon, double momentum) {
        super(channels, epsilon, momentum, Initializers.ones());
    }

    /** With epsilon 1e-5 and momentum 0.1, PyTorch's defaults. */
    public static BatchNorm1d of(long channels) {
        return of(channels, EPSILON, MOMENTUM);
    }

    /**
     * With settings of a reference model: MobileNetV3 has epsilon 1e-3 and momentum 0.01, say.
     *
     * @param epsilon what is added to the variance; above 0
     * @param momentum the batch's share in the running mean and variance; 0 to 1
     */
    public static BatchNorm1d of(long channels, double epsilon, double momentum) {
        return new BatchNorm1d(channels, epsilon, momentum);
    }

    static BatchNorm1d build(Settings settings) {
        return of(settings.integer("channels"), settings.number("epsilon"), settings.number("momentum"));
    }

    @Override
    boolean takesRank(int rank) {
        return rank == 2 || rank == 3;
    }

    @Override
    String takes() {
        return "[N, channels] or [N, channels, length]";
    }
}
