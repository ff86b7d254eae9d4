package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * The schedule of "Attention Is All You Need" (Vaswani et al. 2017): the rate of step s, counted from 1, is width^−½ · min(s^−½, s ·
 * warmUp^−1.5). As a policy it is in proportion to its highest rate, which {@link #highestRate} gives: train with {@code
 * Rates.of(noam.highestRate())}. Momentum is left alone.
 *
 * @param width of the model; positive
 * @param warmUp steps in which the rate rises; at least 1
 * @param steps batches in the whole training; at least 1
 */
public record Noam(int width, int warmUp, int steps) implements Policy {
    public Noam {
        InputException.require(
                width >= 1 && warmUp >= 1 && steps >= 1,
                () -> "Noam's schedule needs a width, warm-up steps and steps of at least 1, but came with " + width
                        + ", " + warmUp + " and " + steps + ".");
    }

    /** The rate at the end of the warm-up: (width · warmUp)^−½. */
    public double highestRate() {
        return 1 / Math.sqrt((double) width * warmUp);
    }

    @Override
    public Schedule factor() {
        return progress -> {
            double step = progress * steps + 1;
            return Math.min(Math.sqrt(warmUp / step), step / warmUp);
        };
    }
}
