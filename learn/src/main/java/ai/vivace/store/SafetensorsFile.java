package ai.vivace.store;

import ai.vivace.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a safetensors file. The tensors belong to the scope it was read in, as all new tensors do; where there is
 * none, closing this frees them.
 *
 * @param metadata free texts by key; empty when the file has none
 * @param tensors the tensors by name, on the CPU, in the order of the file
 */
public record SafetensorsFile(Map<String, String> metadata, Map<String, Tensor> tensors) implements AutoCloseable {
    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
