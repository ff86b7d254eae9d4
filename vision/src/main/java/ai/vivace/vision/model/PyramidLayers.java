package ai.vivace.vision.model;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of feature pyramids. */
public final class PyramidLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public PyramidLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of("FeaturePyramid", (settings, children) -> FeaturePyramid.build(settings));
    }
}
