package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.util.zip.CRC32;

/** The chunks of a PNG, all of which are checked: decoders leave black what is missing, and say nothing. */
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final int LENGTH_AND_TYPE = 8;
    private static final int CHECKSUM = 4;

    private PngHeader() {}

    static PictureHeader read(byte[] file) {
        Bytes bytes = Bytes.big(file);
        Orientation orientation = Orientation.UPRIGHT;
        boolean ended = false;
        int at = SIGNATURE;
        while (!ended && at + LENGTH_AND_TYPE <= file.length) {
            long length = bytes.unsigned32(at);
            long next = at + LENGTH_AND_TYPE + length + CHECKSUM;
            bytes.requireLength(next, "one of its chunks");
            requireChecksum(file, at, (int) length, bytes);
            if (bytes.hasText(at + 4, "eXIf") && length > 8) {
                orientation = TiffDirectory.orientationOf(file, at + LENGTH_AND_TYPE);
            }
            ended = bytes.hasText(at + 4, "IEND");
            at = (int) next;
        }
        InputException.require(ended, () -> "is cut short: its last chunk is missing. Get it anew.");
        InputException.require(
                bytes.hasText(SIGNATURE + 4, "IHDR"), () -> "is damaged: it does not begin with its header.");
        return PictureHeader.of(PictureFormat.PNG, bytes.unsigned32(16), bytes.unsigned32(20), orientation);
    }

    private static void requireChecksum(byte[] file, int at, int length, Bytes bytes) {
        CRC32 sum = new CRC32();
        sum.update(file, at + 4, 4 + length);
        InputException.require(
                sum.getValue() == bytes.unsigned32(at + LENGTH_AND_TYPE + length),
                () -> "is damaged: the checksum at byte " + (at + LENGTH_AND_TYPE + length)
                        + " is wrong. Get it anew.");
    }
}
