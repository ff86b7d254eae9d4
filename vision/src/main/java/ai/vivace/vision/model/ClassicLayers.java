package ai.vivace.vision.model;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers of the classic architectures. */
public final class ClassicLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ClassicLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of("BasicBlock", (settings, children) -> BasicBlock.build(settings));
    }
}
