package ai.vivace.watermark.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file without data: headers for coefficients that are yet to be written.
 *
 * @param frame how the picture is coded
 * @param colours what its components stand for
 * @param tables quantisation tables, in zigzag order, by their slots
 * @param scans in the order of the file
 * @param restart MCUs between restart markers; 0 for none
 */
record Skeleton(JpegFrame frame, JpegColours colours, List<int[]> tables, List<Part> scans, int restart) {
    private static final int BYTE = 255;

    /**
     * A scan.
     *
     * @param components their places in the frame
     * @param first coefficient, in zigzag order
     * @param last coefficient
     * @param high bit below which coefficients have been coded before; 0 for none
     * @param low lowest bit coded
     */
    record Part(List<Integer> components, int first, int last, int high, int low) {
        /** A sequential scan. */
        static Part of(Integer... components) {
            return new Part(List.of(components), 0, Zigzag.SIZE - 1, 0, 0);
        }
    }

    /** Its headers, read. */
    JpegFile file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        marker(Markers.SOI, out);
        switch (colours) {
            case GREY, YCBCR -> segment(Markers.APP0, jfif(), out);
            case RGB, CMYK -> segment(SegmentKind.ADOBE.marker(), adobe(0), out);
            case YCCK -> segment(SegmentKind.ADOBE.marker(), adobe(2), out);
        }
        for (int slot = 0; slot < tables.size(); slot++) {
            segment(Markers.DQT, quantisation(slot), out);
        }
        int marker =
                switch (frame.process()) {
                    case BASELINE -> Markers.SOF0;
                    case EXTENDED -> Markers.SOF1;
                    case PROGRESSIVE -> Markers.SOF2;
                };
        segment(marker, frameHeader(), out);
        if (restart > 0) {
            segment(Markers.DRI, new byte[] {(byte) (restart >>> 8), (byte) restart}, out);
        }
        for (Part scan : scans) {
            segment(Markers.SOS, scanHeader(scan), out);
        }
        marker(Markers.EOI, out);
        return JpegFile.read(out.toByteArray(), Long.MAX_VALUE);
    }

    /** JFIF 1.01, without a resolution. */
    private static byte[] jfif() {
        return new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    }

    private static byte[] adobe(int transform) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("Adobe".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
        return out.toByteArray();
    }

    private byte[] quantisation(int slot) {
        boolean wide = false;
        for (int step : tables.get(slot)) {
            wide |= step > BYTE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((wide ? 1 : 0) << 4 | slot);
        for (int step : tables.get(slot)) {
            if (wide) {
                out.write(step >>> 8);
            }
            out.write(step);
        }
        return out.toByteArray();
    }

    private byte[] frameHeader() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Byte.SIZE);
        word(frame.height(), out);
        word(frame.width(), out);
        out.write(frame.components().size());
        for (JpegComponent component : frame.components()) {
            out.write(component.id());
            out.write(component.horizontal() << 4 | component.vertical());
            out.write(component.table());
        }
        return out.toByteArray();
    }

    private byte[] scanHeader(Part scan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(scan.components().size());
        for (int component : scan.components()) {
            // Two slots for codes, as for quantisation: luminance and the rest.
            int slot = Math.min(frame.components().get(component).table(), 1);
            out.write(frame.components().get(component).id());
            out.write(slot << 4 | slot);
        }
        out.write(scan.first());
        out.write(scan.last());
        out.write(scan.high() << 4 | scan.low());
        return out.toByteArray();
    }

    private static void segment(int marker, byte[] payload, ByteArrayOutputStream out) {
        out.writeBytes(Headers.segment(marker, payload));
    }

    private static void marker(int marker, ByteArrayOutputStream out) {
        out.write(Markers.FULL);
        out.write(marker);
    }

    private static void word(int word, ByteArrayOutputStream out) {
        out.write(word >>> 8);
        out.write(word);
    }
}
