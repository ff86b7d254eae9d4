package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Exif of a TIFF, whose tags lie among those of the first page, as a block of its own for other formats. */
final class ExifExtract {
    /** Tags of the page that describe the picture: what, by whom, with what, when. */
    private static final int[] DESCRIBING = {
        270,
        271,
        272,
        TiffTag.ORIENTATION,
        TiffTag.X_RESOLUTION,
        TiffTag.Y_RESOLUTION,
        TiffTag.RESOLUTION_UNIT,
        TiffTag.SOFTWARE,
        306,
        TiffTag.ARTIST,
        TiffTag.COPYRIGHT
    };

    private ExifExtract() {}

    /** Nothing for BigTIFF, whose places have another size, and where Exif is malformed. */
    static Optional<byte[]> of(byte[] file, TiffDirectory page) {
        if (page.structure().isBig()) {
            return Optional.empty();
        }
        byte[] head = {file[0], file[1], file[2], file[3], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        head[page.structure().bytes().isLittle() ? 4 : 7] = 8;
        TiffStructure structure = TiffStructure.of(head, "Exif");
        TiffEditor editor = new TiffEditor(head, structure);
        Map<Integer, TiffEditor.Value> tags = new TreeMap<>();
        try {
            for (int tag : DESCRIBING) {
                page.entry(tag).ifPresent(entry -> tags.put(tag, value(page, entry)));
            }
            for (int tag : new int[] {TiffTag.EXIF, TiffTag.GPS}) {
                Optional<TiffEntry> entry = page.entry(tag);
                if (entry.isPresent()) {
                    TiffDirectory inner = page.structure()
                            .directory(page.number(entry.get(), 0), entry.get().entry());
                    tags.put(tag, editor.numbers(tag, TiffTag.LONG, copied(inner, editor, structure)));
                }
            }
        } catch (InputException e) {
            return Optional.empty();
        }
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        editor.replace(structure.directory(8, structure.firstPointer()), tags);
        return Optional.of(editor.result());
    }

    private static TiffEditor.Value value(TiffDirectory directory, TiffEntry entry) {
        return new TiffEditor.Value(entry.tag(), entry.type(), entry.count(), directory.bytes(entry));
    }

    private static long copied(TiffDirectory inner, TiffEditor editor, TiffStructure structure) {
        Map<Integer, TiffEditor.Value> tags = new TreeMap<>();
        inner.entries().stream()
                .filter(entry -> entry.length() > 0)
                .forEach(entry -> tags.put(entry.tag(), value(inner, entry)));
        // The pointer of the block is turned to the directory for a moment, which is how directories are appended.
        editor.replace(structure.directory(8, structure.firstPointer()), tags);
        return editor.pointer(structure.firstPointer());
    }
}
