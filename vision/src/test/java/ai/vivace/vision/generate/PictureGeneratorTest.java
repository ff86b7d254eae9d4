package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Sequential;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureGeneratorTest {
    private static final Task.Generation PICTURES = new Task.Generation(1, 8, 8);

    @TempDir
    Path folder;

    private Path exported(Task.Generation pictures) {
        Path file = folder.resolve("generator.vivace");
        Dcgan networks = Dcgan.of(1, 8).features(4).noise(6);
        try (Sequential generator = networks.generator()) {
            Dcgan.initialize(generator, Rng.of(1));
            PictureGenerator.export(generator, networks.noise(), pictures, Provenance.of(1, Instant.EPOCH), file);
        }
        return file;
    }

    @Test
    void aSeedsFirstPicturesAreTheSameWhateverTheCount() {
        try (PictureGenerator generator = PictureGenerator.of(ExportedModel.read(exported(PICTURES)), Device.CPU);
                Scope scope = Scope.open()) {
            assertThat(generator.pictures()).isEqualTo(PICTURES);
            assertThat(generator.samples(70, 3).shape()).isEqualTo(Shape.of(70, 1, 8, 8));
            assertThat(generator.samples(70, 3).narrow(0, 0, 5).contiguous().toFloats())
                    .containsExactly(generator.samples(5, 3).toFloats());
            assertThat(generator.samples(5, 4).toFloats())
                    .isNotEqualTo(generator.samples(5, 3).toFloats());
        }
    }

    @Test
    void aModelWhosePicturesAreOthersThanItSaysIsRefused() {
        try (PictureGenerator generator =
                        PictureGenerator.of(ExportedModel.read(exported(new Task.Generation(3, 8, 8))), Device.CPU);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> generator.samples(1, 1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[3, 8, 8]");
        }
    }

    @Test
    void aGeneratorPredictsNothingAndOtherModelsGenerateNothing() {
        Path file = exported(PICTURES);
        assertThatThrownBy(() -> Predictor.load(file, Device.CPU))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("new pictures");

        try (Sequential network = Dcgan.of(1, 8).features(4).discriminator()) {
            Dcgan.initialize(network, Rng.of(1));
            new ExportedModel(
                            network,
                            Preprocessing.none(Shape.of(1, 8, 8)),
                            new Task.Regression(1),
                            new InputFormat.Numbers(),
                            Provenance.of(1, Instant.EPOCH))
                    .write(file);
        }
        assertThatThrownBy(() -> PictureGenerator.of(ExportedModel.read(file), Device.CPU))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not new pictures");
    }
}
