package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void jsonIsOneDocumentWithAFindingForEveryTopic() throws IOException {
        CommandRun run = CommandRun.of("doctor", "--json");
        JsonNode document = new ObjectMapper().readTree(run.out());

        assertThat(document.get("usable").asBoolean()).isEqualTo(run.exitCode() == 0);
        assertThat(document.get("findings").findValuesAsText("topic"))
                .startsWith("Java", "Platform", "Natives", "Cache")
                .endsWith("Engine", "Processor", "Devices", "Arithmetic", "Speed");
        assertThat(document.get("findings").findValuesAsText("mark")).allMatch(mark -> mark.matches("OK|WARN|FAIL"));
        assertThat(document.at("/findings/0/facts/version").asText())
                .isEqualTo(Runtime.version().toString());
    }
}
