package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworksTest {
    private static final Shape DIGIT = Shape.of(1, 8, 8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"28, 2222", "64, 2222", "16, 1222", "8, 1122", "4, 1112", "1, 1111"})
    void simpleCnnHalvesThePictureOnlyAsOftenAsItsSizeAllows(int side, String strides) {
        try (UnaryLayer network = Networks.simpleCnn(Shape.of(1, side, side), 10);
                Scope scope = Scope.open()) {
            List<String> found = new ArrayList<>();
            network.walk((path, layer) -> {
                if (layer instanceof Conv2d convolution) {
                    found.add(
                            String.valueOf(convolution.settings().get("stride")).substring(1, 2));
                }
            });
            assertThat(String.join("", found)).isEqualTo(strides);
            assertThat(network.apply(Tensor.zeros(Shape.of(2, 1, side, side))).shape())
                    .isEqualTo(Shape.of(2, 10));
        }
    }

    /** The count and the names are torchvision 0.14's for 1000 classes of colour pictures. */
    @Test
    void resnet18HasTorchvisionsNamesAndNumberOfParameters() {
        try (UnaryLayer network = Networks.resnet18(3, 1000);
                Scope scope = Scope.open()) {
            assertThat(network.parameterCount()).isEqualTo(11_689_512);
            assertThat(network.state())
                    .hasSize(122)
                    .containsKeys(
                            "conv1.weight",
                            "bn1.running_mean",
                            "layer1.0.conv1.weight",
                            "layer2.0.downsample.0.weight",
                            "layer2.0.downsample.1.num_batches_tracked",
                            "layer4.1.bn2.bias",
                            "fc.weight",
                            "fc.bias")
                    .doesNotContainKeys("layer1.0.downsample.0.weight", "conv1.bias");
            assertThat(network.parameter("layer3.0.conv1.weight").shape()).isEqualTo(Shape.of(256, 128, 3, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyArchitectureIsExportedAndReadWithTheSameAnswers(Architecture architecture) {
        Shape picture = Shape.of(3, 16, 16);
        Path file = folder.resolve(architecture.label() + ".vivace");
        UnaryLayer network = architecture.build(picture, 2);
        network.initialize(Rng.of(1));
        network.eval();
        try (Scope scope = Scope.open();
                ExportedModel model = new ExportedModel(
                        network,
                        Preprocessing.none(picture),
                        new Task.Classification(List.of("cat", "dog")),
                        new InputFormat.Numbers(),
                        Provenance.of(1, Instant.EPOCH))) {
            model.write(file);
            Tensor input = Tensor.randomNormal(picture.prepend(2), Rng.of(2));
            float[] answers = network.apply(input).detach().toFloats();
            try (ExportedModel read = ExportedModel.read(file)) {
                assertThat(read.layer().apply(input).detach().toFloats()).isEqualTo(answers);
            }
        }
    }

    @Test
    void architecturesAreFoundByNameAndTheNearestIsSuggested() {
        assertThat(Architecture.of(" ResNet18 ")).isEqualTo(Architecture.RESNET18);
        assertThatThrownBy(() -> Architecture.of("resnet81"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("resnet18");
    }

    @Test
    void networksForPicturesRefuseOtherInputs() {
        assertThatThrownBy(() -> Networks.simpleCnn(Shape.of(64), 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Use mlp");
        assertThatThrownBy(() -> BasicBlock.of(0, 1, 1)).isInstanceOf(InputException.class);
        try (UnaryLayer mlp = Networks.mlp(DIGIT, 128, 10)) {
            assertThat(mlp.parameterCount()).isEqualTo(64 * 128 + 128 + 128 * 10 + 10);
        }
    }
}
