package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small vision transformers beside torchvision's, whose parameters were filled in timm's order for DeiT. */
class VisionTransformerTest {
    private static final JsonNode GOLDENS = ModernGoldens.read("transformers");
    private static final TransformerSize SIZE = new TransformerSize(8, 32, 3, 4);
    private static final Shape PICTURE = Shape.of(3, 32, 32);

    @Test
    void visionTransformerAnswersAsTorchvisions() {
        check("vit", VisionTransformer.of(PICTURE, 5, SIZE));
    }

    @Test
    void deitAnswersAsTorchvisionsTransformerUnderTimmsNames() {
        check("deit", DataEfficientTransformer.of(PICTURE, 5, SIZE));
    }

    @Test
    void distilledDeitGivesTheMeanOfItsHeads() {
        check("deit_distilled", DataEfficientTransformer.distilled(PICTURE, 5, SIZE));
    }

    private static void check(String name, UnaryLayer made) {
        JsonNode golden = GOLDENS.get(name);
        try (UnaryLayer network = made;
                Scope scope = Scope.open()) {
            assertThat(network.parameterCount())
                    .isEqualTo(golden.get("parameters").asLong());
            assertThat(ModernGoldens.names(network))
                    .isEqualTo(golden.get("names").asText());
            ModernGoldens.fillScattered(network);
            network.eval();
            checkAnswers(network.apply(ModernGoldens.input(2, 3, 32, 32)), golden);
        }
    }

    private static void checkAnswers(Tensor answers, JsonNode golden) {
        float[] values = answers.detach().toFloats();
        assertThat(values).hasSize(golden.get("output").size());
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(golden.get("output").get(i).asDouble(), within(1e-5));
        }
    }

    /** As torchvision's interpolate_embeddings, from 4 x 4 patches to 6 x 6. */
    @Test
    void positionsOfWeightsForOtherPicturesAreInterpolated() {
        try (VisionTransformer trained = VisionTransformer.of(PICTURE, 5, SIZE);
                VisionTransformer larger = VisionTransformer.of(Shape.of(3, 48, 48), 5, SIZE);
                Scope scope = Scope.open()) {
            ModernGoldens.fillScattered(trained);
            Map<String, Tensor> state = trained.state();
            larger.load(larger.fitted(state));
            larger.eval();
            checkAnswers(larger.apply(ModernGoldens.input(1, 3, 48, 48)), GOLDENS.get("vit48"));
            assertThat(trained.fitted(state)).containsExactlyEntriesOf(state);
        }
    }

    @Test
    void picturesOfAnotherSizeAreRefusedWithBothShapes() {
        assertThatThrownBy(() -> VisionTransformer.of(Shape.of(3, 30, 32), 5, SIZE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("30 x 32");
        try (VisionTransformer network = VisionTransformer.of(PICTURE, 5, SIZE)) {
            assertThatThrownBy(() -> network.apply(Tensor.zeros(Shape.of(1, 3, 40, 40))))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("[3, 32, 32]")
                    .hasMessageContaining("[1, 3, 40, 40]");
        }
        assertThatThrownBy(() -> new TransformerSize(16, 100, 2, 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("multiple of its heads");
    }
}
