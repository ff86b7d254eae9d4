package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layer in another one's place that computes as that one does, with a weight that is worked out anew at each use.
 *
 * <p>It takes over the parameters of the layer it is made of, which should not be used by itself any more. Its settings are that
 * layer's, with its type as {@code layer}, and its own.
 */
public abstract sealed class Reweighted extends UnaryLayer
        permits DropConnect, EmbeddingDropout, SpectralNorm, WeightNorm {
    private final WeightedLayer layer;

    Reweighted(WeightedLayer layer) {
        this.layer = layer;
    }

    /** Whether a layer is an embedding, or in the place of one. */
    static boolean isEmbedding(Layer layer) {
        return layer instanceof Embedding
                || (layer instanceof Reweighted reweighted && reweighted.layer instanceof Embedding);
    }

    /** The layer whose place this one takes. */
    final WeightedLayer layer() {
        return layer;
    }

    /** Takes over the bias, if there is one, under its own name. */
    final void adoptBias() {
        Parameter bias = layer.bias();
        if (bias != null) {
            adopt("bias", bias);
        }
    }

    /** The parameter that the weight is in proportion to; null where the weight keeps a size of its own. */
    @Nullable
    Parameter scalable() {
        return layer.weight();
    }

    /** The weight of this use: in use of the model always the same, in training perhaps not. */
    public abstract Tensor weight();

    @Override
    protected final Tensor forward(Tensor input) {
        return layer.forward(input, weight());
    }

    /** What this layer has in addition to the settings of the layer it is made of. */
    Map<String, Object> ownSettings() {
        return Map.of();
    }

    @Override
    public final Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("layer", layer.getClass().getSimpleName());
        settings.putAll(layer.settings());
        settings.putAll(ownSettings());
        return settings;
    }

    /** The layer that settings of this kind are of. */
    static WeightedLayer layer(Settings settings) {
        String type = settings.text("layer");
        return switch (type) {
            case "Conv2d" -> Conv2d.build(settings);
            case "Embedding" -> Embedding.build(settings);
            case "Linear" -> Linear.build(settings);
            default ->
                throw new InputException("Layer " + settings.layer()
                        + ": setting \"layer\" must be Conv2d, Embedding or Linear, but is " + type + ".");
        };
    }
}
