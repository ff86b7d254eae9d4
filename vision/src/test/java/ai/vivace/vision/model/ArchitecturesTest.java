package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {
    @TempDir
    Path folder;

    @Test
    void architecturesAreFoundByNameInAnyCaseAndTheNearestIsSuggested() {
        assertThat(Architectures.of(" ResNet18 ").label()).isEqualTo("resnet18");
        assertThatThrownBy(() -> Architectures.of("resnet81"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"resnet18\"");
        assertThat(Architectures.labels()).contains("mlp", "cnn", "airbench", "resnet18");
    }

    @Test
    void architecturesRefuseNamesThatNobodyCanTypeAndPicturesWithoutChannels() {
        Architecture cnn = Architectures.of("cnn");
        assertThatThrownBy(() -> Architecture.of("My Net", "own", "a net", cnn.builder()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("My Net");
        assertThatThrownBy(() -> cnn.picture(Shape.of(28, 28)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[channels, height, width]");
    }

    @Test
    void statisticsFollowTheNumberOfChannels() {
        ChannelStatistics colours = ChannelStatistics.IMAGENET;
        assertThat(colours.channels(3)).isSameAs(colours);
        assertThat(colours.channels(1).mean().get(0)).isEqualTo((0.485 + 0.456 + 0.406) / 3);
        assertThat(colours.channels(4).deviation())
                .startsWith(0.229, 0.224, 0.225)
                .hasSize(4);
        assertThatThrownBy(() -> new ChannelStatistics(List.of(0.5), List.of(0.0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("positive deviation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "cnn", "airbench", "resnet18"})
    void exportedModelsAreReadWithTheSameAnswers(String label) {
        Shape picture = Shape.of(3, 16, 16);
        Path file = folder.resolve(label + ".vivace");
        UnaryLayer network = Architectures.of(label).build(picture, 2);
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
}
