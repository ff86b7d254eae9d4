package ai.vivace.learn;

import ai.vivace.tensor.Tensor;
import java.util.function.Function;

/**
 * Adds something to what gradients are taken of: a penalty of {@link ai.vivace.nn.Penalties}, say.
 *
 * <pre>{@code
 * ObjectiveTerm.of(batch -> Penalties.orthogonality(weight.value()).mul(1e-4))
 * }</pre>
 *
 * The recorded loss stays what it is without the term.
 */
public final class ObjectiveTerm implements Callback {
    private final Function<BatchContext, Tensor> term;

    private ObjectiveTerm(Function<BatchContext, Tensor> term) {
        this.term = term;
    }

    /** A scalar, computed anew for each training batch once its loss is known. */
    public static ObjectiveTerm of(Function<BatchContext, Tensor> term) {
        return new ObjectiveTerm(term);
    }

    @Override
    public Phase phase() {
        return Phase.OBJECTIVE;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        batch.objective(batch.objective().add(term.apply(batch)));
        return Signal.CONTINUE;
    }
}
