package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A TIFF with all its pages. Strips and tiles that the mark does not touch stay where they are, byte for byte, and so do all tags; those it touches
 * are written again with the same compression. Pages of kinds that are only read become plain RGB or grey.
 */
final class TiffPicture extends Picture {
    private static final int CR2 = 0x5243;

    private final byte[] bytes;
    private final Reading reading;
    private final TiffStructure structure;
    private final List<TiffPage> pages;
    private final PictureInfo info;

    TiffPicture(byte[] bytes, Reading reading) {
        this.bytes = bytes;
        this.reading = reading;
        Notes notes = new Notes();
        structure = TiffStructure.of(bytes, "TIFF file");
        InputException.require(
                bytes.length < 10
                        || structure.bytes().u16(8) != CR2
                        || structure.firstPointer() != 4
                        || bytes[8] != 'C',
                () ->
                        "Expected a picture, but this TIFF is a raw photo (CR2). Develop it first, then mark the result.");
        List<TiffPage> found = new ArrayList<>();
        structure.directories().forEach(directory -> found.add(TiffPage.of(directory, reading.limit())));
        InputException.require(!found.isEmpty(), () -> "Expected a TIFF with a page, but it has none. Is it complete?");
        reading.limit()
                .checkTogether(found.stream()
                        .mapToLong(page -> (long) page.width() * page.height())
                        .sum());
        pages = List.copyOf(found);
        TiffPage first = pages.get(0);
        if (first.directory().entry(TiffTag.SUB_IFDS).isPresent()) {
            notes.add("The TIFF has smaller copies of the picture (SubIFDs), which are not marked.");
        }
        info = new PictureInfo(
                PictureFormat.TIFF,
                first.width(),
                first.height(),
                ExifBlock.orientation(first.directory(), notes),
                pages.size(),
                Math.min(16, first.bits()),
                first.colours(),
                ExifBlock.resolution(first.directory()),
                new Attachments(
                        value(first, TiffTag.ICC_PROFILE),
                        ExifExtract.of(bytes, first.directory()),
                        value(first, TiffTag.XMP)),
                notes.list());
    }

    private static Optional<byte[]> value(TiffPage page, int tag) {
        return page.directory().entry(tag).map(page.directory()::bytes);
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public void read(Box box, int[] argb) {
        new View(0).read(box, argb);
    }

    /** A page as others see it. */
    private final class View implements Page {
        private final int index;
        private @Nullable Samples samples;

        View(int index) {
            this.index = index;
        }

        @Override
        public int width() {
            return pages.get(index).width();
        }

        @Override
        public int height() {
            return pages.get(index).height();
        }

        @Override
        public Orientation orientation() {
            return ExifBlock.orientation(pages.get(index).directory(), new Notes());
        }

        @Override
        public Optional<Resolution> resolution() {
            return ExifBlock.resolution(pages.get(index).directory());
        }

        @Override
        public void read(Box box, int[] argb) {
            Samples there = samples;
            if (there == null) {
                there = TiffPixels.samples(pages.get(index), index, bytes, reading, new Notes());
                samples = there;
            }
            there.read(box, argb);
        }
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        return TiffPixels.samples(pages.get(0), 0, bytes, reading, notes);
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        Notes notes = new Notes();
        notes.addAll(info.notes());
        TiffEditor editor = new TiffEditor(bytes, structure);
        TiffMetadata metadata = new TiffMetadata(editor, policy, notes);
        boolean shared = TiffMarking.shareBytes(pages);
        List<Map<Integer, TiffEditor.Value>> changes = new ArrayList<>();
        long changed = 0;
        long pixels = 0;
        for (int i = 0; i < pages.size(); i++) {
            TiffPage page = pages.get(i);
            Map<Integer, TiffEditor.Value> ofPage = new TreeMap<>();
            metadata.change(page, i, ofPage);
            TiffMarking marking = new TiffMarking(bytes, page, i, editor, ofPage, reading, notes, shared);
            changed += marking.mark(layers.over(new View(i)));
            pixels += (long) page.width() * page.height();
            changes.add(ofPage);
        }
        for (int i = pages.size() - 1; i >= 0; i--) {
            if (!changes.get(i).isEmpty()) {
                editor.replace(pages.get(i).directory(), changes.get(i));
            }
        }
        return new Composed(editor.result(), PictureFormat.TIFF, Composed.Route.PIXELS, changed, pixels, notes.list());
    }
}
