package ai.vivace.vision.generate;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the layers in this package. */
public final class GenerateLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public GenerateLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.of(
                "Unflatten", (settings, children) -> Unflatten.build(settings),
                "VariationalAutoencoder", (settings, children) -> VariationalAutoencoder.build(settings));
    }
}
