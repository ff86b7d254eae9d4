package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch 1.13 wrote, in both of its formats; and whatever else comes under their names. */
class PyTorchFileTest {
    private static final int FLIPS = 1_500;

    @TempDir
    Path folder;

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = getClass().getResourceAsStream("/pytorch/" + name)) {
            Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"zip.pth, PYTORCH", "legacy.th, PYTORCH_LEGACY"})
    void stateDictionariesAreReadWithTheirTypesAndSteps(String name, WeightFile.Format format) throws IOException {
        try (Scope scope = Scope.open()) {
            WeightFile file = WeightFile.read(resource(name));
            Map<String, Tensor> tensors = file.tensors();
            assertThat(file.format()).isEqualTo(format);
            assertThat(tensors.keySet())
                    .containsExactly(
                            "whole",
                            "transposed",
                            "part",
                            "half",
                            "brain",
                            "double",
                            "count",
                            "truth",
                            "byte",
                            "empty",
                            "parameter");
            check(tensors, "whole", Shape.of(3, 4), 0, .25, .5, .75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75);
            check(tensors, "transposed", Shape.of(4, 3), 0, 1, 2, .25, 1.25, 2.25, .5, 1.5, 2.5, .75, 1.75, 2.75);
            check(tensors, "part", Shape.of(2, 2), 1.25, 1.5, 2.25, 2.5);
            check(tensors, "half", Shape.of(3), .5, -2, 65504);
            check(tensors, "brain", Shape.of(2), 1.5, -3.00405527e38);
            check(tensors, "double", Shape.of(1, 1), 1 / 3.0);
            check(tensors, "count", Shape.of(), 1234567890123.0);
            check(tensors, "truth", Shape.of(3), 1, 0, 1);
            check(tensors, "byte", Shape.of(2), 0, 255);
            check(tensors, "empty", Shape.of(0, 3));
            check(tensors, "parameter", Shape.of(1), 7);
            assertThat(Objects.requireNonNull(tensors.get("brain")).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(Objects.requireNonNull(tensors.get("truth")).dtype()).isEqualTo(DType.BOOL);
        }
    }

    private static void check(Map<String, Tensor> tensors, String name, Shape shape, double... values) {
        Tensor tensor = Objects.requireNonNull(tensors.get(name));
        assertThat(tensor.shape()).as(name).isEqualTo(shape);
        double[] found = tensor.to(DType.FLOAT64).toDoubles();
        assertThat(found).as(name).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(found[i]).as(name).isCloseTo(values[i], withPercentage(1e-3));
        }
    }

    @Test
    void readTensorsOutliveTheReadingAndAreFreedByTheFile() throws IOException {
        WeightFile file = WeightFile.read(resource("zip.pth"));
        Tensor part = Objects.requireNonNull(file.tensors().get("part"));
        assertThat(part.toFloats()).containsExactly(1.25f, 1.5f, 2.25f, 2.5f);
        file.close();
        assertThat(part.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "calls.pth, posix.system",
        "whole-model.pth, torch.nn.modules.linear.Linear",
        "no-tensors.pth, no state dictionary",
        "tensor.pth, no state dictionary"
    })
    void whatIsMoreOrLessThanWeightsIsRefusedInWords(String name, String told) throws IOException {
        Path file = resource(name);
        assertThatThrownBy(() -> WeightFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(told)
                .hasMessageContaining("state_dict");
        assertThat(Path.of("/tmp/vivace-was-here")).doesNotExist();
    }

    @Test
    void whatIsNoFileOfWeightsIsToldApart() throws IOException {
        Path page = folder.resolve("page.pth");
        Files.writeString(page, "\n<!DOCTYPE html>");
        Path pointer = folder.resolve("pointer.pth");
        Files.writeString(pointer, "version https://git-lfs.github.com/spec/v1\n");
        Path nothing = folder.resolve("nothing.pth");
        Files.write(nothing, new byte[0]);
        assertThatThrownBy(() -> WeightFile.read(page)).hasMessageContaining("web page");
        assertThatThrownBy(() -> WeightFile.read(pointer)).hasMessageContaining("git lfs pull");
        assertThatThrownBy(() -> WeightFile.read(nothing)).hasMessageContaining("empty");
        assertThatThrownBy(() -> WeightFile.read(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> WeightFile.read(folder.resolve("none.pth"))).hasMessageContaining("no such file");
    }

    @Test
    void safetensorsAreToldByTheirContentToo() {
        Path file = folder.resolve("misnamed.pth");
        Safetensors.write(file, Map.of("module.a", Tensor.of(1, 2)), Map.of());
        try (WeightFile read = WeightFile.read(file)) {
            assertThat(read.format()).isEqualTo(WeightFile.Format.SAFETENSORS);
            assertThat(read.tensors()).containsOnlyKeys("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.th"})
    void everyTruncationIsRefused(String name) throws IOException {
        Path file = resource(name);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + length / 100) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WeightFile.read(file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InputException.class);
        }
    }

    /** Anything but an answer or an InputException fails this. */
    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.th"})
    void changedBytesAreReadOrRefused(String name) throws IOException {
        Path file = resource(name);
        byte[] whole = Files.readAllBytes(file);
        Rng rng = Rng.of(1).split(name);
        int refused = 0;
        for (int round = 0; round < FLIPS; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + rng.nextInt(3); flips > 0; flips--) {
                changed[rng.nextInt(changed.length)] = anyByte(rng);
            }
            Files.write(file, changed);
            refused += isRefused(file, whole.length) ? 1 : 0;
        }
        assertThat(refused).isBetween(FLIPS / 10, FLIPS - 1);
    }

    /** Mostly what pickles are made of, as other bytes are refused soon. */
    private static byte anyByte(Rng rng) {
        String likely =
                "().0NJKMGXTU}]tqrhjcQRbaesu\u0080\u0085\u0086\u0087\u0088\u0089\u008a\u008c\u0093\u0094\u0000\u0001\u00ff";
        return (byte) (rng.nextInt(3) == 0 ? rng.nextInt(256) : likely.charAt(rng.nextInt(likely.length())));
    }

    private static boolean isRefused(Path file, long length) {
        try (Scope scope = Scope.open()) {
            WeightFile read = WeightFile.read(file);
            for (Tensor tensor : read.tensors().values()) {
                assertThat(tensor.elements()).isLessThan(length);
            }
            return false;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
            return true;
        }
    }

    /** A pickle of 40 bytes that claims a text, then a storage, of terabytes. */
    @Test
    void lyingLengthsCostNothing() throws IOException {
        Path file = folder.resolve("lies.th");
        byte[] claim = "\u0080\u0002X\u00ff\u00ff\u00ff\u007fabc.......".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, claim);
        assertThatThrownBy(() -> WeightFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2147483647 bytes");
    }
}
