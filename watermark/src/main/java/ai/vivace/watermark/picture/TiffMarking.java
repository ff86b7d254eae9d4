package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Marks a page of a TIFF. */
final class TiffMarking {
    private static final int STRIP = 1 << 16;

    private final byte[] file;
    private final TiffPage page;
    private final int index;
    private final TiffEditor editor;
    private final Map<Integer, TiffEditor.Value> changes;
    private final Reading reading;
    private final Notes notes;
    private final boolean shared;
    private final long[] offsets;
    private final long[] counts;

    /**
     * @param changes of the page's directory; takes what comes of marking
     * @param shared whether strips or tiles of the file share bytes, so that none may be overwritten
     */
    TiffMarking(
            byte[] file,
            TiffPage page,
            int index,
            TiffEditor editor,
            Map<Integer, TiffEditor.Value> changes,
            Reading reading,
            Notes notes,
            boolean shared) {
        this.file = file;
        this.page = page;
        this.index = index;
        this.editor = editor;
        this.changes = changes;
        this.reading = reading;
        this.notes = notes;
        this.shared = shared;
        offsets = page.offsets().clone();
        counts = page.counts().clone();
    }

    /** Whether strips or tiles overlap. */
    static boolean shareBytes(List<TiffPage> pages) {
        List<long[]> ranges = new ArrayList<>();
        for (TiffPage page : pages) {
            for (int i = 0; i < Math.min(page.offsets().length, page.counts().length); i++) {
                ranges.add(new long[] {page.offsets()[i], page.counts()[i]});
            }
        }
        ranges.sort((first, second) -> Long.compare(first[0], second[0]));
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1)[0] + ranges.get(i - 1)[1] > ranges.get(i)[0]) {
                return true;
            }
        }
        return false;
    }

    private Box area() {
        return Box.of(page.width(), page.height());
    }

    /** Marks it and says how many pixels the layers cover. */
    long mark(List<? extends Overlay> overlays) {
        Box bounds = Overlays.bounds(overlays, area());
        if (bounds.isEmpty()) {
            return 0;
        }
        Optional<byte[]> icc = page.directory().entry(TiffTag.ICC_PROFILE).map(page.directory()::bytes);
        boolean grey = page.layout().isGrey() && page.photometric() != TiffPage.PALETTE;
        if (!page.isReadable()) {
            notes.add("A page of the TIFF has a form that is read but not written (compression " + page.compression()
                    + ", photometric " + page.photometric() + ", " + page.bits() + " bits); it is written with "
                    + "Deflate and 8 or 16 bits.");
            rewrite(overlays, icc);
        } else if (page.photometric() == TiffPage.PALETTE) {
            markPalette(MarkColours.in(overlays, icc, Layout.RGB, notes));
        } else if (grey && icc.isEmpty() && !Overlays.areGrey(overlays, area())) {
            rewrite(overlays, icc);
        } else {
            markParts(MarkColours.in(overlays, icc, page.layout(), notes));
        }
        return Overlays.covered(overlays, area());
    }

    private void markParts(List<Overlay> overlays) {
        for (int row = 0; row < page.down(); row++) {
            for (int column = 0; column < page.across(); column++) {
                Box box = page.part(column, row).intersection(area());
                if (overlays.stream().allMatch(overlay -> overlay.isClear(box))) {
                    continue;
                }
                TiffPart part = TiffPart.read(page, file, column, row, reading, notes);
                Samples samples = part.samples();
                overlays.forEach(samples::compose);
                part.set(samples);
                store(part);
            }
        }
        storePlaces();
    }

    private void markPalette(List<Overlay> overlays) {
        Indexed before = TiffPixels.indexed(page, file, reading, notes);
        Optional<Indexed> fitting = before.marked(overlays, before.colours().length);
        if (fitting.isEmpty()) {
            notes.add("The mark's colours do not fit the page's list of 256; it is written with RGB.");
            Samples samples = before.samples(area());
            overlays.forEach(samples::compose);
            writeSamples(samples);
            return;
        }
        Indexed after = fitting.get();
        Box bounds = Overlays.bounds(overlays, area());
        for (int row = 0; row < page.down(); row++) {
            for (int column = 0; column < page.across(); column++) {
                if (page.part(column, row).meets(bounds)) {
                    TiffPart part = TiffPart.read(page, file, column, row, reading, notes);
                    setIndices(part, after);
                    store(part);
                }
            }
        }
        storePlaces();
        if (!Arrays.equals(before.colours(), after.colours())) {
            changes.put(TiffTag.COLOUR_MAP, colourMap(before, after));
        }
    }

    private void setIndices(TiffPart part, Indexed after) {
        Box box = part.box().intersection(area());
        for (int y = box.y(); y < box.bottom(); y++) {
            int to = (y - part.box().y()) * part.box().width();
            System.arraycopy(after.indices(), y * page.width() + box.x(), part.bytes(), to, box.width());
        }
    }

    /** Colours that are new, among the numbers of 16 bits that stay. */
    private TiffEditor.Value colourMap(Indexed before, Indexed after) {
        long[] map = page.directory().numbers(TiffTag.COLOUR_MAP, "colour map");
        int count = map.length / 3;
        for (int i = 0; i < count; i++) {
            int colour = after.colours()[i];
            if (colour != before.colours()[i]) {
                map[i] = 257L * (colour >> 16 & 255);
                map[count + i] = 257L * (colour >> 8 & 255);
                map[2 * count + i] = 257L * (colour & 255);
            }
        }
        return editor.numbers(TiffTag.COLOUR_MAP, TiffTag.SHORT, map);
    }

    private void store(TiffPart part) {
        byte[][] planes = part.encoded();
        for (int plane = 0; plane < planes.length; plane++) {
            int place = page.index(part.column(), part.row(), plane);
            byte[] bytes = planes[plane];
            boolean fits = bytes.length <= counts[place] && offsets[place] + bytes.length <= file.length;
            if (fits && !shared) {
                editor.put(offsets[place], bytes);
            } else {
                offsets[place] = editor.append(bytes);
            }
            counts[place] = bytes.length;
        }
    }

    private void storePlaces() {
        storeNumbers(page.isTiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, page.offsets(), offsets);
        storeNumbers(page.isTiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS, page.counts(), counts);
    }

    /** Overwrites numbers where they are, or makes a new entry when they need more bytes than it has. */
    private void storeNumbers(int tag, long[] before, long[] after) {
        if (Arrays.equals(before, after)) {
            return;
        }
        Optional<TiffEntry> entry = page.directory().entry(tag);
        int size = entry.map(each -> TiffTag.size(each.type())).orElse(0);
        boolean fits =
                entry.isPresent() && Arrays.stream(after).allMatch(number -> number < 1L << Math.min(62, 8 * size));
        if (!fits) {
            changes.put(tag, editor.numbers(tag, TiffTag.LONG, after));
            return;
        }
        for (int i = 0; i < after.length; i++) {
            editor.put(entry.orElseThrow().at() + (long) i * size, editor.number(after[i], size));
        }
    }

    /** All pixels of the page in a form that all programs read. */
    private void rewrite(List<? extends Overlay> overlays, Optional<byte[]> icc) {
        Samples samples = TiffPixels.samples(page, index, file, reading, notes);
        if (samples.layout().isGrey() && icc.isEmpty() && !Overlays.areGrey(overlays, area())) {
            notes.add("A page of the TIFF was grey; it is written with RGB for the mark's colours.");
            samples = samples.coloured();
        }
        MarkColours.in(overlays, icc, samples.layout(), notes).forEach(samples::compose);
        writeSamples(samples);
    }

    private void writeSamples(Samples samples) {
        TiffCoding coding = page.coding().orElse(TiffCoding.DEFLATE);
        int channels = samples.layout().channels();
        int size = samples.depth() / 8;
        int rowBytes = PixelLimit.samples(page.width(), 1, channels * size);
        int rows = Math.max(1, Math.min(page.height(), STRIP / rowBytes));
        int strips = (page.height() + rows - 1) / rows;
        long[] places = new long[strips];
        long[] lengths = new long[strips];
        for (int i = 0; i < strips; i++) {
            int high = Math.min(rows, page.height() - i * rows);
            byte[] encoded = coding.encode(strip(samples, i * rows, high, rowBytes), rowBytes);
            places[i] = editor.append(encoded);
            lengths[i] = encoded.length;
        }
        long[] bits = new long[channels];
        Arrays.fill(bits, samples.depth());
        boolean grey = samples.layout().isGrey();
        put(TiffTag.BITS_PER_SAMPLE, TiffTag.SHORT, bits);
        put(TiffTag.COMPRESSION, TiffTag.SHORT, coding.number());
        put(TiffTag.PHOTOMETRIC, TiffTag.SHORT, grey ? TiffPage.BLACK_IS_ZERO : TiffPage.RGB);
        put(TiffTag.STRIP_OFFSETS, TiffTag.LONG, places);
        put(TiffTag.SAMPLES_PER_PIXEL, TiffTag.SHORT, channels);
        put(TiffTag.ROWS_PER_STRIP, TiffTag.LONG, rows);
        put(TiffTag.STRIP_BYTE_COUNTS, TiffTag.LONG, lengths);
        put(TiffTag.PLANAR_CONFIGURATION, TiffTag.SHORT, 1);
        if (samples.layout().hasAlpha()) {
            put(TiffTag.EXTRA_SAMPLES, TiffTag.SHORT, samples.layout().isTimesAlpha() ? 1 : 2);
        } else {
            drop(TiffTag.EXTRA_SAMPLES);
        }
        TiffTag.OF_OTHER_FORMS.forEach(this::drop);
    }

    private void put(int tag, int type, long... numbers) {
        changes.put(tag, editor.numbers(tag, type, numbers));
    }

    private void drop(int tag) {
        changes.put(tag, TiffEditor.nothing(tag));
    }

    private byte[] strip(Samples samples, int from, int rows, int rowBytes) {
        int first = samples.pixel(0, from) * samples.layout().channels();
        byte[] strip = new byte[rows * rowBytes];
        if (samples instanceof ShortSamples wide) {
            for (int i = 0; i < strip.length / 2; i++) {
                System.arraycopy(editor.number(wide.shorts()[first + i], 2), 0, strip, 2 * i, 2);
            }
        } else {
            System.arraycopy(samples.narrowed().bytes(), first, strip, 0, strip.length);
        }
        return strip;
    }
}
