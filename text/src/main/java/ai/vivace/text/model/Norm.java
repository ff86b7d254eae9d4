package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.RmsNorm;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;

/**
 * The normalisation of a transformer.
 *
 * @param kind by mean and variance, or by the mean square only
 * @param epsilon what is added to the variance or mean square; above 0
 */
public record Norm(Kind kind, double epsilon) {
    /** What is normalised by. */
    public enum Kind {
        /** Layer norm with weight and bias. */
        LAYER,
        /** Layer norm with a weight only; its epsilon is 1e-5. */
        LAYER_WITHOUT_BIAS,
        /** Root of the mean square. */
        ROOT_MEAN_SQUARE
    }

    public Norm {
        double given = epsilon;
        InputException.require(
                epsilon > 0 && Double.isFinite(epsilon),
                () -> "A normalisation needs an epsilon above 0, but came " + given + ".");
    }

    UnaryLayer layer(long width) {
        return switch (kind) {
            case LAYER -> LayerNorm.of(Shape.of(width), epsilon);
            case LAYER_WITHOUT_BIAS -> LayerNorm.withoutBias(width);
            case ROOT_MEAN_SQUARE -> RmsNorm.of(Shape.of(width), epsilon);
        };
    }

    long parameters(long width) {
        return kind == Kind.LAYER ? 2 * width : width;
    }
}
