package ai.vivace.store.onnx;

import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The shapes of what goes into and comes out of a layer, for one item. */
record LayerShapes(Shape input, Shape output) {
    /** Runs a model once; the shapes at all layers of its tree that take one tensor and give one. */
    static IdentityHashMap<Layer, LayerShapes> of(UnaryLayer model, Tensor item) {
        IdentityHashMap<Layer, LayerShapes> shapes = new IdentityHashMap<>();
        List<UnaryLayer.Observation> observations = new ArrayList<>();
        model.walk((path, layer) -> {
            if (layer instanceof UnaryLayer unary) {
                observations.add(unary.observe(
                        (seen, input, output) -> shapes.put(seen, new LayerShapes(input.shape(), output.shape()))));
            }
        });
        try {
            model.apply(item);
            return shapes;
        } finally {
            observations.forEach(UnaryLayer.Observation::close);
        }
    }
}
