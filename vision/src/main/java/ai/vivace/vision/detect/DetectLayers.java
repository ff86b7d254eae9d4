package ai.vivace.vision.detect;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class DetectLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public DetectLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of(
                "Detector", Detector::build,
                "FcosHead", (settings, children) -> FcosHead.build(settings),
                "PyramidBackbone", PyramidBackbone::build);
    }
}
