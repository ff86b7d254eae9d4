package ai.vivace.learn;

import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A callback with a memory that a checkpoint must hold, so that a resumed fit goes on as if it had never stopped.
 *
 * <p>State is stored under {@link #stateName}, which must be unique among the learner's callbacks.
 */
public interface Resumable {
    /** The name the state is stored under. */
    String stateName();

    /**
     * Writes the state.
     *
     * @param facts where numbers and texts go
     * @param tensors where tensors go; they are read before the next batch
     */
    void save(ObjectNode facts, Map<String, Tensor> tensors);

    /**
     * Takes up a state that {@link #save} wrote; called after {@link Callback#beforeFit}.
     *
     * @param facts the numbers and texts
     * @param tensors the tensors, where the model is; they are freed afterwards
     */
    void restore(ObjectNode facts, Map<String, Tensor> tensors);
}
