package ai.vivace.learn;

import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of named tensors that no scope frees, and the way back. */
final class StateCopy {
    private StateCopy() {}

    static Map<String, Tensor> of(Map<String, Tensor> state) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        Autograd.off(() ->
                state.forEach((name, tensor) -> copies.put(name, tensor.copy().retain())));
        return copies;
    }

    /** Overwrites the values of a state with those of a copy of it. */
    static void restore(Map<String, Tensor> copies, Map<String, Tensor> state) {
        Autograd.off(() -> copies.forEach((name, copy) -> {
            Tensor target = state.get(name);
            if (target != null) {
                target.copyFrom(copy);
            }
        }));
    }
}
