package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Orientation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Exif of a picture: a TIFF structure whose first directory describes the picture, and whose second may hold a thumbnail. */
final class ExifBlock {
    private static final String WHAT = "Exif";

    private final byte[] block;
    private final TiffStructure structure;
    private final List<TiffDirectory> directories;

    private ExifBlock(byte[] block, TiffStructure structure, List<TiffDirectory> directories) {
        this.block = block;
        this.structure = structure;
        this.directories = directories;
    }

    /** Reads a block; nothing, and a note, when it is malformed. */
    static Optional<ExifBlock> of(byte[] block, Notes notes) {
        try {
            TiffStructure structure = TiffStructure.of(block, WHAT);
            List<TiffDirectory> directories = structure.directories();
            if (!directories.isEmpty()) {
                return Optional.of(new ExifBlock(block, structure, directories));
            }
            notes.warn("The Exif has no tags; it is kept as it is.");
        } catch (InputException e) {
            notes.warn("The Exif is malformed and is kept as it is: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** A block that says how a picture is to be shown and no more. */
    static byte[] of(Orientation orientation) {
        byte[] block = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        block[19] = (byte) orientation.tag();
        return block;
    }

    /** How the picture is to be shown; as stored where the tag is missing or has no such value. */
    static Orientation orientation(TiffDirectory directory, Notes notes) {
        Optional<TiffEntry> entry = directory.entry(TiffTag.ORIENTATION);
        if (entry.isEmpty()) {
            return Orientation.UPRIGHT;
        }
        try {
            long tag = directory.number(entry.get(), 0);
            if (tag >= 1 && tag <= 8) {
                return Orientation.ofTag((int) tag);
            }
            // Some cameras write 0 for "unknown".
            if (tag != 0) {
                notes.warn("The Exif says orientation " + tag + ", where 1 to 8 was expected; it is ignored.");
            }
        } catch (InputException e) {
            notes.warn("The Exif orientation cannot be read and is ignored: " + e.getMessage());
        }
        return Orientation.UPRIGHT;
    }

    Orientation orientation(Notes notes) {
        return orientation(directories.get(0), notes);
    }

    /** The density of pixels, in inches. */
    static Optional<Resolution> resolution(TiffDirectory directory) {
        try {
            long unit = directory.number(TiffTag.RESOLUTION_UNIT, 2);
            Optional<Double> across = directory.fraction(TiffTag.X_RESOLUTION);
            Optional<Double> down = directory.fraction(TiffTag.Y_RESOLUTION);
            if (across.isEmpty() || down.isEmpty() || (unit != 2 && unit != 3)) {
                return Optional.empty();
            }
            double inch = unit == 2 ? 1 : 2.54;
            return Optional.of(new Resolution(across.get() * inch, down.get() * inch));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    Optional<Resolution> resolution() {
        return resolution(directories.get(0));
    }

    private boolean hasThumbnail() {
        return directories.size() > 1;
    }

    /** The block after what a policy asks; the same array when that is nothing. */
    byte[] changed(MetadataPolicy policy, Notes notes) {
        TiffDirectory first = directories.get(0);
        Map<Integer, TiffEditor.Value> changes = credits(policy);
        boolean drop = policy.thumbnail() == MetadataPolicy.Thumbnail.DROPPED && hasThumbnail();
        if (hasThumbnail() && !drop) {
            notes.add("The small copy within the Exif shows the picture without its mark; it can be dropped.");
        }
        if (changes.isEmpty() && !drop) {
            return block;
        }
        TiffEditor editor = new TiffEditor(block, structure);
        if (drop) {
            clearThumbnail(editor);
            editor.putOffset(first.nextPointer(), 0);
        }
        if (!changes.isEmpty()) {
            editor.replace(first, changes);
        }
        return editor.result();
    }

    private void clearThumbnail(TiffEditor editor) {
        TiffDirectory second = directories.get(1);
        long at = second.number(TiffTag.THUMBNAIL_OFFSET, 0);
        long length = second.number(TiffTag.THUMBNAIL_LENGTH, 0);
        if (at > 0 && at + length <= block.length) {
            editor.clear(at, length);
        }
    }

    /** The tags of who made a picture and whose it is. */
    static Map<Integer, TiffEditor.Value> credits(MetadataPolicy policy) {
        Map<Integer, TiffEditor.Value> changes = new TreeMap<>();
        policy.author().ifPresent(author -> changes.put(TiffTag.ARTIST, ascii(TiffTag.ARTIST, author)));
        policy.copyright().ifPresent(text -> changes.put(TiffTag.COPYRIGHT, ascii(TiffTag.COPYRIGHT, text)));
        return changes;
    }

    /** Text as UTF-8, which Exif 3.0 allows and most programs have written before. */
    private static TiffEditor.Value ascii(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return new TiffEditor.Value(tag, TiffTag.ASCII, bytes.length, bytes);
    }

    /** All that is needed of Exif for the look of a picture: nothing, when it is shown as it is stored. */
    static Optional<byte[]> look(Orientation orientation) {
        return orientation == Orientation.UPRIGHT ? Optional.empty() : Optional.of(of(orientation));
    }

    /** A new block with the credits of a policy, if there are any, and the orientation, if it is needed. */
    static Optional<byte[]> credited(MetadataPolicy policy, Orientation orientation) {
        return policy.hasCredits()
                ? of(of(orientation), new Notes()).map(exif -> exif.changed(policy, new Notes()))
                : look(orientation);
    }
}
