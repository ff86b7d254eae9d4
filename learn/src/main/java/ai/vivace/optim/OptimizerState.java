package ai.vivace.optim;

import ai.vivace.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that an optimizer needs to go on where it was, bit for bit.
 *
 * @param tensors by {@code path of the parameter:name of the state}, as in {@code 0.weight:average}
 * @param numbers steps taken, by {@code path:steps}, other numbers of a parameter likewise, numbers of all
 *     parameters together by {@code :shared:name}, and hyper-parameters, as in {@code group0:learningRate}
 */
public record OptimizerState(Map<String, Tensor> tensors, Map<String, Double> numbers) implements AutoCloseable {
    public OptimizerState {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** A snapshot that later steps do not change, out of reach of every scope; close it when it is no longer needed. */
    public OptimizerState copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) -> copies.put(name, tensor.detach().copy().retain()));
        return new OptimizerState(copies, numbers);
    }

    /** Frees the tensors. Only for a {@link #copy} or what was read from a file: else they are the optimizer's own. */
    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
