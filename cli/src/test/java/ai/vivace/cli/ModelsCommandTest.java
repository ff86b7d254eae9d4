package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @Test
    void networksAreListedWithSizeAndCost() {
        CommandRun run = CommandRun.of("models", "vgg");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("vgg16 ")))
                .singleElement()
                .asString()
                .contains("138,357,544", "15,470", "3x224x224");
        assertThat(run.out()).doesNotContain("resnet");
    }

    @Test
    void programsGetOneDocument() throws IOException {
        CommandRun run = CommandRun.of("models", "--json");

        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.findValuesAsText("name")).contains("cnn", "lenet5", "resnet50", "densenet121");
        assertThat(document.findValues("multiplyAdds")).allMatch(cost -> cost.asLong() > 0);
    }

    @Test
    void oneNetworkIsShownByItsStages() {
        CommandRun run = CommandRun.of("models", "resnet18");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("layer2")))
                .singleElement()
                .asString()
                .contains("2 x basic block", "128x28x28", "525,568");
        assertThat(run.out())
                .contains("11,689,512 parameters, 1,814.1 million products")
                .doesNotContain("resnet34");
    }

    @Test
    void programsGetTheStagesOfNetworksThatLearnTogether() throws IOException {
        CommandRun run = CommandRun.of("models", "dcgan", "--json");

        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.get("networks").findValues("parameters").stream().map(JsonNode::asLong))
                .contains(3_576_704L, 2_765_568L);
    }

    @Test
    void oneNetworkIsDrawn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lenet.svg");
        CommandRun run = CommandRun.of("models", "lenet5", "--draw", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(file)).startsWith("<svg").contains("5x5 convolution", "84");
    }

    @Test
    void drawingsNeedANetworkThatThereIsAndAFileOfAKindThatThereIs(@TempDir Path folder) {
        CommandRun unknown = CommandRun.of(
                "models", "resnet5", "--draw", folder.resolve("a.svg").toString());
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("resnet5", "resnet50");

        CommandRun without =
                CommandRun.of("models", "--draw", folder.resolve("a.svg").toString());
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("--draw needs the name of a network");

        CommandRun wrong = CommandRun.of(
                "models", "lenet5", "--draw", folder.resolve("a.pdf").toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--draw must be a file whose name ends in .svg or .png");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wordsThatNothingHasAreRefusedWithWhatThereIs() {
        CommandRun run = CommandRun.of("models", "transmogrifier");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("transmogrifier", "resnet50");
    }
}
