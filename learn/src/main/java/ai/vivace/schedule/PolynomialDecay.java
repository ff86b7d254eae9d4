package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * From the highest rate down along (1 − progress)^power; momentum is left alone. {@code PolynomialLR} of PyTorch; a straight line with
 * power 1.
 *
 * @param power positive
 * @param lastShare the last rate through the highest; from 0 to 1, default 0
 */
public record PolynomialDecay(double power, double lastShare) implements Policy {
    public PolynomialDecay {
        double given = power;
        InputException.require(
                power > 0, () -> "The power of a polynomial decay must be positive, but was " + given + ".");
        Shares.fromZeroToOne("The last rate of a decay, as a share of the highest,", lastShare);
    }

    /** A straight line down to 0. */
    public static PolynomialDecay linear() {
        return new PolynomialDecay(1, 0);
    }

    /** A power of what is left of the training, down to 0. */
    public static PolynomialDecay of(double power) {
        return new PolynomialDecay(power, 0);
    }

    public PolynomialDecay lastShare(double newLastShare) {
        return new PolynomialDecay(power, newLastShare);
    }

    @Override
    public Schedule factor() {
        return progress -> lastShare + (1 - lastShare) * Math.pow(1 - progress, power);
    }
}
