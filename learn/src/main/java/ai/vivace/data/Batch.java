package ai.vivace.data;

import ai.vivace.tensor.Tensor;

/**
 * Several items as tensors, ready for the model.
 *
 * @param input the inputs, [size, …], preprocessed and on the device
 * @param target the targets, [size, …], on the device
 * @param indices which items of the data set they are
 */
public record Batch(Tensor input, Tensor target, int[] indices) {
    /** The number of items. */
    public int size() {
        return indices.length;
    }
}
