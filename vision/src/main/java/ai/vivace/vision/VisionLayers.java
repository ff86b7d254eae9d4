package ai.vivace.vision;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class VisionLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public VisionLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of("BasicBlock", (settings, children) -> BasicBlock.build(settings));
    }
}
