package ai.vivace.nn;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class CoreLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public CoreLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.ofEntries(
                Map.entry("Activation", (settings, children) -> Activation.build(settings)),
                Map.entry("AdaptiveAveragePool2d", (settings, children) -> AdaptiveAveragePool2d.build(settings)),
                Map.entry("AdaptiveMaxPool2d", (settings, children) -> AdaptiveMaxPool2d.build(settings)),
                Map.entry("AdaptiveSoftmax", (settings, children) -> AdaptiveSoftmax.build(settings)),
                Map.entry("AlphaDropout", (settings, children) -> AlphaDropout.build(settings)),
                Map.entry("AveragePool2d", (settings, children) -> AveragePool2d.build(settings)),
                Map.entry("BatchNorm1d", (settings, children) -> BatchNorm1d.build(settings)),
                Map.entry("BatchNorm2d", (settings, children) -> BatchNorm2d.build(settings)),
                Map.entry("Conv2d", (settings, children) -> Conv2d.build(settings)),
                Map.entry("ConvTranspose2d", (settings, children) -> ConvTranspose2d.build(settings)),
                Map.entry("DropBlock2d", (settings, children) -> DropBlock2d.build(settings)),
                Map.entry("DropConnect", (settings, children) -> DropConnect.build(settings)),
                Map.entry("Dropout", (settings, children) -> Dropout.build(settings)),
                Map.entry("Embedding", (settings, children) -> Embedding.build(settings)),
                Map.entry("EmbeddingDropout", (settings, children) -> EmbeddingDropout.build(settings)),
                Map.entry("Ensemble", Ensemble::build),
                Map.entry("Flatten", (settings, children) -> Flatten.build(settings)),
                Map.entry("GroupNorm", (settings, children) -> GroupNorm.build(settings)),
                Map.entry("Identity", (settings, children) -> Identity.of()),
                Map.entry("InstanceNorm2d", (settings, children) -> InstanceNorm2d.build(settings)),
                Map.entry("LayerNorm", (settings, children) -> LayerNorm.build(settings)),
                Map.entry("LeakyRelu", (settings, children) -> LeakyRelu.build(settings)),
                Map.entry("Linear", (settings, children) -> Linear.build(settings)),
                Map.entry("LockedDropout", (settings, children) -> LockedDropout.build(settings)),
                Map.entry("MaxPool2d", (settings, children) -> MaxPool2d.build(settings)),
                Map.entry("RecurrentLayer", (settings, children) -> RecurrentLayer.build(settings)),
                Map.entry("Residual", Residual::build),
                Map.entry("RmsNorm", (settings, children) -> RmsNorm.build(settings)),
                Map.entry("ScalarBias", (settings, children) -> ScalarBias.of()),
                Map.entry("Sequential", (settings, children) -> Sequential.of(unary("Sequential", children))),
                Map.entry("ShakeDrop", (settings, children) -> ShakeDrop.build(settings)),
                Map.entry("ShakeShake", ShakeShake::build),
                Map.entry("Sine", (settings, children) -> Sine.build(settings)),
                Map.entry("SoftCap", (settings, children) -> SoftCap.build(settings)),
                Map.entry("SpatialDropout", (settings, children) -> SpatialDropout.build(settings)),
                Map.entry("SpectralNorm", (settings, children) -> SpectralNorm.build(settings)),
                Map.entry("StochasticDepth", (settings, children) -> StochasticDepth.build(settings)),
                Map.entry("WeightNorm", (settings, children) -> WeightNorm.build(settings)),
                Map.entry("Zoneout", (settings, children) -> Zoneout.build(settings)));
    }

    /** A container's children, all of which must be layers from one tensor to one tensor. */
    static Map<String, UnaryLayer> unary(String container, Map<String, Layer> children) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        children.forEach((name, child) -> {
            if (!(child instanceof UnaryLayer layer)) {
                throw new InputException(container + " takes layers from one tensor to one tensor, but its child \""
                        + name + "\" is " + child + ".");
            }
            layers.put(name, layer);
        });
        return layers;
    }
}
