package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * Cyclical rates (Smith 2015): triangles between a lowest and the highest rate, with straight sides of equal length; momentum is left
 * alone. The paper's step size, half a cycle, is 2 to 10 epochs.
 *
 * @param cycles how many in the training; at least 1
 * @param lowestShare the lowest rate through the highest; from 0 to below 1, default 0.25
 * @param heights how the triangles' heights change; default {@link Heights#EQUAL}
 * @param lastHeight with {@link Heights#EXPONENTIAL} the height at the end of the training through that at its start; above 0, at most 1
 */
public record Cyclical(int cycles, double lowestShare, Heights heights, double lastHeight) implements Policy {
    /** How the triangles' heights change. */
    public enum Heights {
        /** They do not: {@code triangular}. */
        EQUAL,
        /** Each cycle's is half of that before: {@code triangular2}. */
        HALVED,
        /** They fall by the same ratio in each batch: {@code exp_range}, with γ to the power of the steps as the last height. */
        EXPONENTIAL
    }

    public Cyclical {
        int given = cycles;
        double height = lastHeight;
        double lowest = lowestShare;
        InputException.require(cycles >= 1, () -> "There must be at least 1 cycle, but were " + given + ".");
        InputException.require(
                lowestShare >= 0 && lowestShare < 1,
                () -> "The lowest rate of a cycle, as a share of the highest, must be at least 0 and below 1, but was "
                        + lowest + ".");
        InputException.require(
                lastHeight > 0 && lastHeight <= 1,
                () -> "The last height of cycles must be above 0 and at most 1, but was " + height + ".");
    }

    /** Equal triangles from a quarter of the highest rate. */
    public static Cyclical of(int cycles) {
        return new Cyclical(cycles, 0.25, Heights.EQUAL, 1);
    }

    public Cyclical lowestShare(double newLowestShare) {
        return new Cyclical(cycles, newLowestShare, heights, lastHeight);
    }

    /** With each cycle's height half of that before. */
    public Cyclical halved() {
        return new Cyclical(cycles, lowestShare, Heights.HALVED, 1);
    }

    /** With heights that fall by the same ratio in each batch, down to a share of the first at the end. */
    public Cyclical exponential(double newLastHeight) {
        return new Cyclical(cycles, lowestShare, Heights.EXPONENTIAL, newLastHeight);
    }

    @Override
    public Schedule factor() {
        return progress -> {
            double place = progress * cycles;
            double cycle = Math.min(Math.floor(place), cycles - 1.0);
            double triangle = 1 - Math.abs(2 * (place - cycle) - 1);
            double height =
                    switch (heights) {
                        case EQUAL -> 1;
                        case HALVED -> Math.pow(0.5, cycle);
                        case EXPONENTIAL -> Math.pow(lastHeight, progress);
                    };
            return lowestShare + (1 - lowestShare) * triangle * height;
        };
    }
}
