package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedModelTest {
    @TempDir
    Path folder;

    @Test
    void everythingComesBack() {
        Path file = folder.resolve("pets.vivace");
        try (ExportedModel written = Models.pictures()) {
            written.write(file);
            try (ExportedModel read = ExportedModel.read(file)) {
                assertThat(LayerTree.describe(read.layer())).isEqualTo(LayerTree.describe(written.layer()));
                assertThat(read.layer().isTraining()).isFalse();
                assertThat(read.preprocessing()).isEqualTo(written.preprocessing());
                assertThat(read.task()).isEqualTo(written.task());
                assertThat(read.input()).isEqualTo(written.input());
                assertThat(read.provenance()).isEqualTo(written.provenance());
                written.layer().state().forEach((name, tensor) -> assertThat(read.layer()
                                .state()
                                .getOrDefault(name, Tensor.of(0))
                                .toRaw())
                        .as(name)
                        .isEqualTo(tensor.toRaw()));
                assertThat(read.layer().parameters().values()).noneMatch(parameter -> parameter.isPristine());
            }
        }
    }

    @Test
    void regressionOverNumbersComesBack() {
        Path file = folder.resolve("price.vivace");
        try (ExportedModel written = Models.numbers()) {
            written.write(file);
            try (ExportedModel read = ExportedModel.read(file)) {
                assertThat(read.task()).isEqualTo(new Task.Regression(1));
                assertThat(read.input()).isEqualTo(new InputFormat.Numbers());
            }
        }
    }

    @Test
    void howTextsAreCutComesBack() {
        InputFormat texts = new InputFormat.Texts("{\"type\": \"characters\"}", 64);
        Path file = folder.resolve("texts.vivace");
        try (ExportedModel numbers = Models.numbers()) {
            new ExportedModel(numbers.layer(), numbers.preprocessing(), numbers.task(), texts, numbers.provenance())
                    .write(file);
        }
        try (ExportedModel read = ExportedModel.read(file)) {
            assertThat(read.input()).isEqualTo(texts);
        }
    }

    @Test
    void everyTaskComesBack() {
        for (Task task : List.of(
                new Task.MultiLabel(List.of("furry", "big")),
                new Task.Segmentation(List.of("membrane", "cell")),
                new Task.Detection(List.of("car")),
                new Task.TokenLabels(List.of("O", "B-PER")),
                new Task.NextToken(512),
                new Task.Points(3))) {
            Path file = folder.resolve("task.vivace");
            try (ExportedModel numbers = Models.numbers()) {
                new ExportedModel(numbers.layer(), numbers.preprocessing(), task, numbers.input(), numbers.provenance())
                        .write(file);
            }
            try (ExportedModel read = ExportedModel.read(file)) {
                assertThat(read.task()).isEqualTo(task);
            }
        }
    }

    @Test
    void fileIsASafetensorsFileWithoutPathsOfTheMachine() throws IOException {
        Path file = folder.resolve("pets.vivace");
        try (ExportedModel model = Models.pictures()) {
            model.write(file);
        }
        SafetensorsHeader header = Safetensors.readHeader(file);
        assertThat(header.metadata()).containsEntry("vivace.format", "model").containsEntry("vivace.version", "1");
        assertThat(header.tensors())
                .containsOnlyKeys(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked",
                        "5.weight",
                        "5.bias");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain(folder.toString())
                .doesNotContain(folder.getFileName().toString());
    }

    @Test
    void newerVersionSaysWhatToDo() {
        assertRefused(
                "vivace.version",
                version -> "2",
                "damaged.vivace as a model: it was exported by a newer Vivace: it has format 2, and this Vivace reads up "
                        + "to 1. Upgrade Vivace to load it, or export the model again with this one.");
        assertRefused("vivace.version", version -> "one", "\"vivace.version\" is \"one\", not a number");
        assertRefused("vivace.version", version -> "-1", "not a number");
    }

    @Test
    void otherSafetensorsFileIsNotAModel() {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.of(1)), Map.of());
        assertThatThrownBy(() -> ExportedModel.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weights.safetensors as a model: it is a safetensors file but not an exported");
    }

    @Test
    void everyMissingOrMistypedFieldIsNamed() {
        assertRefused("vivace.task", task -> "{\"kind\":\"classification\"}", "vivace.task lacks \"labels\"");
        assertRefused(
                "vivace.task",
                task -> "{\"kind\":\"classification\",\"labels\":[1]}",
                "vivace.task: \"labels\" must be a text, but is 1");
        assertRefused("vivace.task", task -> "{\"kind\":\"regression\",\"outputs\":0}", "at least one output");
        assertRefused(
                "vivace.task", task -> "{\"kind\":\"ranking\"}", "this Vivace does not know \"kind\" \"ranking\"");
        assertRefused("vivace.task", task -> "[]", "vivace.task must be a JSON object, but is []");
        assertRefused("vivace.task", task -> "{", "vivace.task is not well-formed JSON");
        assertRefused("vivace.input", input -> input.replace("crop", "stretch"), "\"resize\" \"stretch\"");
        assertRefused("vivace.input", input -> input.replace(":8", ":9"), "do not have the input's shape [3, 8, 8]");
        assertRefused("vivace.preprocessing", text -> text.replace("255.0", "0"), "The scale must be positive");
        assertRefused("vivace.preprocessing", text -> text.replace("255.0", "1e999"), "\"scale\" must be a number");
        assertRefused("vivace.preprocessing", text -> text.replace("[3,8,8]", "[3,8,-8]"), "a size of -8");
        assertRefused(
                "vivace.provenance",
                text -> text.replace("2026-01-31T", "yesterday "),
                "is not a date as in 2026-01-31");
        assertRefused("vivace.architecture", text -> text.replace("Conv2d", "Conv2"), "Did you mean \"Conv2d\"?");
        assertRefused("vivace.architecture", text -> text.replace("\"inputs\":256", "\"inputs\":null"), "\"inputs\"");
        assertRefused(
                "vivace.architecture", text -> text.replace("\"5\":", "\"5.5\":"), "must not be empty or have a dot");
        assertRefused("vivace.architecture", text -> "{}", "vivace.architecture lacks \"children\"");
    }

    @Test
    void tensorsThatDoNotFitTheLayersAreNamed() {
        assertRefused(
                "vivace.architecture",
                text -> text.replace("\"outputs\":3", "\"outputs\":5"),
                "5.weight is [5, 256] in the model but came as [3, 256]");
        Map<String, Tensor> tensors = tensors();
        tensors.remove("5.bias");
        tensors.put("6.bias", Tensor.of(1));
        Path file = folder.resolve("other.vivace");
        Safetensors.write(file, tensors, metadata());
        assertThatThrownBy(() -> ExportedModel.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("missing: 5.bias [3]")
                .hasMessageContaining("unexpected: 6.bias [1]");
    }

    @Test
    void smallFileCannotAskForHugeLayers() {
        long before = Engine.residentBytes();
        for (String size : List.of("100000000", "1000000000", "4000000000000", "9000000000000000000")) {
            assertRefused(
                    "vivace.architecture",
                    text -> text.replace("\"inputs\":256,\"outputs\":3", "\"inputs\":" + size + ",\"outputs\":" + size),
                    "The layers cannot be built: A float32 tensor of shape [" + size + ", " + size + "] does not fit");
            assertRefused(
                    "vivace.architecture",
                    text -> text.replace("\"channels\":4", "\"channels\":" + size),
                    "The layers cannot be built: A float32 tensor of shape [" + size + "] does not fit");
        }
        assertRefused("vivace.preprocessing", text -> text.replace("[3,8,8]", "[3,80000,80000]"), "An input must have");
        assertThat(Engine.residentBytes() - before).isLessThan(200L << 20);
    }

    @Test
    void deepNestingIsRefusedWithoutOverflowingTheStack() {
        String open = "{\"type\":\"Sequential\",\"settings\":{},\"children\":{\"0\":";
        String deep = open.repeat(100_000) + "1" + "}}".repeat(100_000);
        assertRefused("vivace.architecture", text -> deep, "nesting depth");
    }

    @Test
    void layerOutsideEveryCatalogueIsRefusedBeforeAnythingIsWritten() {
        final class Doubling extends UnaryLayer {
            @Override
            protected Tensor forward(Tensor input) {
                return input.mul(2);
            }
        }
        Path file = folder.resolve("own.vivace");
        try (ExportedModel own = new ExportedModel(
                new Doubling(),
                Preprocessing.none(Shape.of(2)),
                new Task.Regression(2),
                new InputFormat.Numbers(),
                Models.numbers().provenance())) {
            assertThatThrownBy(() -> own.write(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Unknown layer \"Doubling\"");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void failedExportLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("pets.vivace");
        Files.writeString(file, "old");
        try (ExportedModel model = Models.pictures()) {
            assertThatThrownBy(() -> model.write(file.resolve("below"))).isInstanceOf(InputException.class);
        }
        assertThat(file).hasContent("old");
    }

    @Test
    void truncatedOrChangedFilesAreLoadedOrRefused() throws IOException {
        Path file = folder.resolve("fuzzed.vivace");
        try (ExportedModel model = Models.pictures()) {
            model.write(file);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ExportedModel.read(file)).isInstanceOf(InputException.class);
        }
        int headerEnd = (int) Safetensors.readHeader(Files.write(file, whole)).dataStart();
        String likely = "0123456789-{}[],:\"\\.eabtfnulmr";
        Rng rng = Rng.of(9);
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + rng.nextInt(3); flips > 0; flips--) {
                changed[rng.nextInt(headerEnd)] = (byte) likely.charAt(rng.nextInt(likely.length()));
            }
            Files.write(file, changed);
            try (Scope scope = Scope.open()) {
                ExportedModel.read(file).close();
            } catch (InputException e) {
                refused++;
                assertThat(e).hasMessageContaining("fuzzed.vivace");
            }
        }
        assertThat(refused).isBetween(300, 999);
    }

    @Test
    @Tag("leak")
    void readingAndClosingHoldsNothing() {
        Path file = folder.resolve("pets.vivace");
        try (ExportedModel model = Models.pictures()) {
            model.write(file);
        }
        long after = 0;
        for (int round = 0; round < 30; round++) {
            ExportedModel.read(file).close();
            if (round == 3) {
                after = Engine.liveObjects();
            }
        }
        assertThat(Engine.liveObjects()).isLessThanOrEqualTo(after);
    }

    private void assertRefused(String key, UnaryOperator<String> change, String message) {
        Path file = folder.resolve("damaged.vivace");
        Map<String, String> metadata = metadata();
        String before = Objects.requireNonNull(metadata.get(key));
        metadata.put(key, change.apply(before));
        assertThat(metadata.get(key)).as("the change does something").isNotEqualTo(before);
        Safetensors.write(file, tensors(), metadata);
        assertThatThrownBy(() -> ExportedModel.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("damaged.vivace")
                .hasMessageContaining(message);
    }

    private Map<String, String> metadata() {
        return new LinkedHashMap<>(content().metadata());
    }

    private Map<String, Tensor> tensors() {
        return new LinkedHashMap<>(content().tensors());
    }

    private SafetensorsFile content() {
        Path file = folder.resolve("whole.vivace");
        if (!Files.exists(file)) {
            try (ExportedModel model = Models.pictures()) {
                model.write(file);
            }
        }
        return Safetensors.read(file);
    }
}
