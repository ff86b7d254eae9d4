package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * Losses of embeddings: what belongs together shall be near, the rest far. Each takes tensors [N, width] and gives one loss for
 * each item; their mean is what training makes small.
 */
public final class EmbeddingLosses {
    /** Squared lengths below this count as this: the root's gradient is infinite at 0. */
    private static final double SMALLEST_SQUARE = 1e-24;

    private EmbeddingLosses() {}

    /** Vectors of length 1 in the directions of the rows; a row of zeros stays. */
    public static Tensor normalize(Tensor rows) {
        return rows.div(length(rows).unsqueeze(-1));
    }

    /** The cosine between each row of one [N, width] and each of the other [M, width]: [N, M]. */
    public static Tensor cosines(Tensor rows, Tensor others) {
        return normalize(rows).matmul(normalize(others).transpose(0, 1));
    }

    /** The cosine between each row and the other's row at its place: [N]. */
    public static Tensor cosine(Tensor rows, Tensor others) {
        paired("The cosine", rows, others);
        return normalize(rows).mul(normalize(others)).sum(1);
    }

    /**
     * Contrastive loss (Hadsell 2006): d²/2 for pairs that belong together, max(0, margin - d)²/2 for others, where d is the
     * distance.
     *
     * @param together 1 for pairs that belong together, 0 for others, [N], of any type
     * @param margin beyond which others do not matter; above 0, 1 is usual
     */
    public static Tensor contrastive(Tensor rows, Tensor others, Tensor together, double margin) {
        paired("Contrastive loss", rows, others);
        vector("Contrastive loss", rows, together);
        positive("contrastive loss", "margin", margin);
        Tensor same = together.to(rows.dtype());
        Tensor difference = rows.sub(others);
        Tensor near = same.mul(difference.square().sum(1));
        Tensor far = same.neg()
                .add(1)
                .mul(length(difference).neg().add(margin).relu().square());
        return near.add(far).mul(0.5);
    }

    /**
     * Cosine embedding loss: 1 - cos for pairs that belong together, max(0, cos - margin) for others.
     *
     * @param together 1 for pairs that belong together, 0 for others, [N], of any type; PyTorch has 1 and -1
     * @param margin the cosine below which others do not matter, -1 to 1; 0 is usual
     */
    public static Tensor cosine(Tensor rows, Tensor others, Tensor together, double margin) {
        vector("Cosine loss", rows, together);
        InputException.require(
                margin >= -1 && margin <= 1,
                () -> "The margin of cosine loss must be within -1 and 1, but is " + margin + ".");
        Tensor same = together.to(rows.dtype());
        Tensor cosine = cosine(rows, others);
        return same.mul(cosine.neg().add(1))
                .add(same.neg().add(1).mul(cosine.sub(margin).relu()));
    }

    /**
     * Triplet loss (Schroff 2015, with distances as they are, as in PyTorch): max(0, d(anchor, positive) - d(anchor, negative) +
     * margin).
     *
     * @param positive what belongs to the anchor at its place
     * @param negative what does not
     * @param margin by how much farther the negative shall be; above 0, 1 is usual
     */
    public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin) {
        paired("Triplet loss", anchor, positive);
        paired("Triplet loss", anchor, negative);
        positive("triplet loss", "margin", margin);
        return length(anchor.sub(positive))
                .sub(length(anchor.sub(negative)))
                .add(margin)
                .relu();
    }

    /**
     * InfoNCE as CLIP has it (van den Oord 2018, Radford 2021): each row shall find its partner among all partners by the cosine,
     * and each partner its row; the mean of both cross-entropies.
     *
     * @param temperature what cosines are divided by, above 0; 0.07 where CLIP starts
     */
    public static Tensor infoNce(Tensor rows, Tensor partners, double temperature) {
        paired("InfoNCE", rows, partners);
        positive("InfoNCE", "temperature", temperature);
        Tensor logits = cosines(rows, partners).div(temperature);
        Tensor own = Tensor.arange(rows.size(0)).to(rows.device());
        return crossEntropy(logits, own)
                .add(crossEntropy(logits.transpose(0, 1), own))
                .mul(0.5);
    }

    /**
     * NT-Xent, SimCLR's loss (Chen 2020): of two views of N items, each of the 2N embeddings shall find the other view of its item
     * among the 2N - 1 that are not itself.
     *
     * @param temperature what cosines are divided by, above 0; 0.5 in the paper for small pictures
     * @return [2N]: the first views, then the second
     */
    public static Tensor ntXent(Tensor firstViews, Tensor secondViews, double temperature) {
        paired("NT-Xent", firstViews, secondViews);
        positive("NT-Xent", "temperature", temperature);
        long items = firstViews.size(0);
        Tensor all = Tensor.cat(List.of(firstViews, secondViews), 0);
        Tensor number = Tensor.arange(2 * items).to(all.device());
        Tensor itself = number.unsqueeze(0).eq(number.unsqueeze(1));
        Tensor logits = cosines(all, all).div(temperature).maskedFill(itself, Double.NEGATIVE_INFINITY);
        long[] partners = new long[Math.toIntExact(2 * items)];
        for (int i = 0; i < partners.length; i++) {
            partners[i] = (i + items) % partners.length;
        }
        return crossEntropy(logits, Tensor.ofLongs(partners).to(all.device()));
    }

    private static Tensor crossEntropy(Tensor logits, Tensor target) {
        return Functional.crossEntropy(logits, target, null, CrossEntropy.IGNORED, 0);
    }

    private static Tensor length(Tensor rows) {
        return rows.square()
                .sum(-1)
                .clamp(SMALLEST_SQUARE, Double.POSITIVE_INFINITY)
                .sqrt();
    }

    private static void paired(String loss, Tensor rows, Tensor others) {
        Shape shape = rows.shape();
        InputException.require(
                shape.rank() == 2 && shape.equals(others.shape()),
                () -> loss + " takes two tensors of one shape [N, width], but came " + shape + " and " + others.shape()
                        + ".");
    }

    private static void vector(String loss, Tensor rows, Tensor together) {
        InputException.require(
                together.rank() == 1 && together.size(0) == rows.size(0),
                () -> loss + " of " + rows.size(0) + " pairs needs a vector that says which belong together, but came "
                        + together.shape() + ".");
    }

    private static void positive(String loss, String what, double value) {
        InputException.require(
                value > 0 && Double.isFinite(value),
                () -> "The " + what + " of " + loss + " must be above 0, but is " + value + ".");
    }
}
