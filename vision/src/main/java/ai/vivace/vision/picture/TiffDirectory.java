package ai.vivace.vision.picture;

import java.util.HashMap;
import java.util.Map;

/** The first directory of tags of a TIFF, which is also the form of Exif. Only tags with one whole number are read. */
record TiffDirectory(Map<Integer, Long> values) {
    private static final int WIDTH = 0x100;
    private static final int HEIGHT = 0x101;
    private static final int ORIENTATION = 0x112;
    private static final int ENTRY = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    TiffDirectory {
        values = Map.copyOf(values);
    }

    /** Reads the first directory; what is cut off is an {@link IndexOutOfBoundsException}. */
    static TiffDirectory first(Bytes tiff) {
        int at = tiff.offset(4);
        int entries = tiff.unsigned16(at);
        Map<Integer, Long> values = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY;
            int type = tiff.unsigned16(entry + 2);
            boolean single = tiff.unsigned32(entry + 4) == 1;
            if (single && (type == SHORT || type == LONG)) {
                long value = type == SHORT ? tiff.unsigned16(entry + 8) : tiff.unsigned32(entry + 8);
                values.put(tiff.unsigned16(entry), value);
            }
        }
        return new TiffDirectory(values);
    }

    /** The orientation that Exif in a larger file tells; upright when it is damaged, as viewers take it. */
    static Orientation orientationOf(byte[] file, int start) {
        try {
            return first(Bytes.ofTiff(file, start)).orientation();
        } catch (IndexOutOfBoundsException e) {
            return Orientation.UPRIGHT;
        }
    }

    Orientation orientation() {
        return Orientation.of(Math.toIntExact(Math.min(values.getOrDefault(ORIENTATION, 1L), Integer.MAX_VALUE)));
    }

    PictureHeader header() {
        return PictureHeader.of(
                PictureFormat.TIFF, values.getOrDefault(WIDTH, 0L), values.getOrDefault(HEIGHT, 0L), orientation());
    }
}
