package ai.vivace.watermark.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers of files that are written again: as they were but for Huffman tables. */
final class Headers {
    private Headers() {}

    /**
     * Writes what stands between two places of a file, without the Huffman tables in it.
     *
     * @param segments of the file, in order
     */
    static void copyWithoutCodes(byte[] file, int from, int to, List<JpegSegment> segments, BitWriter out) {
        int at = from;
        for (JpegSegment segment : segments) {
            if (segment.marker() == Markers.DHT && segment.position() >= at && segment.end() <= to) {
                out.bytes(file, at, segment.position());
                at = segment.end();
            }
        }
        out.bytes(file, at, to);
    }

    /** Writes Huffman tables, which are at the places of a {@link SymbolSink}, as a DHT segment. */
    static void writeCodes(@Nullable HuffmanTable[] tables, BitWriter out) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 0; i < tables.length; i++) {
            HuffmanTable table = tables[i];
            if (table != null) {
                payload.write((i / Scan.SLOTS) << 4 | (i % Scan.SLOTS));
                write(table, payload);
            }
        }
        if (payload.size() > 0) {
            out.bytes(segment(Markers.DHT, payload.toByteArray()));
        }
    }

    private static void write(HuffmanTable table, ByteArrayOutputStream payload) {
        for (int length = 1; length <= HuffmanTable.LONGEST; length++) {
            payload.write(table.count(length));
        }
        for (int place = 0; place < table.size(); place++) {
            payload.write(table.symbol(place));
        }
    }

    /** A segment's bytes. */
    static byte[] segment(int marker, byte[] payload) {
        byte[] segment = new byte[JpegSegment.HEAD + payload.length];
        int length = payload.length + 2;
        segment[0] = (byte) Markers.FULL;
        segment[1] = (byte) marker;
        segment[2] = (byte) (length >>> 8);
        segment[3] = (byte) length;
        System.arraycopy(payload, 0, segment, JpegSegment.HEAD, payload.length);
        return segment;
    }
}
