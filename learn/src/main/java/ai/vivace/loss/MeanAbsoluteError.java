package ai.vivace.loss;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/** The mean of |x - y|, for numbers with outliers: it aims at the median. */
public record MeanAbsoluteError() implements ElementwiseLoss {
    @Override
    public Tensor elements(Tensor output, Tensor target) {
        return Functional.absoluteError(output, target);
    }
}
