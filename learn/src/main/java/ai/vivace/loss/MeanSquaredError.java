package ai.vivace.loss;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/** The mean of (x - y)², for numbers. */
public record MeanSquaredError() implements ElementwiseLoss {
    @Override
    public Tensor elements(Tensor output, Tensor target) {
        return Functional.squaredError(output, target);
    }
}
