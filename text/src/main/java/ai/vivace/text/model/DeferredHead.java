package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A language model whose last, linear map can be left to the loss: while it trains it then gives features, from which the loss makes logits
 * a few tokens at a time. All logits at once, [N, T, vocabulary], are by far the largest thing in a language model's training step.
 */
public interface DeferredHead {
    /** Leaves the last map to the loss from now on; as a layer in training the model gives [N, T, width]. Logits, as ever, where it is used. */
    void deferHead();

    /** Whether the model, used as a layer now, gives features: its head is deferred, and it is training. */
    boolean givesFeatures();

    /** The last map's weight, [vocabulary, width]. */
    Tensor headWeight();

    /** The last map's bias, [vocabulary], or null where it has none. */
    @Nullable
    Tensor headBias();
}
