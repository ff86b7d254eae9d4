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
                Map.entry("AveragePool2d", (settings, children) -> AveragePool2d.build(settings)),
                Map.entry("BatchNorm1d", (settings, children) -> BatchNorm1d.build(settings)),
                Map.entry("BatchNorm2d", (settings, children) -> BatchNorm2d.build(settings)),
                Map.entry("Conv2d", (settings, children) -> Conv2d.build(settings)),
                Map.entry("Dropout", (settings, children) -> Dropout.build(settings)),
                Map.entry("Embedding", (settings, children) -> Embedding.build(settings)),
                Map.entry("Flatten", (settings, children) -> Flatten.build(settings)),
                Map.entry("Identity", (settings, children) -> Identity.of()),
                Map.entry("LayerNorm", (settings, children) -> LayerNorm.build(settings)),
                Map.entry("LeakyRelu", (settings, children) -> LeakyRelu.build(settings)),
                Map.entry("Linear", (settings, children) -> Linear.build(settings)),
                Map.entry("MaxPool2d", (settings, children) -> MaxPool2d.build(settings)),
                Map.entry("Residual", Residual::build),
                Map.entry("ScalarBias", (settings, children) -> ScalarBias.of()),
                Map.entry("Sequential", (settings, children) -> sequential(children)),
                Map.entry("Sine", (settings, children) -> Sine.build(settings)));
    }

    private static Sequential sequential(Map<String, Layer> children) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        children.forEach((name, child) -> {
            if (!(child instanceof UnaryLayer layer)) {
                throw new InputException("Sequential takes layers from one tensor to one tensor, but its child \""
                        + name + "\" is " + child + ".");
            }
            layers.put(name, layer);
        });
        return Sequential.of(layers);
    }
}
