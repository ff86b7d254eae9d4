package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;

/** A strip or tile of a TIFF page, in memory: its bytes, as they are without compression and prediction, and samples of them. */
final class TiffPart {
    private final TiffPage page;
    private final boolean little;
    private final int column;
    private final int row;
    private final Box box;
    /** One for all channels, or one for each. */
    private final byte[][] planes;

    private TiffPart(TiffPage page, int column, int row, byte[][] planes) {
        this.page = page;
        this.little = page.directory().structure().bytes().isLittle();
        this.column = column;
        this.row = row;
        this.box = page.part(column, row);
        this.planes = planes;
    }

    /** Decodes a part. */
    static TiffPart read(TiffPage page, byte[] file, int column, int row, Reading reading, Notes notes) {
        int planes = page.isSeparate() ? page.channels() : 1;
        TiffPart part = new TiffPart(page, column, row, new byte[planes][]);
        int length = PixelLimit.samples(part.box.width(), part.box.height(), page.together() * page.bits() / 8);
        for (int plane = 0; plane < planes; plane++) {
            part.planes[plane] = new byte[length];
            part.decode(file, plane, reading, notes);
        }
        return part;
    }

    private void decode(byte[] file, int plane, Reading reading, Notes notes) {
        int index = page.index(column, row, plane);
        long at = page.offsets()[index];
        long length = Math.min(page.counts()[index], file.length - at);
        int done = at <= file.length && length > 0
                ? page.coding().orElseThrow().decode(file, (int) at, (int) length, planes[plane])
                : 0;
        if (done < planes[plane].length) {
            reading.damage(
                    "A strip or tile of the TIFF file has only " + done + " of its " + planes[plane].length + " bytes.",
                    notes);
        }
        if (page.predictor() == 2) {
            predict(planes[plane], Direction.OFF);
        }
    }

    /** Whether differences to the left neighbour are put on or taken off. */
    private enum Direction {
        ON,
        OFF
    }

    private int rowBytes() {
        return box.width() * page.together() * page.bits() / 8;
    }

    private void predict(byte[] bytes, Direction direction) {
        for (int from = 0; from < bytes.length; from += rowBytes()) {
            if (page.bits() == 8) {
                predictBytes(bytes, from, direction);
            } else {
                predictShorts(bytes, from, direction);
            }
        }
    }

    private void predictBytes(byte[] bytes, int from, Direction direction) {
        int step = page.together();
        int end = from + rowBytes();
        if (direction == Direction.OFF) {
            for (int i = from + step; i < end; i++) {
                bytes[i] += bytes[i - step];
            }
        } else {
            for (int i = end - 1; i >= from + step; i--) {
                bytes[i] -= bytes[i - step];
            }
        }
    }

    private void predictShorts(byte[] bytes, int from, Direction direction) {
        int step = 2 * page.together();
        int end = from + rowBytes();
        if (direction == Direction.OFF) {
            for (int i = from + step; i < end; i += 2) {
                put(bytes, i, get(bytes, i) + get(bytes, i - step));
            }
        } else {
            for (int i = end - 2; i >= from + step; i -= 2) {
                put(bytes, i, get(bytes, i) - get(bytes, i - step));
            }
        }
    }

    private int get(byte[] bytes, int at) {
        return little ? (bytes[at + 1] & 255) << 8 | (bytes[at] & 255) : (bytes[at] & 255) << 8 | (bytes[at + 1] & 255);
    }

    private void put(byte[] bytes, int at, int value) {
        bytes[little ? at + 1 : at] = (byte) (value >> 8);
        bytes[little ? at : at + 1] = (byte) value;
    }

    Box box() {
        return box;
    }

    /** The bytes of the only plane: the indices of a palette. */
    byte[] bytes() {
        return planes[0];
    }

    /** The channels of colour and alpha. */
    Samples samples() {
        Layout layout = page.layout();
        if (page.bits() == 8) {
            ByteSamples samples = ByteSamples.of(box, layout);
            for (int c = 0; c < layout.channels(); c++) {
                int flip = flip(c);
                byte[] from = plane(c);
                byte[] to = samples.bytes();
                for (int i = start(c), k = c; k < to.length; i += page.together(), k += layout.channels()) {
                    to[k] = (byte) (from[i] ^ flip);
                }
            }
            return samples;
        }
        ShortSamples samples = ShortSamples.of(box, layout);
        for (int c = 0; c < layout.channels(); c++) {
            int flip = flip(c);
            byte[] from = plane(c);
            short[] to = samples.shorts();
            for (int i = start(c), k = c; k < to.length; i += page.together(), k += layout.channels()) {
                to[k] = (short) (get(from, 2 * i) ^ flip);
            }
        }
        return samples;
    }

    /** Puts samples back; other channels stay. */
    void set(Samples samples) {
        Layout layout = samples.layout();
        for (int c = 0; c < layout.channels(); c++) {
            int flip = flip(c);
            byte[] to = plane(c);
            if (samples instanceof ShortSamples wide) {
                short[] from = wide.shorts();
                for (int i = start(c), k = c; k < from.length; i += page.together(), k += layout.channels()) {
                    put(to, 2 * i, from[k] ^ flip);
                }
            } else {
                byte[] from = samples.narrowed().bytes();
                for (int i = start(c), k = c; k < from.length; i += page.together(), k += layout.channels()) {
                    to[i] = (byte) (from[k] ^ flip);
                }
            }
        }
    }

    private byte[] plane(int channel) {
        return planes[page.isSeparate() ? channel : 0];
    }

    private int start(int channel) {
        return page.isSeparate() ? 0 : channel;
    }

    /** Where zero is white, the grey is turned round. */
    private int flip(int channel) {
        return page.photometric() == TiffPage.WHITE_IS_ZERO && channel == 0 ? 0xFFFF : 0;
    }

    /** The bytes of each plane as they are in a file. */
    byte[][] encoded() {
        byte[][] encoded = new byte[planes.length][];
        for (int plane = 0; plane < planes.length; plane++) {
            byte[] bytes = planes[plane].clone();
            if (page.predictor() == 2) {
                predict(bytes, Direction.ON);
            }
            encoded[plane] = page.coding().orElseThrow().encode(bytes, rowBytes());
        }
        return encoded;
    }

    int column() {
        return column;
    }

    int row() {
        return row;
    }
}
