package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TIFF file, or the block of the same form in which other formats hold Exif: a byte order, and directories that point at each other. BigTIFF, with
 * numbers of eight bytes, too.
 */
final class TiffStructure {
    /** More directories in a row than this are a loop or nonsense. */
    private static final int MOST_DIRECTORIES = 1 << 16;

    private final Bytes bytes;
    private final boolean big;

    private TiffStructure(Bytes bytes, boolean big) {
        this.bytes = bytes;
        this.big = big;
    }

    /**
     * Opens a structure.
     *
     * @param what it is, for errors
     */
    static TiffStructure of(byte[] block, String what) {
        InputException.require(
                block.length >= 8 && (block[0] == 'I' || block[0] == 'M') && block[1] == block[0],
                () -> "Expected the " + what + " to begin with a byte order, II or MM, but it does not.");
        Bytes bytes = block[0] == 'I' ? Bytes.little(block, what) : Bytes.big(block, what);
        int version = bytes.u16(2);
        InputException.require(
                version == 42 || version == 43,
                () -> "Expected the " + what + " to have version 42 or 43, but found " + version + ".");
        return new TiffStructure(bytes, version == 43);
    }

    Bytes bytes() {
        return bytes;
    }

    boolean isBig() {
        return big;
    }

    /** Where the number stands that leads to the first directory. */
    int firstPointer() {
        return big ? 8 : 4;
    }

    /** Bytes of the number of entries. */
    int countSize() {
        return big ? 8 : 2;
    }

    int entrySize() {
        return big ? 20 : 12;
    }

    /** Bytes of a number that is a place, and of what an entry can hold itself. */
    int slot() {
        return big ? 8 : 4;
    }

    long offset(long at) {
        return big ? bytes.u64(at) : bytes.u32(at);
    }

    /** All directories of the chain that begins in the header. */
    List<TiffDirectory> directories() {
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        int pointer = firstPointer();
        for (long at = offset(pointer); at != 0; at = offset(pointer)) {
            long place = at;
            InputException.require(
                    seen.add(at) && directories.size() < MOST_DIRECTORIES,
                    () -> "Expected directories of a TIFF structure in a row, but the one at " + place
                            + " comes twice. The file is damaged.");
            TiffDirectory directory = directory(at, pointer);
            directories.add(directory);
            pointer = directory.nextPointer();
        }
        return directories;
    }

    /** The directory at a place. */
    TiffDirectory directory(long at, int pointer) {
        long count = big ? bytes.u64(at) : bytes.u16(at);
        InputException.require(
                count >= 0 && count <= 0xFFFF,
                () -> "Expected a TIFF directory at " + at + ", but it says it has " + count + " entries.");
        bytes.require(at, countSize() + count * entrySize() + slot());
        List<TiffEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry((int) at + countSize() + i * entrySize()));
        }
        return new TiffDirectory(
                this, (int) at, pointer, List.copyOf(entries), offset(at + countSize() + count * entrySize()));
    }

    private TiffEntry entry(int at) {
        int type = bytes.u16(at + 2);
        long count = big ? bytes.u64(at + 4) : bytes.u32(at + 4);
        int value = at + (big ? 12 : 8);
        // Longer than any file, but not so long that sums overflow.
        long length = count < 0 || count > Integer.MAX_VALUE ? Integer.MAX_VALUE : count * TiffTag.size(type);
        return new TiffEntry(bytes.u16(at), type, count, length <= slot() ? value : offset(value), length, at);
    }
}
