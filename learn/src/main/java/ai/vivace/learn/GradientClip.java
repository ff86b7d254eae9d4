package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.optim.GradientClipping;

/**
 * Bounds gradients before each step, so that one bad batch cannot throw the weights far off. With {@link GradientAccumulation} it
 * bounds what has been gathered, not each batch.
 */
public final class GradientClip implements Callback {
    private final double norm;
    private final double value;

    private GradientClip(double norm, double value) {
        this.norm = norm;
        this.value = value;
    }

    /**
     * Scales all gradients together so that their Euclidean length is at most a maximum (Pascanu 2013).
     *
     * @param maximum positive; fastai's default is 1
     */
    public static GradientClip byNorm(double maximum) {
        return new GradientClip(positive(maximum), 0);
    }

    /** Cuts each element of each gradient at plus and minus a maximum. */
    public static GradientClip byValue(double maximum) {
        return new GradientClip(0, positive(maximum));
    }

    @Override
    public Phase phase() {
        return Phase.GRADIENT;
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        var parameters = batch.fit().learner().model().parameters().values();
        if (norm > 0) {
            GradientClipping.byNorm(parameters, norm);
        } else {
            GradientClipping.byValue(parameters, value);
        }
        return Signal.CONTINUE;
    }

    private static double positive(double maximum) {
        InputException.require(maximum > 0, () -> "The bound of gradients must be positive, but is " + maximum + ".");
        return maximum;
    }
}
