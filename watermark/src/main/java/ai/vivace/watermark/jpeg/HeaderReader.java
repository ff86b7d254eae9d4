package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a file and what they say: annex B of the standard. */
final class HeaderReader {
    /** More scans than any encoder makes; each costs a walk over all blocks, whatever its length. */
    private static final int MOST_SCANS = 100;

    private static final int MOST_BLOCKS = 10;
    private static final int PRECISION = 8;

    private final byte[] bytes;
    private final long mostPixels;
    private final List<JpegSegment> segments = new ArrayList<>();
    private final List<Scan> scans = new ArrayList<>();
    private final int[] @Nullable [] quantisation = new int[Scan.SLOTS][];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[Scan.SLOTS];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[Scan.SLOTS];
    private int[] @Nullable [] used = new int[0][];
    private @Nullable JpegFrame frame;
    private int restart;
    private boolean ended;

    HeaderReader(byte[] bytes, long mostPixels) {
        this.bytes = bytes;
        this.mostPixels = mostPixels;
    }

    JpegFile read() {
        if (bytes.length < 2 || at(0) != Markers.FULL || at(1) != Markers.SOI) {
            throw new InputException("A JPEG begins with the bytes FF D8, but this file of " + bytes.length
                    + " bytes does not. Give a JPEG, or convert the file.");
        }
        int position = 0;
        while (position < bytes.length && !ended) {
            position = segment(position);
        }
        JpegFrame known = requireFrame("its end");
        if (scans.isEmpty()) {
            throw new InputException("This JPEG has headers, but no picture data: the file is cut off or damaged.");
        }
        requirePixels(known);
        return new JpegFile(bytes, known, colours(known), segments, scans, usedTables(known), ended);
    }

    /** Reads what begins at a marker; gives the place of the next one. */
    private int segment(int position) {
        int code = Markers.afterFill(bytes, position);
        if (code >= bytes.length) {
            return bytes.length;
        }
        int marker = at(code);
        int start = code - 1;
        if (Markers.isAlone(marker)) {
            segments.add(new JpegSegment(marker, SegmentKind.STRUCTURE, start, code + 1));
            ended = marker == Markers.EOI;
            return Markers.next(bytes, code + 1);
        }
        int payload = start + JpegSegment.HEAD;
        int end = payload <= bytes.length ? code + 1 + word(code + 1) : Integer.MAX_VALUE;
        if (end > bytes.length && !scans.isEmpty()) {
            return bytes.length;
        }
        if (end < payload || end > bytes.length) {
            throw new InputException(
                    "The " + Markers.name(marker) + " segment at byte " + start + " of this JPEG does not fit into its "
                            + bytes.length + " bytes: the file is cut off or damaged.");
        }
        JpegSegment segment = new JpegSegment(marker, SegmentKind.of(marker, bytes, payload, end), start, end);
        segments.add(segment);
        interpret(segment);
        return marker == Markers.SOS ? scans.get(scans.size() - 1).end() : Markers.next(bytes, end);
    }

    private void interpret(JpegSegment segment) {
        int marker = segment.marker();
        if (Markers.isFrame(marker)) {
            readFrame(segment);
            return;
        }
        switch (marker) {
            case Markers.DQT -> readQuantisation(segment);
            case Markers.DHT -> readHuffman(segment);
            case Markers.DRI -> {
                require(segment.length() >= 2, segment, "has no restart interval");
                restart = word(segment.payload());
            }
            case Markers.SOS -> readScan(segment);
            case Markers.DNL -> readLines(segment);
            case Markers.DHP, Markers.EXP -> throw unsupported("hierarchical");
            case Markers.DAC -> throw unsupported("arithmetic coding");
            default -> {
                // Application data and comments say nothing about the picture.
            }
        }
    }

    // ---- the frame

