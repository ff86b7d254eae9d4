package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTreeTest {
    static Stream<Layer> layers() {
        Stream<Layer> others = Stream.of(
                Linear.of(5, 3),
                Linear.withoutBias(5, 3),
                Conv2d.of(4, 6, new Size2d(3, 5))
                        .stride(2)
                        .padding(new Size2d(1, 2))
                        .dilation(3)
                        .groups(2)
                        .withoutBias()
                        .build(),
                ConvTranspose2d.of(4, 6, new Size2d(3, 5))
                        .stride(2)
                        .padding(new Size2d(1, 2))
                        .outputPadding(new Size2d(0, 1))
                        .withoutBias()
                        .build(),
                BatchNorm1d.of(4),
                BatchNorm2d.of(4, 1e-3, 0.01),
                LayerNorm.of(Shape.of(3, 4), 1e-6),
                LayerNorm.withoutBias(4),
                RecurrentLayer.of(RecurrentSettings.lstm(3, 4)
                        .layers(2)
                        .bidirectional()
                        .dropout(0.1)
                        .projection(2)),
                Dropout.of(0.3),
                MaxPool2d.of(Window.square(3).stride(2).padding(1).rounding(Window.Rounding.UP)),
                AveragePool2d.of(Window.of(new Size2d(2, 3)), AveragePool2d.Border.IGNORED),
                AdaptiveAveragePool2d.of(1),
                AdaptiveMaxPool2d.of(new Size2d(2, 3)),
                Flatten.of(),
                Identity.of(),
                Embedding.of(7, 3),
                Embedding.of(7, 3, 2),
                LeakyRelu.of(0.2),
                Residual.of(Linear.of(4, 4)),
                Residual.of(Linear.of(4, 6), Linear.withoutBias(4, 6), BranchScale.features(6, 1e-6)),
                ScalarBias.of(),
                Sine.of(20),
                Sequential.of(named()),
                AlphaDropout.of(0.1),
                SpatialDropout.of(0.2),
                LockedDropout.of(0.3),
                StochasticDepth.of(0.4),
                DropBlock2d.of(0.5, 3),
                Zoneout.of(0.1),
                ShakeShake.of(Linear.of(4, 4), Linear.of(4, 4)),
                ShakeShake.of(Linear.of(4, 6), Linear.of(4, 6), Linear.withoutBias(4, 6)),
                ShakeDrop.of(0.3),
                SoftCap.of(30),
                AdaptiveSoftmax.of(8, 12, 3, 7).division(2).headBias().build(),
                DropConnect.of(Conv2d.of(1, 2, 3).stride(2).build(), 0.6),
                EmbeddingDropout.of(Embedding.of(5, 2, 1), 0.7),
                SpectralNorm.of(Linear.of(3, 4), 2),
                SpectralNorm.of(Embedding.of(3, 4)),
                WeightNorm.of(Linear.withoutBias(3, 4)),
                RmsNorm.of(3),
                GroupNorm.of(2, 4),
                InstanceNorm2d.of(3),
                InstanceNorm2d.affine(3),
                Ensemble.of(Ensemble.Average.SIGMOID, Linear.of(2, 1), Sequential.of(named())));
        return Stream.concat(others, Arrays.stream(Nonlinearity.values()).map(Activation::of));
    }

    private static Map<String, UnaryLayer> named() {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("stem", Linear.of(4, 8));
        layers.put("body", Sequential.of(BatchNorm1d.of(8), Activation.relu()));
        layers.put("head", Linear.of(8, 2));
        return layers;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerIsBuiltAgainFromItsDescription(Layer layer) {
        LayerTree.Description description = LayerTree.describe(layer);
        Layer built = LayerTree.build(description);
        assertThat(built).hasSameClassAs(layer).hasToString(layer.toString());
        assertThat(LayerTree.describe(built)).isEqualTo(description);
        assertThat(shapes(built)).containsExactlyEntriesOf(shapes(layer));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void descriptionSurvivesJson(Layer layer) throws Exception {
        LayerTree.Description description = LayerTree.describe(layer);
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(description);
        assertThat(json.readValue(text, LayerTree.Description.class)).isEqualTo(description);
    }

    @Test
    void everyLayerOfTheCatalogueIsTestedHere() {
        Set<String> tested =
                layers().map(layer -> layer.getClass().getSimpleName()).collect(Collectors.toSet());
        assertThat(tested).isEqualTo(new CoreLayers().factories().keySet());
    }

    @Test
    void unknownTypeIsAnErrorThatSuggestsTheNearest() {
        assertThatThrownBy(() -> LayerTree.build(new LayerTree.Description("Linaer", Map.of(), Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Unknown layer \"Linaer\". Did you mean \"Linear\"?");
    }

    @Test
    void missingAndMistypedSettingsAreErrorsThatNameThem() {
        assertThatThrownBy(() -> build("Linear", Map.of("inputs", 3, "bias", true)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Linear lacks its setting \"outputs\"");
        assertThatThrownBy(() -> build("Linear", Map.of("inputs", 3, "outputs", "2", "bias", true)))
                .hasMessageContaining("\"outputs\" must be a whole number");
        assertThatThrownBy(() -> build("Activation", Map.of("function", "rellu")))
                .hasMessageContaining("Did you mean \"relu\"?");
        assertThatThrownBy(() -> build("AdaptiveMaxPool2d", Map.of("size", List.of(1, 2, 3))))
                .hasMessageContaining("must be [height, width]");
    }

    private static Layer build(String type, Map<String, Object> settings) {
        return LayerTree.build(new LayerTree.Description(type, settings, Map.of()));
    }

    private static Map<String, Shape> shapes(Layer layer) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        layer.state().forEach((path, tensor) -> shapes.put(path, tensor.shape()));
        return shapes;
    }
}
