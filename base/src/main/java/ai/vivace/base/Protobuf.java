package ai.vivace.base;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of protocol buffers being written: fields of a number and a value, in the order in which they are added.
 *
 * <p>What is large need not be in memory: {@link #bytes} takes content that is made when the message is written.
 */
public final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED = 5;

    private final List<Part> parts = new ArrayList<>();
    private ByteArrayOutputStream open = new ByteArrayOutputStream();

    /** What stands between two places of the message. */
    private record Part(long length, AtomicFile.Content content) {}

    /** An empty message. */
    public Protobuf() {}

    /** A whole number, as int32, int64, bool or an enum's. */
    public Protobuf integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A text. */
    public Protobuf text(int field, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        tag(field, LENGTH);
        varint(content.length);
        open.writeBytes(content);
        return this;
    }

    /** A float. */
    public Protobuf number(int field, float value) {
        tag(field, FIXED);
        fixed(value);
        return this;
    }

    /** Whole numbers in one field. */
    public Protobuf integers(int field, List<Long> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::varint);
        return message(field, packed);
    }

    /** Floats in one field. */
    public Protobuf floats(int field, List<Float> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::fixed);
        return message(field, packed);
    }

    /** Another message as it is now. */
    public Protobuf message(int field, Protobuf message) {
        tag(field, LENGTH);
        varint(message.length());
        return append(message);
    }

    /** The fields of another message, as it is now, behind those of this one. */
    public Protobuf append(Protobuf message) {
        message.close();
        close();
        parts.addAll(message.parts);
        return this;
    }

    /**
     * Bytes that are made when the message is written, at each writing anew.
     *
     * @param length how many they are
     */
    public Protobuf bytes(int field, long length, AtomicFile.Content content) {
        tag(field, LENGTH);
        varint(length);
        close();
        parts.add(new Part(length, content));
        return this;
    }

    /** How many bytes are written. */
    public long length() {
        return open.size() + parts.stream().mapToLong(Part::length).sum();
    }

    /** Writes the message, without its length. */
    public void writeTo(OutputStream out) throws IOException {
        for (Part part : parts) {
            part.content().writeTo(out);
        }
        open.writeTo(out);
    }

    /** Makes a part of what is open. */
    private void close() {
        if (open.size() > 0) {
            byte[] done = open.toByteArray();
            parts.add(new Part(done.length, out -> out.write(done)));
            open = new ByteArrayOutputStream();
        }
    }

    private void tag(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        long left = value;
        while (left >>> 7 != 0) {
            open.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        open.write((int) left);
    }

    private void fixed(float value) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            open.write(bits >>> shift);
        }
    }
}
