package ai.vivace.store.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Protobuf;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWeightsTest {
    @TempDir
    private Path folder;

    private static Protobuf tensor(String name, List<Long> sizes, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return new Protobuf()
                .integers(1, sizes)
                .integer(2, 1)
                .text(8, name)
                .bytes(9, raw.capacity(), out -> out.write(raw.array()));
    }

    private static Protobuf node(String operator, String first, String second, String output) {
        return new Protobuf().text(1, first).text(1, second).text(2, output).text(4, operator);
    }

    private Path written(Protobuf graph) throws IOException {
        Path file = folder.resolve("model.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            new Protobuf().integer(1, 8).text(2, "test").message(7, graph).writeTo(out);
        }
        return file;
    }

    /** As exporters write a linear map: its weight has a number for a name, the bias has one that tells. */
    private static Protobuf linear() {
        return new Protobuf()
                .message(1, node("MatMul", "input", "onnx::MatMul_7", "product"))
                .message(1, node("Add", "layer.dense.bias", "product", "output"))
                .message(5, tensor("layer.dense.bias", List.of(2L), 7, 8))
                .message(5, tensor("onnx::MatMul_7", List.of(3L, 2L), 1, 2, 3, 4, 5, 6));
    }

    @Test
    void weightsOfLinearMapsGetTheNamesOfTheirBiases() throws IOException {
        Path file = written(linear());
        try (Scope scope = Scope.open();
                OnnxWeights weights = OnnxWeights.read(file)) {
            Map<String, Tensor> named = weights.named();
            assertThat(named).containsOnlyKeys("layer.dense.bias", "layer.dense.weight");
            Tensor weight = Objects.requireNonNull(named.get("layer.dense.weight"));
            assertThat(weight.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(weight.toFloats()).containsExactly(1, 3, 5, 2, 4, 6);
            assertThat(Objects.requireNonNull(named.get("layer.dense.bias")).toFloats())
                    .containsExactly(7, 8);
            assertThat(weights.nodes().get(1).inputs()).containsExactly("layer.dense.bias", "product");
        }
    }

    @Test
    void numbersInAnotherFileAreRefused() throws IOException {
        Path file =
                written(new Protobuf().message(5, tensor("a", List.of(1L), 1).integer(14, 1)));
        assertThatThrownBy(() -> OnnxWeights.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("in another file");
    }

    @Test
    void sizesThatLieTakeNoMemory() throws IOException {
        for (List<Long> sizes :
                List.of(List.of(2L), List.of(1L << 40), List.of(1L << 31, 1L << 31, 1L << 31), List.of(-1L))) {
            Path file = written(new Protobuf().message(5, tensor("a", sizes, 1)));
            assertThatThrownBy(() -> OnnxWeights.read(file)).isInstanceOf(InputException.class);
        }
        assertThatThrownBy(() -> OnnxWeights.read(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such file");
    }

    // Whatever is cut off or changed, it is read or it is an input error.
    @Test
    void damagedFilesAreInputErrors() throws IOException {
        byte[] whole = Files.readAllBytes(written(linear()));
        Path file = folder.resolve("damaged.onnx");
        Rng rng = Rng.of(1);
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = i < whole.length ? Arrays.copyOf(whole, i) : whole.clone();
            if (i >= whole.length) {
                for (int change = 0; change < 3; change++) {
                    bytes[rng.nextInt(bytes.length)] = (byte) rng.nextInt(256);
                }
            }
            Files.write(file, bytes);
            try (Scope scope = Scope.open();
                    OnnxWeights weights = OnnxWeights.read(file)) {
                assertThat(weights.named()).isNotNull();
            } catch (InputException e) {
                assertThat(e.getMessage()).contains("damaged.onnx");
            }
        }
    }
}
