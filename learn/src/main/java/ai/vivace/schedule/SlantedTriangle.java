package ai.vivace.schedule;

import ai.vivace.base.InputException;

/**
 * ULMFiT's slanted triangle (Howard and Ruder 2018): a short straight rise and a long straight fall; momentum is left alone.
 *
 * @param riseShare the share of the training in which the rate rises; between 0 and 1, default 0.1
 * @param ratio the highest rate through the first and last; at least 1, default 32
 */
public record SlantedTriangle(double riseShare, double ratio) implements Policy {
    public SlantedTriangle {
        Shares.betweenZeroAndOne("The share of the training in which the rate rises", riseShare);
        double given = ratio;
        InputException.require(
                ratio >= 1, () -> "The ratio of a slanted triangle must be at least 1, not " + given + ".");
    }

    /** The paper's settings. */
    public static SlantedTriangle standard() {
        return new SlantedTriangle(0.1, 32);
    }

    public SlantedTriangle riseShare(double newRiseShare) {
        return new SlantedTriangle(newRiseShare, ratio);
    }

    public SlantedTriangle ratio(double newRatio) {
        return new SlantedTriangle(riseShare, newRatio);
    }

    @Override
    public Schedule factor() {
        return Schedule.slantedTriangle(riseShare, ratio);
    }
}
