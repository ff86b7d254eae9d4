package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * Cross-entropy with an angle added to the right class (Deng 2019): of s·cos(θ + m) at the target's class and s·cos θ elsewhere, so
 * that embeddings of a class gather within a margin.
 *
 * <p>Outputs are cosines [N, classes], of {@link EmbeddingLosses#cosines} between embeddings and a vector for each class. Where θ + m
 * would pass π, cos θ - m·sin m continues the curve, as in the reference implementation.
 *
 * @param scale s, above 0; 64 in the paper
 * @param margin m in radians, at least 0 and below π/2; 0.5 in the paper
 */
public record ArcFace(double scale, double margin) implements ClassLoss {
    /** The root's gradient is infinite at 0. */
    private static final double SMALLEST_SQUARE = 1e-12;

    public ArcFace {
        double givenScale = scale;
        double givenMargin = margin;
        InputException.require(
                givenScale > 0 && Double.isFinite(givenScale),
                () -> "ArcFace's scale must be above 0, but is " + givenScale + ".");
        InputException.require(
                givenMargin >= 0 && givenMargin < Math.PI / 2,
                () -> "ArcFace's margin is an angle of at least 0 and below π/2, but is " + givenMargin + ".");
    }

    /** With the paper's scale of 64 and margin of 0.5. */
    public static ArcFace standard() {
        return new ArcFace(64, 0.5);
    }

    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        Tensor index = target.unsqueeze(1);
        Tensor right = logits.gather(1, index);
        Tensor sine = right.square().neg().add(1).clamp(SMALLEST_SQUARE, 1).sqrt();
        Tensor turned = right.mul(Math.cos(margin)).sub(sine.mul(Math.sin(margin)));
        Tensor continued = right.sub(margin * Math.sin(margin));
        Tensor moved = Tensor.where(right.gt(-Math.cos(margin)), turned, continued);
        Tensor own = target.oneHot((int) logits.size(1)).to(logits.dtype());
        Tensor cosines = logits.add(own.mul(moved.sub(right)));
        return ClassLoss.at(cosines.mul(scale).logSoftmax(1), target).neg();
    }

    /** Probabilities without the margin, which belongs to training only. */
    @Override
    public Tensor activate(Tensor output) {
        return output.mul(scale).softmax(1);
    }
}
