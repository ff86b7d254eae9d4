package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    private static final String GOLDEN_HEADER = "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
            + "\"n\":{\"dtype\":\"I16\",\"shape\":[1],\"data_offsets\":[16,18]}} ";

    /** By hand: 1, -2, 0.5 and 3 as IEEE 754 binary32, then -2 as a 16-bit number, all little-endian. */
    private static final String GOLDEN_VALUES = "0000803f" + "000000c0" + "0000003f" + "00004040" + "feff";

    @TempDir
    Path folder;

    @Test
    void handWrittenBytesAreRead() throws IOException {
        try (SafetensorsFile file = Safetensors.read(golden())) {
            assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(file.tensors()).containsOnlyKeys("w", "n");
            assertThat(tensor(file, "w").toFloats()).containsExactly(1, -2, 0.5f, 3);
            assertThat(tensor(file, "w").shape()).isEqualTo(Shape.of(2, 2));
            assertThat(tensor(file, "n").toLongs()).containsExactly(-2);
            assertThat(tensor(file, "n").dtype()).isEqualTo(DType.INT16);
        }
    }

    @Test
    void handWrittenBytesAreWritten() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.of(new float[] {1, -2, 0.5f, 3}, Shape.of(2, 2)));
        tensors.put("n", Tensor.ofLongs(-2).to(DType.INT16));
        Path written = folder.resolve("written.safetensors");
        Safetensors.write(written, tensors, Map.of("format", "pt"));
        assertThat(Files.readAllBytes(written)).isEqualTo(Files.readAllBytes(golden()));
    }

    @Test
    void everyTypeComesBackBitForBit() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (DType type : DType.values()) {
            tensors.put("three." + type, Tensor.of(0, 1, 100).to(type));
            tensors.put("scalar." + type, Tensor.scalar(1).to(type));
            tensors.put("none." + type, Tensor.zeros(Shape.of(3, 0), type));
        }
        tensors.put("special", Tensor.of(Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE));
        tensors.put("transposed", Tensor.arange(6).reshape(2, 3).transpose(0, 1));
        tensors.put("", Tensor.of(1));
        tensors.put("größe \"\\\n", Tensor.of(2));
        Path file = folder.resolve("all.safetensors");
        Map<String, String> metadata = Map.of("note", "größe \"\\\n\u0000😀");
        Safetensors.write(file, tensors, metadata);
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
            tensors.forEach((name, tensor) -> {
                assertThat(tensor(read, name).dtype()).isEqualTo(tensor.dtype());
                assertThat(tensor(read, name).shape()).isEqualTo(tensor.shape());
                assertThat(tensor(read, name).toRaw()).as(name).isEqualTo(tensor.toRaw());
            });
        }
        SafetensorsHeader header = Safetensors.readHeader(file);
        assertThat(header.dataStart() % 8).isZero();
        assertThat(header.metadata()).isEqualTo(metadata);
        assertThat(header.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        assertThat(header.dataStart() + header.dataBytes())
                .isEqualTo(file.toFile().length());
    }

    @Test
    void fileWithoutTensorsIsAFile() throws IOException {
        Path file = folder.resolve("empty.safetensors");
        Safetensors.write(file, Map.of(), Map.of());
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.tensors()).isEmpty();
            assertThat(read.metadata()).isEmpty();
        }
        assertThat(Files.readAllBytes(file)).containsExactly(8, 0, 0, 0, 0, 0, 0, 0, '{', '}', 32, 32, 32, 32, 32, 32);
    }

    @Test
    void tensorsAreInTheOrderOfTheirValues() throws IOException {
        Path file = file(
                "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                        + "\"a\":{\"data_offsets\":[0,1],\"shape\":[1],\"dtype\":\"U8\"},"
                        + "\"none\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[1,1]}}",
                new byte[] {5, 6});
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(read.tensors().keySet()).containsExactly("a", "none", "b");
            assertThat(tensor(read, "b").toLongs()).containsExactly(6);
        }
    }

    @Test
    void boolsOtherThanZeroAndOneBecomeTrue() throws IOException {
        Path file = file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[0,3]}}", new byte[] {0, 1, -77});
        try (SafetensorsFile read = Safetensors.read(file)) {
            assertThat(tensor(read, "a").toRaw()).containsExactly(0, 1, 1);
        }
    }

    @Test
    void lyingOffsetsAreRefused() {
        String where = "tensor \"a\" of type float32 and shape [2] takes 8 bytes, but its data_offsets are ";
        assertRefused(tensor("F32", "[2]", "[0,4]"), 4, where + "[0, 4] in 4 bytes of values");
        assertRefused(tensor("F32", "[2]", "[0,8]"), 7, where + "[0, 8] in 7 bytes of values");
        assertRefused(tensor("F32", "[2]", "[8,0]"), 8, where + "[8, 0]");
        assertRefused(tensor("F32", "[2]", "[-8,0]"), 8, "data_offsets that is not a list of at most 2 numbers");
        assertRefused(tensor("F32", "[2]", "[0,8,8]"), 8, "data_offsets that is not a list of at most 2 numbers");
        assertRefused(tensor("F32", "[2]", "[8]"), 8, "lacks its dtype, shape or two data_offsets");
        assertRefused(
                tensor("F32", "[2]", "[9223372036854775800,9223372036854775807]"), 8, "data_offsets are [92233720");
        assertRefused(tensor("F32", "[2]", "[0,99999999999999999999]"), 8, "not well-formed JSON");
    }

    @Test
    void holesOverlapsAndTrailingBytesAreRefused() {
        String byteAt = "\"%s\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
        assertRefused(
                "{" + byteAt.formatted("a", 0, 2) + "," + byteAt.formatted("b", 3, 5) + "}",
                5,
                "tensor \"b\" starts at byte 3 of the values, but the one before ends at 2");
        assertRefused(
                "{" + byteAt.formatted("a", 0, 2) + "," + byteAt.formatted("b", 1, 3) + "}",
                3,
                "tensor \"b\" starts at byte 1 of the values, but the one before ends at 2");
        assertRefused(
                "{" + byteAt.formatted("a", 0, 2) + "}", 3, "its tensors end after 2 bytes of values, but it has 3");
        assertRefused("{}", 1, "its tensors end after 0 bytes of values, but it has 1");
    }

    @Test
    void impossibleShapesAreRefused() {
        assertRefused(tensor("F64", "[4611686018427387904,2]", "[0,0]"), 0, "is larger than any file");
        assertRefused(tensor("U8", "[4294967296,4294967296,0]", "[0,0]"), 0, "is larger than any file");
        assertRefused(tensor("U8", "[-1]", "[0,0]"), 0, "shape that is not a list");
        assertRefused(tensor("U8", "[1.0]", "[0,1]"), 1, "shape that is not a list");
        assertRefused(tensor("U8", "[" + "1,".repeat(64) + "1]", "[0,1]"), 1, "at most 64 numbers");
    }

    @Test
    void malformedHeadersAreRefused() {
        assertRefused(
                tensor("F8_E5M2", "[1]", "[0,1]"), 1, "dtype \"F8_E5M2\", which Vivace does not know. Known: BOOL");
        assertRefused(tensor("f32", "[1]", "[0,4]"), 4, "dtype \"f32\"");
        assertRefused(" {}", 0, "does not start with {");
        assertRefused("", 0, "does not start with {");
        assertRefused("[]", 0, "does not start with {");
        assertRefused("{", 0, "not well-formed JSON");
        assertRefused("{} {}", 0, "something follows the header's end");
        assertRefused("{\"a\":1}", 0, "tensor \"a\" is not described by an object");
        assertRefused("{\"a\":{}}", 0, "tensor \"a\" lacks its dtype");
        assertRefused("{\"__metadata__\":{\"k\":1}}", 0, "__metadata__ \"k\" is not a text");
        assertRefused("{\"__metadata__\":[]}", 0, "__metadata__ is not an object");
        String field = "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1],\"more\":1}}";
        assertRefused(field, 1, "unknown field \"more\"");
    }

    @Test
    void doubledNamesAreRefused() {
        String one = "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertRefused("{" + one + "," + one + "}", 0, "Duplicate field 'a'");
        assertRefused("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "Duplicate field 'k'");
    }

    @Test
    void malformedUnicodeIsRefused() throws IOException {
        byte[] header = "{\"__metadata__\":{\"k\":\"?\"}}".getBytes(StandardCharsets.UTF_8);
        header[header.length - 4] = (byte) 0xff;
        assertThatThrownBy(() -> Safetensors.read(file(header, new byte[0])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its header is not UTF-8");
    }

    @Test
    void headersLongerThanTheFileOrTheBoundAreRefusedUnread() throws IOException {
        for (long length : new long[] {3, 100_000_001, Long.MAX_VALUE, -1}) {
            Path file = folder.resolve("long.safetensors");
            Files.write(
                    file,
                    ByteBuffer.allocate(10)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            assertThatThrownBy(() -> Safetensors.readHeader(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its header should have " + Long.toUnsignedString(length) + " bytes, but");
        }
        Path tiny = Files.write(folder.resolve("tiny"), new byte[7]);
        assertThatThrownBy(() -> Safetensors.read(tiny)).hasMessageContaining("it has 7 bytes");
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("absent")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("absent: there is no such file");
        assertThatThrownBy(() -> Safetensors.read(folder)).isInstanceOf(InputException.class);
    }

    @Test
    void failedWriteLeavesTheOldFile() throws IOException {
        Path file = golden();
        byte[] before = Files.readAllBytes(file);
        Tensor closed = Tensor.of(1, 2);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("first", Tensor.zeros(Shape.of(1000)));
        tensors.put("__metadata__", closed);
        assertThatThrownBy(() -> Safetensors.write(file, tensors, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No tensor can be called __metadata__");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThatThrownBy(() -> Safetensors.write(file.resolve("below"), Map.of(), Map.of()))
                .isInstanceOf(InputException.class);
        assertThat(folder.toFile().list()).containsExactly(file.getFileName().toString());
    }

    @Test
    @Tag("leak")
    void readingAndWritingInAScopeHoldsNothing() throws IOException {
        Path file = golden();
        Path good = Files.move(file, folder.resolve("good"));
        Path broken = file("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", new byte[2]);
        long before = Engine.liveObjects();
        for (int i = 0; i < 100; i++) {
            try (Scope scope = Scope.open()) {
                Safetensors.write(folder.resolve("copy"), Safetensors.read(good).tensors(), Map.of());
            }
            assertThatThrownBy(() -> Safetensors.read(broken)).isInstanceOf(InputException.class);
        }
        assertThat(Engine.liveObjects()).isLessThanOrEqualTo(before);
    }

    private Path golden() throws IOException {
        return file(GOLDEN_HEADER, HexFormat.of().parseHex(GOLDEN_VALUES));
    }

    private void assertRefused(String header, int dataBytes, String message) {
        assertThatThrownBy(() -> Safetensors.read(file(header, new byte[dataBytes])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("file.safetensors")
                .hasMessageContaining(message);
    }

    private Path file(String header, byte[] values) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8), values);
    }

    private Path file(byte[] header, byte[] values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        bytes.write(header);
        bytes.write(values);
        return Files.write(folder.resolve("file.safetensors"), bytes.toByteArray());
    }

    private static String tensor(String dtype, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets);
    }

    private static Tensor tensor(SafetensorsFile file, String name) {
        Tensor tensor = file.tensors().get(name);
        assertThat(tensor).as(name).isNotNull();
        return Objects.requireNonNull(tensor);
    }
}
