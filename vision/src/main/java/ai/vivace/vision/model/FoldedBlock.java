package ai.vivace.vision.model;

import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Folding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings what a residual block has learnt into a copy whose convolutions have biases and do what the norms after them did. */
final class FoldedBlock {
    private FoldedBlock() {}

    /**
     * Fills a copy, which is as in use then and where the block is.
     *
     * @param block whose children stand in the order in which they are used, each norm right behind its convolution
     * @param copy of the same names, without norms behind convolutions
     */
    static <B extends UnaryLayer> B fill(UnaryLayer block, B copy) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        List<Layer> between = new ArrayList<>();
        String before = "";
        for (Map.Entry<String, Layer> child : block.children().entrySet()) {
            Layer layer = child.getValue();
            if (layer instanceof BatchNorm2d norm && block.children().get(before) instanceof Conv2d convolution) {
                put(state, before, kept(between, Folding.fold(convolution, norm)));
            } else if (layer instanceof Sequential parts) {
                put(state, child.getKey(), kept(between, Folding.fold(parts)));
            } else {
                put(state, child.getKey(), layer);
            }
            before = child.getKey();
        }
        copy.load(state);
        between.forEach(Layer::close);
        block.state().values().stream().findFirst().ifPresent(tensor -> copy.to(tensor.device()));
        copy.eval();
        return copy;
    }

    private static Layer kept(List<Layer> layers, Layer layer) {
        layers.add(layer);
        return layer;
    }

    private static void put(Map<String, Tensor> state, String prefix, Layer layer) {
        layer.state().forEach((name, value) -> state.put(prefix + "." + name, value));
    }
}
