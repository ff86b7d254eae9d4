package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;

/**
 * The graphic control extension, which precedes a frame.
 *
 * @param flags its first byte
 * @param delay in hundredths of a second
 * @param clear the index that stands for clear, if the flags say so
 * @param written whether the file has it
 */
record GifControl(int flags, int delay, int clear, boolean written) {
    /** Of a frame without one. */
    static final GifControl NONE = new GifControl(0, 0, 0, false);

    private static final int CLEAR = 1;

    /** The index that stands for clear, or -1. */
    int clearIndex() {
        return (flags & CLEAR) == 0 ? -1 : clear;
    }

    /** The same with another clear index. */
    GifControl clearIndex(int index) {
        return new GifControl(flags | CLEAR, delay, index, true);
    }

    /** What becomes of the frame before the next one. */
    Disposal disposal() {
        return switch (flags >> 2 & 7) {
            case 2 -> Disposal.CLEARED;
            // 4 was meant by some old programs as 3 is; browsers follow them.
            case 3, 4 -> Disposal.UNDONE;
            default -> Disposal.KEPT;
        };
    }

    /** What becomes of a frame before the next one. */
    enum Disposal {
        KEPT,
        CLEARED,
        UNDONE
    }

    /** Writes it, unless there is none. */
    void writeTo(ByteArrayOutputStream out) {
        if (!written) {
            return;
        }
        out.writeBytes(
                new byte[] {0x21, (byte) 0xF9, 4, (byte) flags, (byte) delay, (byte) (delay >> 8), (byte) clear, 0});
    }
}
