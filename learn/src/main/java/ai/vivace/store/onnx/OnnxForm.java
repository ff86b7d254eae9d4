package ai.vivace.store.onnx;

/** How layers of one kind, in use and not in training, are said in ONNX. */
@FunctionalInterface
public interface OnnxForm {
    /**
     * Adds to a graph what a layer computes.
     *
     * @param layer with its settings, its state and the graph it goes into
     * @param input what it is applied to; the first dimension is the batch, whose size is not known
     * @return what it gives
     * @throws ai.vivace.base.InputException when this layer's settings have no counterpart
     */
    OnnxValue add(OnnxPart layer, OnnxValue input);
}
