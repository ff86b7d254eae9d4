package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegSegment;
import ai.vivace.watermark.jpeg.SegmentKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * The index of files with several pictures (CIPA DC-007): where the others begin, counted from the index, which the first one's new length moves.
 */
final class MultiPicture {
    private static final int NAME = 4;
    private static final int ENTRIES = 0xB002;
    private static final int ENTRY = 16;

    private MultiPicture() {}

    /**
     * Corrects the index, if there is one.
     *
     * @param before the file as it was
     * @param after the file as it is, whose bytes are changed
     */
    static void correct(JpegFile before, byte[] after, Notes notes) {
        if (find(before).isEmpty()) {
            return;
        }
        try {
            JpegFile now = JpegFile.read(after, Long.MAX_VALUE);
            Optional<JpegSegment> index = find(now);
            if (index.isPresent()) {
                correct(before, now, index.get(), after);
            }
        } catch (InputException e) {
            notes.warn(
                    "The index of further pictures in the file is malformed and is kept as it is: " + e.getMessage());
        }
    }

    private static Optional<JpegSegment> find(JpegFile file) {
        return file.segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.MULTI_PICTURE)
                .findFirst();
    }

    private static void correct(JpegFile before, JpegFile now, JpegSegment index, byte[] after) {
        int place = index.payload() + NAME;
        byte[] block = Arrays.copyOfRange(after, place, index.end());
        TiffStructure structure = TiffStructure.of(block, "index of pictures");
        TiffDirectory directory =
                structure.directory(structure.offset(structure.firstPointer()), structure.firstPointer());
        TiffEntry entries = directory
                .entry(ENTRIES)
                .orElseThrow(() -> new InputException("Expected entries in the index of pictures, but found none."));
        TiffEditor editor = new TiffEditor(block, structure);
        int longer = now.trailer() - before.trailer();
        int moved = place - find(before).orElseThrow().payload() - NAME;
        for (long at = entries.at(); at + ENTRY <= entries.at() + entries.length(); at += ENTRY) {
            long offset = structure.bytes().u32(at + 8);
            if (offset == 0) {
                editor.put(at + 4, editor.number(structure.bytes().u32(at + 4) + longer, 4));
            } else {
                editor.put(at + 8, editor.number(offset + longer - moved, 4));
            }
        }
        System.arraycopy(editor.result(), 0, after, place, block.length);
    }
}
