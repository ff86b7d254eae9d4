package ai.vivace.store.onnx;

import ai.vivace.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a written ONNX model takes and gives, all of it float32. The first dimension is the batch and of any size; it is 1 here.
 *
 * @param inputs shapes by name
 * @param outputs shapes by name
 * @param nodes how many operations there are
 * @param bytes of the file
 */
public record OnnxSignature(Map<String, Shape> inputs, Map<String, Shape> outputs, int nodes, long bytes) {
    public OnnxSignature {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
