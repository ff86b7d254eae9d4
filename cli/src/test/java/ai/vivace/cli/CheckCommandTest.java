package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "cnn", "airbench", "resnet18"})
    void ourNetworksAreCleanOnTheDigits(String architecture) throws IOException {
        CommandRun run = CommandRun.of("check", "--arch", architecture, "--batch", "32", "--json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.path("clean").asBoolean()).isTrue();
        assertThat(document.path("findings")).isEmpty();
        assertThat(document.path("items").asInt()).isEqualTo(32);
        assertThat(document.path("uniformLoss").asDouble()).isCloseTo(Math.log(10), within(1e-5));
        assertThat(document.path("layers").findValuesAsText("type")).contains("Linear");
        assertThat(document.at("/layers/0/forward/deviation").asDouble()).isPositive();
    }

    @Test
    void tableChartLossAndVerdictArePrinted() {
        CommandRun run = CommandRun.of("check", "--arch", "mlp");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Layer", "Linear", "Activation statistics")
                .contains("loss 2.", "answering all classes alike has 2.3026")
                .contains("Nothing was found that keeps the model from learning.");
    }

    @Test
    void quietLeavesTheVerdict() {
        CommandRun run = CommandRun.of("check", "--arch", "mlp", "--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(2);
    }

    @Test
    void oneSeedGivesOneDocument() {
        String[] arguments = {"check", "--arch", "mlp", "--json", "--seed", "3"};

        assertThat(CommandRun.of(arguments).out())
                .isEqualTo(CommandRun.of(arguments).out());
    }

    @Test
    void chartIsWrittenWhereAskedFor() {
        Path chart = folder.resolve("activations.svg");

        CommandRun run = CommandRun.of("check", "--arch", "mlp", "--chart", chart.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Wrote " + chart);
        assertThat(chart).content().startsWith("<svg").contains("gradients");
    }

    @Test
    void picturesThatHoldNothingAreAFindingAndEndWithOne() throws IOException {
        for (String label : List.of("a", "b")) {
            Path own = Files.createDirectories(folder.resolve("grey").resolve(label));
            for (int i = 0; i < 6; i++) {
                BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
                ImageIO.write(grey, "png", own.resolve(i + ".png").toFile());
            }
        }

        CommandRun run = CommandRun.of("check", folder.resolve("grey").toString(), "--arch", "mlp");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("1. input: the standard deviation of the batch is 0")
                .contains("cause: ", "fix: ");
        CommandRun json = CommandRun.of("check", folder.resolve("grey").toString(), "--arch", "mlp", "--json");
        JsonNode document = new JsonMapper().readTree(json.out());
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(document.path("clean").asBoolean()).isFalse();
        assertThat(document.at("/findings/0/kind").asText()).isEqualTo("INPUT_SCALE");
        assertThat(document.at("/findings/0/fix").asText()).isNotEmpty();
    }
}