    private void readFrame(JpegSegment segment) {
        JpegFrame.Process process =
                switch (segment.marker()) {
                    case Markers.SOF0 -> JpegFrame.Process.BASELINE;
                    case Markers.SOF1 -> JpegFrame.Process.EXTENDED;
                    case Markers.SOF2 -> JpegFrame.Process.PROGRESSIVE;
                    case 0xC3 -> throw unsupported("lossless");
                    case 0xC9, 0xCA -> throw unsupported("arithmetic coding");
                    case 0xCB -> throw unsupported("lossless, arithmetic coding");
                    default -> throw unsupported("hierarchical");
                };
        require(frame == null, segment, "is the second frame");
        require(segment.length() >= 6, segment, "is too short");
        int at = segment.payload();
        if (at(at) != PRECISION) {
            throw unsupported(at(at) + " bits a sample");
        }
        int height = word(at + 1);
        int width = word(at + 3);
        int count = at(at + 5);
        require(width > 0, segment, "says that the picture is 0 pixels wide");
        if (count != 1 && count != 3 && count != 4) {
            throw unsupported(count + " components");
        }
        require(segment.length() >= 6 + 3 * count, segment, "is too short for its " + count + " components");
        List<JpegComponent> components = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            components.add(component(segment, at + 6 + 3 * c));
        }
        frame = new JpegFrame(process, width, height, components);
        used = new int[count][];
        if (height > 0) {
            requirePixels(frame);
        }
    }

    private JpegComponent component(JpegSegment segment, int at) {
        JpegComponent component = new JpegComponent(at(at), at(at + 1) >>> 4, at(at + 1) & 15, at(at + 2));
        require(
                component.horizontal() >= 1
                        && component.horizontal() <= 4
                        && component.vertical() >= 1
                        && component.vertical() <= 4,
                segment,
                "has sampling factors " + component.horizontal() + " x " + component.vertical() + " instead of 1 to 4");
        require(component.table() < Scan.SLOTS, segment, "has quantisation table " + component.table());
        return component;
    }

    private void readLines(JpegSegment segment) {
        JpegFrame known = requireFrame("DNL");
        require(segment.length() >= 2, segment, "is too short");
        int height = word(segment.payload());
        if (known.height() == 0) {
            require(height > 0, segment, "says that the picture has no lines");
            frame = new JpegFrame(known.process(), known.width(), height, known.components());
        }
    }

    private void requirePixels(JpegFrame known) {
        if (known.height() == 0) {
            throw new InputException("This JPEG does not say how high it is: the file is damaged.");
        }
        long pixels = (long) known.width() * known.height();
        if (pixels > mostPixels) {
            throw new InputException("This JPEG has " + known.width() + " x " + known.height() + " = " + pixels
                    + " pixels, but at most " + mostPixels + " are allowed. Raise the limit if it is to be trusted.");
        }
    }

    private JpegFrame requireFrame(String before) {
        JpegFrame known = frame;
        if (known == null) {
            throw new InputException(
                    "This JPEG has no frame header before " + before + ": the file is cut off or damaged.");
        }
        return known;
    }

    // ---- tables

    private void readQuantisation(JpegSegment segment) {
        int at = segment.payload();
        while (at < segment.end()) {
            int wide = at(at) >>> 4;
            int slot = at(at) & 15;
            int size = Zigzag.SIZE << Math.min(wide, 1);
            require(
                    wide <= 1 && slot < Scan.SLOTS && at + 1 + size <= segment.end(),
                    segment,
                    "is no quantisation table");
            int[] steps = new int[Zigzag.SIZE];
            for (int k = 0; k < steps.length; k++) {
                steps[k] = wide == 0 ? at(at + 1 + k) : word(at + 1 + 2 * k);
                require(steps[k] > 0, segment, "has a quantisation step of 0");
            }
            quantisation[slot] = steps;
            at += 1 + size;
        }
    }

    private void readHuffman(JpegSegment segment) {
        int at = segment.payload();
        while (at < segment.end()) {
            int group = at(at) >>> 4;
            int slot = at(at) & 15;
            require(
                    group <= 1 && slot < Scan.SLOTS && at + 1 + HuffmanTable.LONGEST <= segment.end(),
                    segment,
                    "is no Huffman table");
            HuffmanTable table = huffman(segment, at + 1);
            (group == 0 ? dc : ac)[slot] = table;
            at += 1 + HuffmanTable.LONGEST + table.size();
        }
    }

    private HuffmanTable huffman(JpegSegment segment, int at) {
        int[] counts = new int[HuffmanTable.LONGEST + 1];
        int size = 0;
        for (int length = 1; length <= HuffmanTable.LONGEST; length++) {
            counts[length] = at(at + length - 1);
            size += counts[length];
        }
        int from = at + HuffmanTable.LONGEST;
        require(size <= 256 && from + size <= segment.end(), segment, "has " + size + " Huffman codes");
        int[] symbols = new int[size];
        for (int i = 0; i < size; i++) {
            symbols[i] = at(from + i);
        }
        try {
            return new HuffmanTable(counts, symbols);
        } catch (InputException e) {
            throw new InputException(
                    "The Huffman table at byte " + at + " of this JPEG is wrong: " + e.getMessage()
                            + ". The file is damaged.",
                    e);
        }
    }

    // ---- scans

    private void readScan(JpegSegment segment) {
        JpegFrame known = requireFrame("its scan");
        int at = segment.payload();
        int count = segment.length() > 0 ? at(at) : 0;
        require(
                count >= 1
                        && count <= known.components().size()
                        && segment.length() >= 1 + 2 * count + 3
                        && scans.size() < MOST_SCANS,
                segment,
                "has " + count + " components and is scan " + (scans.size() + 1));
        List<Scan.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(segment, known, at(at + 1 + 2 * i), at(at + 2 + 2 * i)));
        }
        requireLegal(segment, known, parts);
        int rest = at + 1 + 2 * count;
        boolean progressive = known.process() == JpegFrame.Process.PROGRESSIVE;
        int first = progressive ? at(rest) : 0;
        int last = progressive ? at(rest + 1) : Zigzag.SIZE - 1;
        int high = progressive ? at(rest + 2) >>> 4 : 0;
        int low = progressive ? at(rest + 2) & 15 : 0;
        require(
                !progressive
                        || (first <= last
                                && last < Zigzag.SIZE
                                && (first == 0 ? last == 0 : count == 1)
                                && low <= 13
                                && (high == 0 || high == low + 1)),
                segment,
                "asks for coefficients " + first + " to " + last + ", bits " + high + " to " + low);
        scans.add(new Scan(segment, dataEnd(segment.end()), parts, first, last, high, low, restart));
    }

    private Scan.Part part(JpegSegment segment, JpegFrame known, int id, int slots) {
        int dcSlot = slots >>> 4;
        int acSlot = slots & 15;
        require(dcSlot < Scan.SLOTS && acSlot < Scan.SLOTS, segment, "has unknown Huffman tables");
        for (int c = 0; c < known.components().size(); c++) {
            if (known.components().get(c).id() == id) {
                if (used[c] == null) {
                    used[c] = quantisation[known.components().get(c).table()];
                }
                return new Scan.Part(c, dcSlot, acSlot, dc[dcSlot], ac[acSlot]);
            }
        }
        throw new InputException("The scan at byte " + segment.position() + " of this JPEG has component " + id
                + ", which the frame does not have: the file is damaged.");
    }

    private void requireLegal(JpegSegment segment, JpegFrame known, List<Scan.Part> parts) {
        int blocks = 0;
        for (int i = 0; i < parts.size(); i++) {
            JpegComponent component = known.components().get(parts.get(i).component());
            blocks += component.horizontal() * component.vertical();
            require(
                    i == 0 || parts.get(i).component() > parts.get(i - 1).component(),
                    segment,
                    "has its components in another order than the frame");
        }
        require(parts.size() == 1 || blocks <= MOST_BLOCKS, segment, "has " + blocks + " blocks in an MCU");
    }

    /** Where the data of a scan ends, beyond its restart markers. */
    private int dataEnd(int start) {
        int at = Markers.next(bytes, start);
        while (at < bytes.length) {
            int code = Markers.afterFill(bytes, at);
            if (code >= bytes.length || !Markers.isRestart(at(code))) {
                return at;
            }
            at = Markers.next(bytes, code + 1);
        }
        return at;
    }

    // ---- what follows of it

    private int[][] usedTables(JpegFrame known) {
        int[][] tables = new int[used.length][];
        for (int c = 0; c < tables.length; c++) {
            int[] table = used[c] != null
                    ? used[c]
                    : quantisation[known.components().get(c).table()];
            if (table == null) {
                throw new InputException("Component " + (c + 1)
                        + " of this JPEG has no quantisation table: the file is cut off or damaged.");
            }
            tables[c] = table;
        }
        return tables;
    }

    /** What components stand for, by the rules that libjpeg has made common. */
    private JpegColours colours(JpegFrame known) {
        int transform = adobeTransform();
        return switch (known.components().size()) {
            case 1 -> JpegColours.GREY;
            case 4 -> transform == 2 ? JpegColours.YCCK : JpegColours.CMYK;
            default -> {
                boolean rgb = transform == 0 || (transform < 0 && isNamedRgb(known));
                yield rgb && !hasKind(SegmentKind.JFIF) ? JpegColours.RGB : JpegColours.YCBCR;
            }
        };
    }

    private static boolean isNamedRgb(JpegFrame known) {
        return known.components().get(0).id() == 'R'
                && known.components().get(1).id() == 'G'
                && known.components().get(2).id() == 'B';
    }

    private boolean hasKind(SegmentKind kind) {
        return segments.stream().anyMatch(segment -> segment.kind() == kind);
    }

    /** The transform of Adobe's segment; -1 if there is none. */
    private int adobeTransform() {
        int transform = -1;
        for (JpegSegment segment : segments) {
            if (segment.kind() == SegmentKind.ADOBE && segment.length() >= 12) {
                transform = at(segment.payload() + 11);
            }
        }
        return transform;
    }

    // ---- bytes

    private int at(int position) {
        return bytes[position] & 0xFF;
    }

    private int word(int position) {
        return at(position) << 8 | at(position + 1);
    }

    private static void require(boolean condition, JpegSegment segment, String fault) {
        if (!condition) {
            throw new InputException("The " + segment.name() + " segment at byte " + segment.position()
                    + " of this JPEG " + fault + ": the file is damaged.");
        }
    }

    private static InputException unsupported(String kind) {
        return new InputException(
                "JPEGs with Huffman codes, 8 bits a sample and 1, 3 or 4 components are supported, but"
                        + " this one is of another kind: " + kind + ". Convert it first.");
    }
}
