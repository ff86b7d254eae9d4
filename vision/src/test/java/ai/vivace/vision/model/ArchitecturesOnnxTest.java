package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.nn.LayerCatalog;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.OnnxAgreement;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of the registry, exported and run by ONNX Runtime, answer as they do themselves. */
class ArchitecturesOnnxTest {
    /** Layers for text, those with state between steps, and those that are only in others. */
    private static final Set<String> WITHOUT_FORM =
            Set.of("AdaptiveSoftmax", "Embedding", "EmbeddingDropout", "UnetBlock", "Zoneout");

    @TempDir
    Path folder;

    @Test
    void everyLayerOfTheCataloguesHasAForm() {
        Set<String> types = new TreeSet<>();
        ServiceLoader.load(LayerCatalog.class)
                .forEach(catalog -> types.addAll(catalog.factories().keySet()));
        Set<String> forms = new TreeSet<>();
        ServiceLoader.load(OnnxCatalog.class)
                .forEach(catalog -> catalog.forms().keySet().forEach(type -> forms.add(type.getSimpleName())));

        assertThat(forms).doesNotContainAnyElementsOf(WITHOUT_FORM);
        types.removeAll(forms);
        assertThat(types).as("layers without a form").isEqualTo(new TreeSet<>(WITHOUT_FORM));
    }

    /** One of each family, with pictures as small as it takes. */
    @ParameterizedTest
    @CsvSource({"mlp, 28", "cnn, 28", "airbench, 32", "resnet18, 64"})
    void smallOnesAgreeWithOnnxRuntime(String label, long side) {
        Architecture architecture = Architectures.of(label);
        assertAgrees(architecture, Shape.of(architecture.picture().size(0), side, side));
    }

    static List<Architecture> all() {
        return Architectures.all();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("all")
    void allAgreeWithOnnxRuntime(Architecture architecture) {
        assertAgrees(architecture, architecture.picture());
    }

    private void assertAgrees(Architecture architecture, Shape picture) {
        UnaryLayer network = architecture.build(picture, 10);
        network.initialize(Rng.of(1));
        OnnxAgreement.stir(network);
        try (ExportedModel model = OnnxAgreement.of(network, picture)) {
            OnnxAgreement.assertAgrees(model, folder);
        }
    }
}
