package ai.vivace.watermark.jpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The index of files with several pictures, one behind the other: gain maps of phones, previews of cameras (CIPA DC-007, Multi-Picture Format). It
 * says where they begin, and so has to follow when the first one becomes longer or shorter.
 */
final class MultiPicture {
    private static final int ENTRIES = 0xB002;
    private static final int ENTRY_SIZE = 16;
    private static final int FIELD_SIZE = 12;

    private final ByteBuffer index;
    private final int entries;
    private final int count;

    private MultiPicture(ByteBuffer index, int entries, int count) {
        this.index = index;
        this.entries = entries;
        this.count = count;
    }

    /** Makes the index of a file right that was made of another one; anything but positions stays. */
    static void correct(JpegFile from, byte[] written) {
        Optional<JpegSegment> old = segment(from);
        if (old.isEmpty() || from.trailer() == from.bytes().length) {
            return;
        }
        JpegFile to = JpegFile.read(written, Long.MAX_VALUE);
        segment(to).ifPresent(segment -> of(written, segment)
                .ifPresent(index -> index.move(
                        from.trailer() - start(old.get()),
                        to.trailer() - start(segment),
                        to.trailer() - from.trailer())));
    }

    private static Optional<JpegSegment> segment(JpegFile file) {
        return file.segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.MULTI_PICTURE)
                .findFirst();
    }

    /** From where the index counts. */
    private static int start(JpegSegment segment) {
        return segment.payload() + SegmentKind.MULTI_PICTURE.signature().length;
    }

    /** The index in a segment, if it is one: a TIFF structure. */
    private static Optional<MultiPicture> of(byte[] bytes, JpegSegment segment) {
        int length = segment.end() - start(segment);
        if (length < 10) {
            return Optional.empty();
        }
        ByteBuffer index = ByteBuffer.wrap(bytes, start(segment), length).slice();
        index.order(index.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = index.getInt(4) & 0xFFFFFFFFL;
        if (directory > length - 2) {
            return Optional.empty();
        }
        int fields = index.getShort((int) directory) & 0xFFFF;
        for (int field = 0; field < fields; field++) {
            long at = directory + 2 + (long) field * FIELD_SIZE;
            if (at + FIELD_SIZE > length) {
                return Optional.empty();
            }
            if ((index.getShort((int) at) & 0xFFFF) == ENTRIES) {
                long size = index.getInt((int) at + 4) & 0xFFFFFFFFL;
                long entries = index.getInt((int) at + 8) & 0xFFFFFFFFL;
                return entries + size <= length
                        ? Optional.of(new MultiPicture(index, (int) entries, (int) size / ENTRY_SIZE))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Corrects the entries: each has its attributes, the size of the picture, where it begins, and on which others it depends.
     *
     * @param oldEnd where the first picture ended, counted from the index
     * @param newEnd where it ends now
     * @param growth by how many bytes it is longer
     */
    private void move(int oldEnd, int newEnd, int growth) {
        for (int entry = 0; entry < count; entry++) {
            int at = entries + entry * ENTRY_SIZE;
            int offset = index.getInt(at + 8);
            if (offset == 0) {
                index.putInt(at + 4, index.getInt(at + 4) + growth);
            } else if (offset >= oldEnd) {
                index.putInt(at + 8, offset - oldEnd + newEnd);
            }
        }
    }
}
