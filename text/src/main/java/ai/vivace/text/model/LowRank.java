package ai.vivace.text.model;

import ai.vivace.base.InputException;
import java.util.List;

/**
 * How low-rank adapters (LoRA, Hu 2021) are added to a model: to the projections whose path ends with one of some names, W·x becomes W·x +
 * scale · B·A·x, where A [rank, inputs] starts at random and B [outputs, rank] at 0.
 *
 * @param rank of what is added; at least 1
 * @param alpha the scale is alpha / rank, or alpha / √rank for {@link Scaling#RANK_STABLE}; above 0
 * @param dropout of what goes into A in training; 0 to 1
 * @param scaling by the rank or its root
 * @param targets ends of paths, as {@code c_attn} or {@code self_attn.q_proj}
 */
public record LowRank(long rank, double alpha, double dropout, Scaling scaling, List<String> targets) {
    private static final long HIGHEST = 1L << 16;

    /** What alpha is divided by. */
    public enum Scaling {
        /** The rank, as in the paper. */
        RANK,
        /** The rank's root, which keeps steps of one size at every rank (rsLoRA, Kalajdzievski 2023). */
        RANK_STABLE
    }

    public LowRank {
        targets = List.copyOf(targets);
        long givenRank = rank;
        double givenAlpha = alpha;
        double givenDropout = dropout;
        List<String> givenTargets = targets;
        InputException.require(
                rank > 0 && rank <= HIGHEST && alpha > 0 && Double.isFinite(alpha),
                () -> "Low-rank adapters need a rank of 1 to " + HIGHEST + " and an alpha above 0, but came "
                        + givenRank + " and " + givenAlpha + ".");
        InputException.require(
                dropout >= 0 && dropout <= 1,
                () -> "A probability to drop must be 0 to 1, but is " + givenDropout + ".");
        InputException.require(
                !givenTargets.isEmpty(), () -> "Name the projections to adapt, such as c_attn or q_proj.");
    }

    /** Adapters of a rank, with alpha twice the rank and without dropout. */
    public static LowRank of(long rank, String... targets) {
        return new LowRank(rank, 2.0 * rank, 0, Scaling.RANK, List.of(targets));
    }

    /** The same with another alpha. */
    public LowRank alpha(double alpha) {
        return new LowRank(rank, alpha, dropout, scaling, targets);
    }

    /** The same with dropout. */
    public LowRank dropout(double dropout) {
        return new LowRank(rank, alpha, dropout, scaling, targets);
    }

    /** The same with another scaling. */
    public LowRank scaling(Scaling scaling) {
        return new LowRank(rank, alpha, dropout, scaling, targets);
    }

    /** What the low-rank map is multiplied by. */
    public double scale() {
        return scaling == Scaling.RANK ? alpha / rank : alpha / Math.sqrt((double) rank);
    }

    boolean fits(String path) {
        return targets.stream().anyMatch(target -> path.equals(target) || path.endsWith("." + target));
    }
}
