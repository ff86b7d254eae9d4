package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.Architectures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTrainingTest {
    @TempDir
    Path folder;

    /** Weights of a network that has been trained, as far as a file can tell. */
    private Path weights(String architecture) {
        Path file = folder.resolve(architecture + ".safetensors");
        try (UnaryLayer network = Architectures.of(architecture).build(Shape.of(3, 32, 32), 10)) {
            network.initialize(Rng.of(1));
            Safetensors.write(file, network.state(), Map.of());
        }
        return file;
    }

    private CommandRun train(String... options) throws IOException {
        Path photos = TestFiles.pictures(folder.resolve("photos"), 12, "cat", "dog");
        String[] all = new String[options.length + 10];
        System.arraycopy(
                new String[] {
                    "train",
                    photos.toString(),
                    "--size",
                    "32",
                    "--epochs",
                    "1",
                    "--batch",
                    "8",
                    "--out",
                    folder.resolve("run").toString()
                },
                0,
                all,
                0,
                10);
        System.arraycopy(options, 0, all, 10, options.length);
        return CommandRun.of(all);
    }

    @Test
    void aTrainedBodyGoesOnUnderANewHead() throws IOException {
        CommandRun run =
                train("--arch", "resnet20", "--weights", weights("resnet20").toString(), "--augment");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode settings = new JsonMapper()
                .readTree(folder.resolve("run").resolve("settings.json").toFile());
        assertThat(settings.path("weights").asText())
                .isEqualTo(weights("resnet20").toString());
        assertThat(settings.path("augment").asBoolean()).isTrue();
        assertThat(run.err()).contains("usual for fine-tuning");
        CommandRun asked = CommandRun.of(
                "predict",
                folder.resolve("run").toString(),
                folder.resolve("photos").toString());
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.out().lines()).hasSize(24);
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedByName() throws IOException {
        CommandRun run =
                train("--arch", "resnet32", "--weights", weights("resnet20").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("layer1.3.conv1.weight");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void weightsNeedTheNameOfTheirNetwork() throws IOException {
        CommandRun run = train("--weights", weights("resnet20").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--weights are those of a network: say with --arch of which.");
    }

    @Test
    void weightsGoWithThePlainRecipe() throws IOException {
        CommandRun run = train(
                "--recipe",
                "strong",
                "--arch",
                "resnet20",
                "--weights",
                weights("resnet20").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--weights go with --recipe plain");
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        CommandRun run = train("--arch", "resnet20", "--weights", "no-such-file.pth");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no-such-file.pth", "there is no such file");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void weightsWithAnotherChecksumAreRefused() throws IOException {
        CommandRun run = train("--arch", "resnet20", "--weights", weights("resnet20") + "#sha256=" + "0".repeat(64));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("resnet20.safetensors", "Copy or download it again.");
    }
}
