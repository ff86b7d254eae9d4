package ai.vivace.store.onnx;

/**
 * A tensor in a graph: what a node gives, an input, or numbers that are stored.
 *
 * @param name by which nodes refer to it
 */
public record OnnxValue(String name) {}
