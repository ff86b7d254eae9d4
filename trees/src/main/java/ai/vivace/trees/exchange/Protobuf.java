package ai.vivace.trees.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message of protocol buffers being written: fields of a number and a value. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Protobuf integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Protobuf text(int field, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        tag(field, LENGTH);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    /** Numbers in one field. */
    Protobuf integers(int field, List<Long> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::varint);
        return message(field, packed);
    }

    /** Numbers in one field. */
    Protobuf floats(int field, List<Float> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::fixed);
        return message(field, packed);
    }

    Protobuf message(int field, Protobuf message) {
        tag(field, LENGTH);
        varint(message.bytes.size());
        bytes.writeBytes(message.bytes.toByteArray());
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    private void tag(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        long left = value;
        while (left >>> 7 != 0) {
            bytes.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    private void fixed(float value) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(bits >>> shift);
        }
    }
}
