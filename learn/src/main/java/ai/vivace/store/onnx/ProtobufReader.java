package ai.vivace.store.onnx;

import ai.vivace.base.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the fields of a message of protocol buffers that somebody else wrote. It never reads beyond the message, whatever lengths say,
 * and takes memory for nothing but texts that are asked for.
 */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;
    private static final int LONGEST_TEXT = 1 << 16;

    private final String where;
    private final ByteBuffer bytes;
    private final int end;
    private int field;
    private int kind;
    private long number;
    private int contentStart;
    private int contentEnd;

    /** A message from a place to another of some bytes, of which positions are absolute. */
    ProtobufReader(String where, ByteBuffer bytes, int start, int end) {
        this.where = where;
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.bytes.limit(end).position(start);
        this.end = end;
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (bytes.position() == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        contentStart = bytes.position();
        switch (kind) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case LENGTH -> {
                long length = varint();
                contentStart = bytes.position();
                skip(length);
            }
            default -> throw damaged("a field of an unknown kind");
        }
        contentEnd = bytes.position();
        return true;
    }

    /** The field's number. */
    int field() {
        return field;
    }

    /** A whole number. */
    long integer() {
        require(kind == VARINT, "a whole number");
        return number;
    }

    /** A text, of bounded length. */
    String text() {
        require(kind == LENGTH && contentEnd - contentStart <= LONGEST_TEXT, "a text");
        byte[] text = new byte[contentEnd - contentStart];
        bytes.get(contentStart, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A message inside this one, or whole numbers or bytes one after the other. */
    ProtobufReader message() {
        require(kind == LENGTH, "a message");
        return new ProtobufReader(where, bytes, contentStart, contentEnd);
    }

    /** Whether the field has a length and content. */
    boolean hasContent() {
        return kind == LENGTH;
    }

    /** Where the content starts. */
    int start() {
        return contentStart;
    }

    /** How many bytes of content there are. */
    int length() {
        return contentEnd - contentStart;
    }

    /** Whether whole numbers that stand one after the other have come to their end. */
    boolean isAtEnd() {
        return bytes.position() == end;
    }

    /** One of whole numbers that stand one after the other. */
    long varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (bytes.position() == end) {
                throw damaged("a number that does not end");
            }
            byte part = bytes.get();
            value |= (long) (part & 127) << (7 * i);
            if (part >= 0) {
                return value;
            }
        }
        throw damaged("a number that is too long");
    }

    private void skip(long length) {
        if (length < 0 || length > end - bytes.position()) {
            throw damaged("a field that is longer than what it is in");
        }
        bytes.position(bytes.position() + (int) length);
    }

    private void require(boolean holds, String expected) {
        if (!holds) {
            throw damaged("no " + expected + " where one should be, in field " + field);
        }
    }

    InputException damaged(String what) {
        return new InputException(
                where + " is damaged or not an ONNX file: it has " + what + ". Copy or download it again.");
    }
}
