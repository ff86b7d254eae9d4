package ai.vivace.vision.similar;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class SimilarLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public SimilarLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of("Siamese", (settings, children) -> Siamese.build(children));
    }
}
