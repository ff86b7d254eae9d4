package ai.vivace.vision.model;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers of the classic architectures and of heads. */
public final class ClassicLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ClassicLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.ofEntries(
                Map.entry("AuxiliaryHead", (settings, children) -> AuxiliaryHead.build(settings)),
                Map.entry("BasicBlock", (settings, children) -> BasicBlock.build(settings)),
                Map.entry("Bottleneck", (settings, children) -> Bottleneck.build(settings)),
                Map.entry("ChannelAttention", (settings, children) -> ChannelAttention.build(settings)),
                Map.entry("CifarBlock", (settings, children) -> CifarBlock.build(settings)),
                Map.entry("ConcatPool2d", (settings, children) -> ConcatPool2d.of()),
                Map.entry("DenseLayer", (settings, children) -> DenseLayer.build(settings)),
                Map.entry("Fire", (settings, children) -> Fire.build(settings)),
                Map.entry("Inception", (settings, children) -> Inception.build(settings)),
                Map.entry("PreActivationBlock", (settings, children) -> PreActivationBlock.build(settings)),
                Map.entry("SqueezeExcitation", (settings, children) -> SqueezeExcitation.build(settings)),
                Map.entry("XResidualBlock", (settings, children) -> XResidualBlock.build(settings)));
    }
}
