package ai.vivace.vision.model;

import ai.vivace.tensor.Tensor;
import java.util.Map;

/** A network that can bring weights trained for pictures of another size into its own shapes. */
public interface StateFitting {
    /**
     * The same state with what depends on the size of pictures brought into this network's shapes; all else as it is.
     *
     * @param state values by name, as from a file; not changed
     */
    Map<String, Tensor> fitted(Map<String, Tensor> state);
}
