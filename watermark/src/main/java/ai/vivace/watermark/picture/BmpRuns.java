package ai.vivace.watermark.picture;

/** Run-length coded rows of Windows bitmaps, of 8 or 4 bits. */
final class BmpRuns {
    private final BmpFile file;
    private final Bytes bytes;
    private final byte[] indices;
    private int at;
    private long x;
    private long line;

    private BmpRuns(BmpFile file) {
        this.file = file;
        bytes = Bytes.little(file.bytes(), "BMP file");
        indices = new byte[PixelLimit.samples(file.width(), file.height(), 1)];
        at = file.pixels();
    }

    /** All indices, a byte each; those that are skipped are 0. */
    static byte[] decode(BmpFile file, Reading reading, Notes notes) {
        BmpRuns runs = new BmpRuns(file);
        if (!runs.run()) {
            reading.damage("The pixels of the BMP file end early.", notes);
        }
        return runs.indices;
    }

    private boolean run() {
        while (at + 2 <= bytes.length()) {
            int count = bytes.u8(at);
            int value = bytes.u8(at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(value, i);
                }
            } else if (value == 0) {
                x = 0;
                line++;
            } else if (value == 1) {
                return true;
            } else if (value == 2) {
                if (at + 2 > bytes.length()) {
                    return false;
                }
                x += bytes.u8(at);
                line += bytes.u8(at + 1);
                at += 2;
            } else if (!absolute(value)) {
                return false;
            }
        }
        // Some writers leave out the mark of the end.
        return line >= file.height() - 1 && (line >= file.height() || x >= file.width());
    }

    private boolean absolute(int count) {
        int length = file.bits() == 8 ? count : (count + 1) / 2;
        if (at + length > bytes.length()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            put(bytes.u8(at + (file.bits() == 8 ? i : i / 2)), i);
        }
        at += length + (length & 1);
        return true;
    }

    /** Sets the next pixel: of 4 bits the upper half of a byte is for even places of a run. */
    private void put(int value, int place) {
        int index = file.bits() == 8 ? value : (place & 1) == 0 ? value >> 4 & 15 : value & 15;
        if (x < file.width() && line < file.height()) {
            int y = (int) (file.isTopDown() ? line : file.height() - 1 - line);
            indices[y * file.width() + (int) x] = (byte) index;
        }
        x++;
    }
}
