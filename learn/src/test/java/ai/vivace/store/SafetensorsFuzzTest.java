package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, it is read or refused with an InputException; anything else fails these tests. */
class SafetensorsFuzzTest {
    private static final int FLIPS = 4_000;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private byte[] whole = {};

    @BeforeEach
    void writeSmallFile() throws IOException {
        file = folder.resolve("small.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("layer.weight", Tensor.arange(6).reshape(2, 3).to(DType.FLOAT32));
        tensors.put("layer.bias", Tensor.of(1, 0).to(DType.BOOL));
        tensors.put("count", Tensor.ofLongs(7).reshape());
        Safetensors.write(file, tensors, Map.of("key", "value"));
        whole = Files.readAllBytes(file);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InputException.class);
        }
    }

    @Test
    void everyExtensionIsRefused() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(InputException.class);
    }

    @Test
    void changedBytesAreReadOrRefused() throws IOException {
        Rng rng = Rng.of(1).split("flips");
        int refused = 0;
        int headerEnd = (int) Safetensors.readHeader(file).dataStart();
        for (int round = 0; round < FLIPS; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + rng.nextInt(3); flips > 0; flips--) {
                changed[rng.nextInt(headerEnd)] = anyByte(rng);
            }
            Files.write(file, changed);
            refused += isRefused() ? 1 : 0;
        }
        // Texts of names and metadata may change freely, all else not.
        assertThat(refused).isBetween(FLIPS / 2, FLIPS - 1);
    }

    /** Mostly what JSON is made of, as other bytes are refused soon. */
    private static byte anyByte(Rng rng) {
        String likely = "0123456789-{}[],:\"\\ eEFIU";
        return (byte) (rng.nextInt(2) == 0 ? rng.nextInt(256) : likely.charAt(rng.nextInt(likely.length())));
    }

    private boolean isRefused() {
        try (Scope scope = Scope.open()) {
            SafetensorsFile read = Safetensors.read(file);
            long bytes = read.tensors().values().stream()
                    .mapToLong(tensor -> tensor.elements() * tensor.dtype().bytes())
                    .sum();
            assertThat(bytes).isLessThan(whole.length);
            return false;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining("small.safetensors");
            return true;
        }
    }
}
