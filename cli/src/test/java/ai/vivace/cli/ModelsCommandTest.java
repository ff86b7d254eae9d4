package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
    void wordsThatNothingHasAreRefusedWithWhatThereIs() {
        CommandRun run = CommandRun.of("models", "transmogrifier");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("transmogrifier", "resnet50");
    }
}
