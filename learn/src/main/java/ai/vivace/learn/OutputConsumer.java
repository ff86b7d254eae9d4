package ai.vivace.learn;

import ai.vivace.data.Batch;
import ai.vivace.tensor.Tensor;

/** Sees one batch and the model's raw output for it. */
@FunctionalInterface
public interface OutputConsumer {
    /** Takes both; their tensors are freed afterwards, unless they are retained. */
    void accept(Batch batch, Tensor output);
}
