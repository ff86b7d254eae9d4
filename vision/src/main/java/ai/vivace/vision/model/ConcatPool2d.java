package ai.vivace.vision.model;

import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * The maximum and, behind it as further channels, the average over the whole picture: [N, channels, height, width] to [N, 2 · channels,
 * 1, 1] (fastai's {@code AdaptiveConcatPool2d}). It tells both whether something is somewhere and how much of it there is.
 */
public final class ConcatPool2d extends UnaryLayer {
    private ConcatPool2d() {}

    /** The layer, which has no settings. */
    public static ConcatPool2d of() {
        return new ConcatPool2d();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Tensor.cat(
                List.of(Functional.adaptiveMaxPool2d(input, 1, 1), Functional.adaptiveAveragePool2d(input, 1, 1)), 1);
    }
}
