package ai.vivace.text.model;

import ai.vivace.nn.LayerCatalog;
import java.util.Map;

/** The catalogue of the models of this package. */
public final class TextLayers implements LayerCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public TextLayers() {}

    @Override
    public Map<String, Factory> factories() {
        return Map.ofEntries(
                Map.entry("AwdClassifier", (settings, children) -> AwdClassifier.build(settings)),
                Map.entry("AwdLanguageModel", (settings, children) -> AwdLanguageModel.build(settings)),
                Map.entry("CausalTransformer", (settings, children) -> CausalTransformer.build(settings)),
                Map.entry("MaskedLanguageModel", (settings, children) -> MaskedLanguageModel.build(settings)),
                Map.entry("RecurrentTranslator", (settings, children) -> RecurrentTranslator.build(settings)),
                Map.entry("TeacherForcing", (settings, children) -> TeacherForcing.build(children)),
                Map.entry("TextClassifier", (settings, children) -> TextClassifier.build(settings)),
                Map.entry("TextEncoder", (settings, children) -> TextEncoder.build(settings)),
                Map.entry("TokenClassifier", (settings, children) -> TokenClassifier.build(settings)),
                Map.entry("TransformerTranslator", (settings, children) -> TransformerTranslator.build(settings)));
    }
}
