package ai.vivace.vision.similar;

import ai.vivace.base.InputException;
import ai.vivace.loss.EmbeddingLosses;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.Locale;

/** What a {@link Siamese} network makes small. Outputs are embeddings [N, pictures, width]. */
public final class SiameseLoss implements Loss {
    private static final double SMALLEST_SQUARE = 1e-24;

    private enum Kind {
        CONTRASTIVE,
        TRIPLET
    }

    private final Kind kind;
    private final double margin;

    private SiameseLoss(Kind kind, double margin) {
        this.kind = kind;
        this.margin = margin;
        InputException.require(
                margin > 0 && Double.isFinite(margin), () -> "A margin must be above 0, but is " + margin + ".");
    }

    /**
     * Of pairs: {@linkplain EmbeddingLosses#contrastive contrastive} (Hadsell 2006). Targets are 1 for pairs that belong together and 0
     * for others, [N].
     *
     * @param margin the distance beyond which others do not matter; above 0, 1 is usual
     */
    public static SiameseLoss contrastive(double margin) {
        return new SiameseLoss(Kind.CONTRASTIVE, margin);
    }

    /**
     * Of anchors, what belongs to them and what does not: {@linkplain EmbeddingLosses#triplet triplet} (Schroff 2015). Targets do not
     * matter.
     *
     * @param margin by how much farther the third shall be than the second; above 0, 1 is usual
     */
    public static SiameseLoss triplet(double margin) {
        return new SiameseLoss(Kind.TRIPLET, margin);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        int pictures = kind == Kind.CONTRASTIVE ? 2 : 3;
        InputException.require(
                output.rank() == 3 && output.size(1) == pictures,
                () -> "This loss compares " + pictures + " pictures of each item, [N, " + pictures
                        + ", width], but came " + output.shape() + ".");
        return kind == Kind.CONTRASTIVE
                ? EmbeddingLosses.contrastive(output.select(1, 0), output.select(1, 1), target.reshape(-1), margin)
                : EmbeddingLosses.triplet(output.select(1, 0), output.select(1, 1), output.select(1, 2), margin);
    }

    /** The distances between each item's first and second picture, [N]. */
    @Override
    public Tensor activate(Tensor output) {
        return distances(output, 1);
    }

    /**
     * Of pairs 1 where both pictures are nearer than half of the margin, else 0; of triplets 1 where the second is nearer to the first
     * than the third, else 0; int64 [N].
     */
    @Override
    public Tensor decode(Tensor output) {
        Tensor near = distances(output, 1);
        Tensor together = kind == Kind.CONTRASTIVE ? near.lt(margin / 2) : near.lt(distances(output, 2));
        return together.to(DType.INT64);
    }

    private static Tensor distances(Tensor output, long other) {
        return output.select(1, 0)
                .sub(output.select(1, other))
                .square()
                .sum(1)
                .clamp(SMALLEST_SQUARE, Double.POSITIVE_INFINITY)
                .sqrt();
    }

    @Override
    public String toString() {
        return "SiameseLoss(" + kind.name().toLowerCase(Locale.ROOT) + ", margin=" + margin + ")";
    }
}
