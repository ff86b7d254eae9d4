package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes a TIFF structure without moving what is in it, so that also what nobody knows, such as the notes of a camera's maker, stays valid: new
 * values and directories are appended, and pointers are turned to them.
 */
final class TiffEditor {
    private final TiffStructure structure;
    private byte[] bytes;
    private int length;

    /** Edits a copy. */
    TiffEditor(byte[] block, TiffStructure structure) {
        this.structure = structure;
        bytes = block.clone();
        length = block.length;
    }

    /** An entry of a directory to be written: its bytes, with values or the place of them. */
    record Value(int tag, int type, long count, byte[] bytes) {}

    byte[] result() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Overwrites bytes that were there from the beginning. */
    void put(long at, byte[] replacement) {
        structure.bytes().require(at, replacement.length);
        System.arraycopy(replacement, 0, bytes, (int) at, replacement.length);
    }

    /** Overwrites bytes with zeros. */
    void clear(long at, long count) {
        structure.bytes().require(at, count);
        Arrays.fill(bytes, (int) at, (int) (at + count), (byte) 0);
    }

    /** Overwrites a pointer. */
    void putOffset(long at, long offset) {
        put(at, number(offset, structure.slot()));
    }

    /** A pointer as it is now. */
    long pointer(int at) {
        long offset = 0;
        for (int i = 0; i < structure.slot(); i++) {
            int place = structure.bytes().isLittle() ? structure.slot() - 1 - i : i;
            offset = offset << 8 | (bytes[at + place] & 255);
        }
        return offset;
    }

    /** Puts bytes behind all that is there, on an even place. */
    long append(byte[] more) {
        int at = length + (length & 1);
        int needed = Math.addExact(at, more.length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, needed * 5L / 4)));
        }
        System.arraycopy(more, 0, bytes, at, more.length);
        length = needed;
        return at;
    }

    /** A number in the structure's byte order. */
    byte[] number(long number, int size) {
        byte[] result = new byte[size];
        for (int i = 0; i < size; i++) {
            result[structure.bytes().isLittle() ? i : size - 1 - i] = (byte) (number >>> (8 * i));
        }
        return result;
    }

    /** Numbers of a type. */
    Value numbers(int tag, int type, long... numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long number : numbers) {
            out.writeBytes(number(number, TiffTag.size(type)));
        }
        return new Value(tag, type, numbers.length, out.toByteArray());
    }

    /** A value that takes an entry away. */
    static Value nothing(int tag) {
        return new Value(tag, TiffTag.BYTE, 0, new byte[0]);
    }

    /**
     * Appends a directory with other entries and makes what pointed at it point there; the next directory stays the next one. Where it was, only
     * unused bytes remain. Of several in a row the last is to be replaced first.
     *
     * @param changed entries by tag
     */
    void replace(TiffDirectory directory, Map<Integer, Value> changed) {
        Map<Integer, byte[]> entries = new TreeMap<>();
        for (TiffEntry entry : directory.entries()) {
            entries.put(entry.tag(), Arrays.copyOfRange(bytes, entry.entry(), entry.entry() + structure.entrySize()));
        }
        changed.forEach((tag, value) -> {
            if (value.count() == 0) {
                entries.remove(tag);
            } else {
                entries.put(tag, entry(value));
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(number(entries.size(), structure.countSize()));
        entries.values().forEach(out::writeBytes);
        out.write(bytes, directory.nextPointer(), structure.slot());
        putOffset(directory.pointer(), append(out.toByteArray()));
    }

    private byte[] entry(Value value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(number(value.tag(), 2));
        out.writeBytes(number(value.type(), 2));
        out.writeBytes(number(value.count(), structure.isBig() ? 8 : 4));
        out.writeBytes(
                value.bytes().length <= structure.slot()
                        ? Arrays.copyOf(value.bytes(), structure.slot())
                        : number(append(value.bytes()), structure.slot()));
        return out.toByteArray();
    }
}
