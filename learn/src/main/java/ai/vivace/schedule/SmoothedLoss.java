package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * The exponentially weighted mean of the losses so far, corrected for its start at 0 (as Adam's, Kingma and Ba 2014): what
 * fastai shows as training loss and its rate finder looks at.
 */
public final class SmoothedLoss {
    private static final double STANDARD_BETA = 0.98;

    private final double beta;
    private double average;
    private double weightOfStart = 1;

    private SmoothedLoss(double beta) {
        this.beta = beta;
    }

    /** With fastai's memory, 0.98. */
    public static SmoothedLoss standard() {
        return new SmoothedLoss(STANDARD_BETA);
    }

    /**
     * With a memory of about 1 / (1 - beta) losses.
     *
     * @param beta from 0 (none) to below 1
     */
    public static SmoothedLoss of(double beta) {
        InputException.require(
                beta >= 0 && beta < 1, () -> "A mean's beta must be at least 0 and below 1, but was " + beta + ".");
        return new SmoothedLoss(beta);
    }

    /** Takes the next loss in, and returns the mean with it. */
    public double add(double loss) {
        average = beta * average + (1 - beta) * loss;
        weightOfStart *= beta;
        return value();
    }

    /** The mean so far; NaN before the first loss. */
    public double value() {
        return average / (1 - weightOfStart);
    }

    /** Forgets all losses. */
    public void reset() {
        average = 0;
        weightOfStart = 1;
    }
}
