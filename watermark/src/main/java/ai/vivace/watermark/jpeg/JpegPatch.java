package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Overlay;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts overlays on a JPEG without coding it anew: only blocks in which an overlay is visible change. Their samples are decoded, blended and coded by
 * the file's own quantisation tables and sampling; every other coefficient stays exactly what it was, and so do headers, metadata and what follows
 * the picture, but for Huffman tables where they lack a code, and positions of further pictures in the index of a file that has several.
 */
public final class JpegPatch {
    private JpegPatch() {}

    /**
     * A file with overlays on it.
     *
     * @param bytes of the file
     * @param report what was done
     */
    public record Patched(byte[] bytes, PatchReport report) {}

    /**
     * Puts overlays on a picture.
     *
     * @param file what to mark; a truncated one is completed with grey
     * @param overlays in pixels as they are stored, the lowest first; their colours in the file's own space. Where the file has inks, they mix with
     *     what the inks show, and the black one gives way to them. At the right and the bottom, where blocks reach over the edge, what is outside is
     *     taken to be as the last pixels inside
     * @throws InputException when the picture's data is damaged, or its sampling factors do not divide each other
     */
    public static Patched apply(JpegFile file, List<Overlay> overlays) {
        McuBlend blend = new McuBlend(file, overlays);
        BitSet touched = blend.touched();
        if (touched.isEmpty()) {
            return new Patched(file.bytes(), report(file, PatchReport.Path.UNCHANGED, 0, file.isTruncated()));
        }
        if (file.isSequential() && !file.isTruncated() && file.index().isComplete()) {
            return patch(file, blend, touched);
        }
        return recode(file, blend, touched);
    }

    private static PatchReport report(JpegFile file, PatchReport.Path path, long changed, boolean truncated) {
        return new PatchReport(path, changed, new Grid(file.frame()).allBlocks(), truncated);
    }

    // ---- files of one sequential scan

    private static Patched patch(JpegFile file, McuBlend blend, BitSet touched) {
        Scan scan = file.index().scan();
        ScanPatch patch = new ScanPatch(file, file.index(), blend, touched);
        BitWriter data = new BitWriter(expected(scan));
        CodeSink sink = new CodeSink(data, CodeSink.tables(scan));
        patch.write(data, sink);
        if (sink.isLacking()) {
            return patchAnew(file, patch);
        }
        if (patch.changed() == 0) {
            return new Patched(file.bytes(), report(file, PatchReport.Path.UNCHANGED, 0, false));
        }
        byte[] bytes = assembled(file, data, sink.hasAdditions() ? sink.tables() : null);
        return new Patched(bytes, report(file, PatchReport.Path.BLOCKS, patch.changed(), false));
    }

    private static Patched patchAnew(JpegFile file, ScanPatch patch) {
        Scan scan = file.index().scan();
        BitWriter data = new BitWriter(expected(scan));
        @Nullable HuffmanTable[] tables = CodeSink.tables(scan);
        for (int i = 0; i < tables.length; i++) {
            HuffmanTable table = tables[i];
            tables[i] = table == null
                    ? null
                    : OptimalCodes.completed(
                            table, i < Scan.SLOTS ? OptimalCodes.Coefficients.DC : OptimalCodes.Coefficients.AC);
        }
        patch.writeAnew(data, new CodeSink(data, tables));
        return new Patched(
                assembled(file, data, tables), report(file, PatchReport.Path.RECODED, patch.changed(), false));
    }

    /** How long the data of a scan will probably be. */
    private static int expected(Scan scan) {
        int length = scan.end() - scan.start();
        return length + (length >>> 4) + 1024;
    }

    private static byte[] assembled(JpegFile file, BitWriter data, @Nullable HuffmanTable @Nullable [] tables) {
        Scan scan = file.index().scan();
        byte[] from = file.bytes();
        BitWriter out = new BitWriter(from.length - (scan.end() - scan.start()) + data.length());
        if (tables == null) {
            out.bytes(from, 0, scan.start());
        } else {
            Headers.copyWithoutCodes(from, 0, scan.header().position(), file.segments(), out);
            Headers.writeCodes(tables, out);
            out.bytes(from, scan.header().position(), scan.start());
        }
        data.copyTo(out);
        out.bytes(from, scan.end(), from.length);
        byte[] bytes = out.toBytes();
        MultiPicture.correct(file, bytes);
        return bytes;
    }

    // ---- any other file

    private static Patched recode(JpegFile file, McuBlend blend, BitSet touched) {
        JpegCoefficients coefficients = JpegCoefficients.read(file);
        long changed = 0;
        short[] blocks = new short[new Grid(file.frame()).blocks() * Zigzag.SIZE];
        for (int mcu = touched.nextSetBit(0); mcu >= 0; mcu = touched.nextSetBit(mcu + 1)) {
            coefficients.readMcu(mcu, blocks);
            int count = blend.apply(mcu, blocks);
            if (count > 0) {
                coefficients.writeMcu(mcu, blocks);
                changed += count;
            }
        }
        boolean truncated = !coefficients.isComplete();
        return changed == 0
                ? new Patched(file.bytes(), report(file, PatchReport.Path.UNCHANGED, 0, truncated))
                : new Patched(coefficients.write(), report(file, PatchReport.Path.RECODED, changed, truncated));
    }
}
