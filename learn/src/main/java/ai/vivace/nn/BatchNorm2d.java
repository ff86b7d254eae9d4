package ai.vivace.nn;

import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;

/** {@linkplain BatchNorm Batch normalisation} of pictures: [N, channels, height, width]. */
public final class BatchNorm2d extends BatchNorm {
    private BatchNorm2d(long channels, double epsilon, double momentum, Initializer factor) {
        super(channels, epsilon, momentum, factor);
    }

    /** With epsilon 1e-5 and momentum 0.1, PyTorch's defaults. */
    public static BatchNorm2d of(long channels) {
        return of(channels, EPSILON, MOMENTUM);
    }

    /**
     * With settings of a reference model: MobileNetV3 has epsilon 1e-3 and momentum 0.01, say.
     *
     * @param epsilon what is added to the variance; above 0
     * @param momentum the batch's share in the running mean and variance; 0 to 1
     */
    public static BatchNorm2d of(long channels, double epsilon, double momentum) {
        return new BatchNorm2d(channels, epsilon, momentum, Initializers.ones());
    }

    /**
     * With PyTorch's defaults, but a factor of 0 at the start: for the end of a residual branch, which adds nothing at first (Goyal
     * 2017).
     */
    public static BatchNorm2d startingAtZero(long channels) {
        return new BatchNorm2d(channels, EPSILON, MOMENTUM, Initializers.zeros());
    }

    static BatchNorm2d build(Settings settings) {
        return of(settings.integer("channels"), settings.number("epsilon"), settings.number("momentum"));
    }

    @Override
    boolean takesRank(int rank) {
        return rank == 4;
    }

    @Override
    String takes() {
        return "[N, channels, height, width]";
    }
}
