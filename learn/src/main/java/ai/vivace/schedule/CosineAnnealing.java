package ai.vivace.schedule;

/**
 * Half a cosine from the highest rate down (Loshchilov and Hutter 2016, without their restarts: {@link Sgdr}); momentum is left alone.
 * {@code CosineAnnealingLR} of PyTorch.
 *
 * @param lastShare the last rate through the highest; from 0 to 1, default 0
 */
public record CosineAnnealing(double lastShare) implements Policy {
    public CosineAnnealing {
        Shares.fromZeroToOne("The last rate of an annealing, as a share of the highest,", lastShare);
    }

    /** Down to 0. */
    public static CosineAnnealing standard() {
        return new CosineAnnealing(0);
    }

    public CosineAnnealing lastShare(double newLastShare) {
        return new CosineAnnealing(newLastShare);
    }

    @Override
    public Schedule factor() {
        return Schedule.cosine(1, lastShare);
    }
}
