package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerCatalog;
import ai.vivace.nn.UnaryLayer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The catalogue of the layers of MobileNets, EfficientNets, ConvNeXt and vision transformers. */
public final class ModernLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ModernLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of(
                "ChannelLayerNorm", (settings, children) -> ChannelLayerNorm.build(settings),
                "ConvNextBlock", (settings, children) -> ConvNextBlock.build(settings),
                "DataEfficientTransformer", (settings, children) -> DataEfficientTransformer.build(settings),
                "InvertedResidual", (settings, children) -> InvertedResidual.of(unary(children)),
                "Permute", (settings, children) -> Permute.build(settings),
                "SamePadding", (settings, children) -> SamePadding.build(settings),
                "SelfAttention", (settings, children) -> SelfAttention.build(settings),
                "TransformerBlock", (settings, children) -> TransformerBlock.build(settings),
                "VisionTransformer", (settings, children) -> VisionTransformer.build(settings));
    }

    private static Map<String, UnaryLayer> unary(Map<String, Layer> children) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        children.forEach((name, child) -> {
            if (!(child instanceof UnaryLayer layer)) {
                throw new InputException(
                        "An inverted residual takes layers from one tensor to one tensor, but its child \"" + name
                                + "\" is " + child + ".");
            }
            layers.put(name, layer);
        });
        return layers;
    }
}
