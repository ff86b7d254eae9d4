package ai.vivace.vision.segment;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class SegmentLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public SegmentLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of(
                "DynamicUnet", DynamicUnet::build,
                "PixelAttention", (settings, children) -> PixelAttention.build(settings),
                "ShuffleUpsampling", (settings, children) -> ShuffleUpsampling.build(settings),
                "SigmoidRange", (settings, children) -> SigmoidRange.build(settings),
                "UNet", (settings, children) -> UNet.build(settings),
                "UnetBlock", (settings, children) -> UnetBlock.build(settings));
    }
}
