package ai.vivace.store.onnx;

import ai.vivace.nn.Layer;

/** Says in ONNX what one kind of layer does in use. */
@FunctionalInterface
public interface OnnxExporter {
    /**
     * Adds the layer's nodes.
     *
     * @param graph takes nodes and weights
     * @param path of the layer in the model, which its weights' names start with
     * @param layer of the kind that this is for
     * @param input the name of the value that goes in
     * @return the name of the value that comes out
     */
    String export(OnnxGraph graph, String path, Layer layer, String input);
}
