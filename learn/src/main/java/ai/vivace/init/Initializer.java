package ai.vivace.init;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;

/** Fills one tensor with its starting values. */
@FunctionalInterface
public interface Initializer {
    /**
     * Overwrites the tensor's values.
     *
     * @param tensor a parameter's value; recording of gradients is off
     * @param rng the parameter's own stream
     */
    void initialize(Tensor tensor, Rng rng);
}
