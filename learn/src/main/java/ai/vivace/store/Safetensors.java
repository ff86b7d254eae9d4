package ai.vivace.store;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes named tensors in the safetensors format (github.com/huggingface/safetensors, format 0.4): the length of the
 * header, the header as JSON, and the values one after the other.
 *
 * <p>Nothing in such a file is code. A file is checked before any of its numbers is used: a truncated, oversized or lying one
 * is an {@link InputException} that names the file, the tensor, what was expected and what came, and reading takes little more
 * memory than the file has bytes. Files and tensors may be larger than 2 GiB.
 */
public final class Safetensors {
    /** The longest header that is read or written, in bytes; the reference implementation's. */
    static final int LONGEST_HEADER = 100_000_000;

    static final String METADATA = "__metadata__";

    /** The header is padded so that values start at a multiple of this, as in the reference implementation. */
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /**
     * Reads a file.
     *
     * @throws InputException when it is missing, unreadable, damaged or not in this format
     */
    public static SafetensorsFile read(Path file) {
        try (FileChannel channel = FileChannel.open(file);
                Scope scope = Scope.open()) {
            SafetensorsHeader header = header(file, channel);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, SafetensorsHeader.Entry> entry :
                    header.tensors().entrySet()) {
                tensors.put(entry.getKey(), values(channel, header.dataStart(), entry.getValue()));
            }
            tensors.values().forEach(scope::keep);
            return new SafetensorsFile(header.metadata(), tensors);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads what a file says about itself; however large it is, this takes only as long as its header is.
     *
     * @throws InputException as {@link #read}
     */
    public static SafetensorsHeader readHeader(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return header(file, channel);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Writes a file, whole or not at all. The reference implementation orders tensors by type and name; this keeps the map's
     * order. Tensors that share memory are written once each.
     *
     * @param tensors the tensors by name, of any device and layout
     * @param metadata free texts by key
     * @throws InputException when the file cannot be written or a name is {@code __metadata__}
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        AtomicFile.write(file, out -> {
            byte[] header = header(tensors, metadata);
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Tensor tensor : tensors.values()) {
                tensor.write(out);
            }
        });
    }

    private static SafetensorsHeader header(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        InputException.require(
                size >= Long.BYTES,
                () -> file + " is not a safetensors file: it has " + size + " bytes, too few for a header's length.");
        long length = ByteBuffer.wrap(bytes(channel, 0, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        InputException.require(
                length >= 0 && length <= LONGEST_HEADER && length <= size - Long.BYTES,
                () -> file + " is damaged or not a safetensors file: its header should have "
                        + Long.toUnsignedString(length) + " bytes, but the file has " + size
                        + " and a header at most " + LONGEST_HEADER + ".");
        byte[] json = bytes(channel, Long.BYTES, (int) length);
        long dataStart = Long.BYTES + length;
        return new SafetensorsHeaderParser(file.toString(), json, dataStart, size - dataStart).parse();
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes;
    }

    private static Tensor values(FileChannel channel, long dataStart, SafetensorsHeader.Entry entry)
            throws IOException {
        long position = dataStart + entry.begin();
        if (entry.dtype() == DType.BOOL) {
            // For the engine a bool that is neither 0 nor 1 is undefined.
            return Tensor.read(channel, position, entry.shape(), DType.UINT8).ne(0);
        }
        return Tensor.read(channel, position, entry.shape(), entry.dtype());
    }

    private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writePOJOField(METADATA, metadata);
            }
            long position = 0;
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                position = describe(json, entry.getKey(), entry.getValue(), position);
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        InputException.require(
                bytes.size() <= LONGEST_HEADER,
                () -> "Names and metadata take " + bytes.size() + " bytes, but a safetensors header may have at most "
                        + LONGEST_HEADER + ". Store less in the metadata.");
        return bytes.toByteArray();
    }

    private static long describe(JsonGenerator json, String name, Tensor tensor, long begin) throws IOException {
        InputException.require(
                !name.equals(METADATA), () -> "No tensor can be called " + METADATA + " in a safetensors file.");
        long end = begin + tensor.elements() * tensor.dtype().bytes();
        json.writeObjectFieldStart(name);
        json.writeStringField("dtype", ElementCode.of(tensor.dtype()).name());
        writeLongs(json, "shape", tensor.shape().toArray());
        writeLongs(json, "data_offsets", begin, end);
        json.writeEndObject();
        return end;
    }

    private static void writeLongs(JsonGenerator json, String name, long... numbers) throws IOException {
        json.writeFieldName(name);
        json.writeArray(numbers, 0, numbers.length);
    }

    private static InputException unreadable(Path file, IOException e) {
        String reason = e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return new InputException("Cannot read " + file + ": " + reason + ".", e);
    }
}
