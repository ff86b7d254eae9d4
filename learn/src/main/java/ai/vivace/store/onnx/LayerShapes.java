package ai.vivace.store.onnx;

import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.IdentityHashMap;

/** The shapes of what goes into and comes out of a layer, for one item. */
record LayerShapes(Shape input, Shape output) {
    /** Those of a layer that was applied in several places, to inputs of several shapes. */
    static final LayerShapes SEVERAL = new LayerShapes(Shape.of(), Shape.of());

    /** Runs a model once; the shapes at all layers of its tree that take one tensor and give one. */
    static IdentityHashMap<Layer, LayerShapes> of(UnaryLayer model, Tensor item) {
        IdentityHashMap<Layer, LayerShapes> shapes = new IdentityHashMap<>();
        try (UnaryLayer.Observation observation = UnaryLayer.observeAll(
                model,
                (path, seen, input, output) -> shapes.merge(
                        seen,
                        new LayerShapes(input.shape(), output.shape()),
                        (before, now) -> before.equals(now) ? now : SEVERAL))) {
            model.apply(item);
            return shapes;
        }
    }
}
