package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts batch norm into the convolution or linear layer before it, for use only: W′ = W · γ / √(v + ε), b′ = β + (b - μ) · γ / √(v +
 * ε). The model computes the same, up to rounding, in fewer steps.
 */
public final class Folding {
    private Folding() {}

    /**
     * A copy of a model, as in use, in which each batch norm that directly follows a {@link Conv2d} or {@link Linear} in a {@link
     * Sequential} is part of it; an {@link Identity} stands in its place, so that names stay. Layers that are {@link Foldable}, as
     * residual blocks are, do likewise inside.
     *
     * @param model which stays as it is; other layers are copied as they are, with what is inside them. Linear layers before a batch
     *     norm are taken to see [N, inputs]
     * @throws InputException when the model has layers that no catalogue builds
     */
    public static Sequential fold(Sequential model) {
        Map<String, UnaryLayer> folded = new LinkedHashMap<>();
        @Nullable String before = null;
        for (Map.Entry<String, Layer> child : model.children().entrySet()) {
            UnaryLayer layer = (UnaryLayer) child.getValue();
            UnaryLayer last =
                    before == null ? null : (UnaryLayer) model.children().get(before);
            if (layer instanceof BatchNorm norm
                    && before != null
                    && last instanceof WeightedLayer weighted
                    && fits(weighted, norm)) {
                folded.put(before, fold(weighted, norm));
                folded.put(child.getKey(), Identity.of());
            } else {
                folded.put(child.getKey(), foldOrCopy(layer));
            }
            before = child.getKey();
        }
        Sequential result = Sequential.of(folded);
        result.eval();
        return result;
    }

    /** A convolution that does what another and the batch norm after it do in use. */
    public static Conv2d fold(Conv2d convolution, BatchNorm2d norm) {
        InputException.require(
                fits(convolution, norm),
                () -> "A batch norm of " + norm.channels() + " channels cannot follow " + convolution + ".");
        return (Conv2d) fold((WeightedLayer) convolution, norm);
    }

    /** A layer folded where it can be, else a copy; as in use. */
    static UnaryLayer foldOrCopy(UnaryLayer layer) {
        if (layer instanceof Sequential inner) {
            return fold(inner);
        }
        return layer instanceof Foldable foldable ? foldable.folded() : copy(layer);
    }

    private static boolean fits(WeightedLayer layer, BatchNorm norm) {
        boolean kinds = (layer instanceof Conv2d && norm instanceof BatchNorm2d)
                || (layer instanceof Linear && norm instanceof BatchNorm1d);
        return kinds && layer.weight().shape().size(0) == norm.channels();
    }

    private static UnaryLayer fold(WeightedLayer layer, BatchNorm norm) {
        try (Scope scope = Scope.open()) {
            return Autograd.off(() -> {
                List<Tensor> line = norm.line();
                Tensor scale = line.get(0);
                Tensor shift = line.get(1);
                Map<String, Object> settings = new LinkedHashMap<>(layer.settings());
                settings.put("bias", true);
                UnaryLayer folded = (UnaryLayer) LayerTree.build(
                        new LayerTree.Description(layer.getClass().getSimpleName(), settings, Map.of()));
                Parameter bias = layer.bias();
                Tensor weight = layer.weight().value();
                long[] sizes = new long[weight.rank()];
                Arrays.fill(sizes, 1);
                sizes[0] = scale.size(0);
                folded.load(Map.of(
                        "weight",
                        weight.mul(scale.reshape(sizes)),
                        "bias",
                        bias == null ? shift : bias.value().mul(scale).add(shift)));
                folded.to(weight.device());
                return folded;
            });
        }
    }

    private static UnaryLayer copy(UnaryLayer layer) {
        if (!(LayerTree.build(LayerTree.describe(layer)) instanceof UnaryLayer copy)) {
            throw new IllegalStateException("The catalogue builds something else for " + layer);
        }
        Map<String, Tensor> state = layer.state();
        copy.load(state);
        state.values().stream().findFirst().ifPresent(tensor -> copy.to(tensor.device()));
        return copy;
    }
}
