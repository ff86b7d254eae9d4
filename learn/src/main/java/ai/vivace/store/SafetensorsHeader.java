package ai.vivace.store;

import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file says about itself, without the tensors' values.
 *
 * @param metadata free texts by key; empty when the file has none
 * @param tensors the tensors by name, in the order of their values in the file
 * @param dataStart where in the file the values start, in bytes
 * @param dataBytes how many bytes all values take
 */
public record SafetensorsHeader(
        Map<String, String> metadata, Map<String, Entry> tensors, long dataStart, long dataBytes) {
    /**
     * One tensor.
     *
     * @param dtype what its elements are
     * @param shape its sizes
     * @param begin where its values start, in bytes from the start of all values
     * @param end where they end
     */
    public record Entry(DType dtype, Shape shape, long begin, long end) {}

    public SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
