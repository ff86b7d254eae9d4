package ai.vivace.schedule;

/**
 * A straight rise to the highest rate, then a fall with the root of the progress: √(rise/progress); momentum is left alone. The shape
 * of {@link Noam}, for rates of one's own.
 *
 * @param riseShare the share of the training in which the rate rises; between 0 and 1
 */
public record InverseSquareRoot(double riseShare) implements Policy {
    public InverseSquareRoot {
        Shares.betweenZeroAndOne("The share of the training in which the rate rises", riseShare);
    }

    /** A rise over a share of the training. */
    public static InverseSquareRoot of(double riseShare) {
        return new InverseSquareRoot(riseShare);
    }

    @Override
    public Schedule factor() {
        return progress -> progress < riseShare ? progress / riseShare : Math.sqrt(riseShare / progress);
    }
}
