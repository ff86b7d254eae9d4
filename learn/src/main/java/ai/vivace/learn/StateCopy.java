package ai.vivace.learn;

import ai.vivace.nn.Layer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** A model's state at some moment, out of reach of every scope; close it when it is no longer needed. */
final class StateCopy implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private StateCopy(Map<String, Tensor> state) {
        Autograd.off(() ->
                state.forEach((name, tensor) -> tensors.put(name, tensor.copy().retain())));
    }

    /** The model's state as it is now. */
    static StateCopy of(Layer model) {
        try (Scope scope = Scope.open()) {
            return new StateCopy(model.state());
        }
    }

    /** A copy of a state that was saved. */
    static StateCopy of(Map<String, Tensor> saved) {
        return new StateCopy(saved);
    }

    /** The copies by name. */
    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Overwrites the model's state with this one. */
    void restore(Layer model) {
        forEach(model, (copy, own) -> own.copyFrom(copy));
    }

    /** Overwrites this state with the model's. */
    void update(Layer model) {
        forEach(model, Tensor::copyFrom);
    }

    /** Moves this state a share of the way to the model's, from 0 to 1; whole numbers, which have no between, all of it. */
    void approach(Layer model, double share) {
        forEach(model, (copy, own) -> {
            if (copy.dtype().isFloating()) {
                copy.lerpInPlace(own, share);
            } else {
                copy.copyFrom(own);
            }
        });
    }

    private void forEach(Layer model, BiConsumer<Tensor, Tensor> body) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> state = model.state();
            Autograd.off(() ->
                    tensors.forEach((name, copy) -> body.accept(copy, Objects.requireNonNull(state.get(name), name))));
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
