package ai.vivace.base;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of protocol buffers being written: fields of a number and a value, in the order in which they are added. A message inside
 * another one must be complete when it is added.
 *
 * <p>Large contents are not copied: they are asked for when the message is written.
 */
public final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final List<AtomicFile.Content> before = new ArrayList<>();
    private ByteArrayOutputStream last = new ByteArrayOutputStream();
    private long beforeBytes;

    /** An empty message. */
    public Protobuf() {}

    /** How many bytes the message has so far. */
    public long size() {
        return beforeBytes + last.size();
    }

    /** A whole number. */
    public Protobuf integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A number of 32 bits. */
    public Protobuf real(int field, float value) {
        tag(field, FIXED32);
        fixed(value);
        return this;
    }

    /** A text. */
    public Protobuf text(int field, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        tag(field, LENGTH);
        varint(content.length);
        last.writeBytes(content);
        return this;
    }

    /** Whole numbers in one field. */
    public Protobuf integers(int field, List<Long> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::varint);
        return message(field, packed);
    }

    /** Numbers of 32 bits in one field. */
    public Protobuf floats(int field, List<Float> values) {
        Protobuf packed = new Protobuf();
        values.forEach(packed::fixed);
        return message(field, packed);
    }

    /** Bytes that are written when the message is. */
    public Protobuf content(int field, long length, AtomicFile.Content content) {
        tag(field, LENGTH);
        varint(length);
        append(length, content);
        return this;
    }

    /** A message inside this one. */
    public Protobuf message(int field, Protobuf message) {
        tag(field, LENGTH);
        varint(message.size());
        if (message.before.isEmpty()) {
            last.writeBytes(message.last.toByteArray());
        } else {
            append(message.size(), message::writeTo);
        }
        return this;
    }

    /** Writes all of it. */
    public void writeTo(OutputStream out) throws IOException {
        for (AtomicFile.Content content : before) {
            content.writeTo(out);
        }
        last.writeTo(out);
    }

    private void append(long length, AtomicFile.Content content) {
        ByteArrayOutputStream done = last;
        before.add(done::writeTo);
        before.add(content);
        beforeBytes += done.size() + length;
        last = new ByteArrayOutputStream();
    }

    private void tag(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        long left = value;
        while (left >>> 7 != 0) {
            last.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        last.write((int) left);
    }

    private void fixed(float value) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            last.write(bits >>> shift);
        }
    }
}
