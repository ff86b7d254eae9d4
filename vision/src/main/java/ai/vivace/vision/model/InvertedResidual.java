package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Foldable;
import ai.vivace.nn.Folding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to the input what layers make of it one after the other: the residual block of MobileNets and EfficientNets, whose branch is
 * wide inside and narrow at its ends (Sandler 2018). Nothing follows the addition.
 *
 * <p>State: that of the layers under their names, {@code conv.…} in MobileNetV2 and {@code block.…} in the others.
 */
public final class InvertedResidual extends UnaryLayer implements Container, Foldable, ResidualBlock {
    private final Map<String, UnaryLayer> branch;

    /** A block of layers by name, in the map's order; what they give must have the input's shape. */
    public static InvertedResidual of(Map<String, UnaryLayer> branch) {
        return new InvertedResidual(branch);
    }

    /** A block that items skip at a probability in training. */
    static InvertedResidual of(String name, UnaryLayer branch, double skipProbability) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put(name, branch);
        if (skipProbability > 0) {
            layers.put("stochastic_depth", StochasticDepth.of(skipProbability));
        }
        return of(layers);
    }

    private InvertedResidual(Map<String, UnaryLayer> branch) {
        InputException.require(!branch.isEmpty(), () -> "A residual block needs at least one layer in its branch.");
        branch.forEach(this::child);
        this.branch = new LinkedHashMap<>(branch);
    }

    @Override
    public List<Layer> branch() {
        return List.copyOf(branch.values());
    }

    @Override
    public InvertedResidual folded() {
        Map<String, UnaryLayer> folded = new LinkedHashMap<>();
        Folding.fold(Sequential.of(branch)).children().forEach((name, layer) -> folded.put(name, (UnaryLayer) layer));
        InvertedResidual copy = of(folded);
        copy.eval();
        return copy;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor value = input;
        for (UnaryLayer layer : branch.values()) {
            value = layer.apply(value);
        }
        return input.add(value);
    }
}
