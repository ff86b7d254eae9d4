package ai.vivace.vision.model;

import ai.vivace.base.Rng;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.OnnxAgreement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of the registry, exported and run by ONNX Runtime, answer as they do themselves. */
class ArchitecturesOnnxTest {
    @TempDir
    Path folder;

    /** One of each family, with pictures as small as it takes; AlexNet, VGG, ConvNeXt and ViT are among {@link #all} alone. */
    @ParameterizedTest
    @CsvSource({
        "mlp, 28",
        "cnn, 28",
        "airbench, 32",
        "lenet5, 32",
        "googlenet_aux, 64",
        "resnet18, 64",
        "resnet20, 32",
        "wrn16_4, 32",
        "xresnet18, 65",
        "densenet121, 64",
        "squeezenet1_1, 64",
        "mobilenet_v2_keras, 63",
        "mobilenet_v3_small, 64",
        "efficientnet_b0, 64",
        "deit_tiny_distilled, 32"
    })
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
