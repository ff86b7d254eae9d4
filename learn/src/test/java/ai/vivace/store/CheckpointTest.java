package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void tensorsAndFactsComeBackExactly() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("model.0.weight", Tensor.randomNormal(Shape.of(3, 4), Rng.of(1)));
        tensors.put("optimizer.step", Tensor.ofLongs(17));
        tensors.put("model.0.bias", Tensor.of(0.1f, -0f));
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("epoch", 3).put("progress", 0.1 + 0.2).put("seed", Long.MIN_VALUE);
        facts.putArray("history").add(Math.PI).add(Double.NaN).add(Double.MIN_VALUE);
        Path file = folder.resolve("run.checkpoint");
        Checkpoint.write(file, tensors, facts);
        try (Checkpoint read = Checkpoint.read(file)) {
            assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
            read.tensors().forEach((name, tensor) -> assertThat(tensor.toRaw())
                    .isEqualTo(tensors.getOrDefault(name, tensor).toRaw()));
            assertThat(read.group("model")).containsOnlyKeys("0.weight", "0.bias");
            assertThat(read.group("optimizer")).containsOnlyKeys("step");
            assertThat(read.group("mod")).isEmpty();
            assertThat(read.facts().path("epoch").asInt()).isEqualTo(3);
            assertThat(read.facts().path("progress").doubleValue()).isEqualTo(0.1 + 0.2);
            assertThat(read.facts().path("seed").longValue()).isEqualTo(Long.MIN_VALUE);
            assertThat(read.facts().path("history").path(0).doubleValue()).isEqualTo(Math.PI);
            assertThat(read.facts().path("history").path(1).asDouble()).isNaN();
            assertThat(read.facts().path("history").path(2).doubleValue()).isEqualTo(Double.MIN_VALUE);
        }
        assertThat(Checkpoint.readFacts(file).path("epoch").asInt()).isEqualTo(3);
    }

    @Test
    void newerVersionSaysWhatToDo() {
        assertRefused(
                "{\"version\":2,\"facts\":{}}", "is a checkpoint of format 2, but this Vivace reads up to 1. Resume");
    }

    @Test
    void damagedRecordsAreRefused() {
        for (String record : new String[] {
            "{}",
            "[]",
            "1",
            "{\"version\":1}",
            "{\"version\":1,\"facts\":3}",
            "{\"version\":0,\"facts\":{}}",
            "{\"facts\":{}}"
        }) {
            assertRefused(record, "lacks a version or facts");
        }
        assertRefused("{\"version\":1,\"version\":1,\"facts\":{}}", "Duplicate field");
        assertRefused("", "lacks a version or facts");
        assertRefused("{", "are not JSON");
    }

    @Test
    void otherSafetensorsFileIsNotACheckpoint() {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.of(1)), Map.of());
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weights.safetensors is a safetensors file but not a checkpoint");
    }

    @Test
    void failedWriteLeavesTheCheckpointBefore() throws IOException {
        Path file = folder.resolve("run.checkpoint");
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        Checkpoint.write(file, Map.of("w", Tensor.of(1)), facts);
        byte[] before = Files.readAllBytes(file);
        Tensor lost = Tensor.of(2);
        lost.close();
        assertThatThrownBy(() -> Checkpoint.write(file, Map.of("w", lost), facts))
                .isInstanceOf(RuntimeException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("run.checkpoint");
    }

    private void assertRefused(String record, String message) {
        Path file = folder.resolve("damaged.checkpoint");
        Safetensors.write(file, Map.of("w", Tensor.of(1)), Map.of(Checkpoint.KEY, record));
        assertThatThrownBy(() -> Checkpoint.read(file))
                .as(record)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("damaged.checkpoint")
                .hasMessageContaining(message);
    }
}
