package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG of any process, for files that are only read.
 *
 * @param process the number of the SOF marker: 0 is baseline, 2 progressive, 9 and 10 are arithmetic
 * @param width in pixels
 * @param height in pixels
 * @param depth bits of a sample
 * @param components 1, 3 or 4
 * @param applications payloads of APP1 and APP2 before it
 */
record JpegHeader(int process, int width, int height, int depth, int components, List<byte[]> applications) {
    private static final int SOF0 = 0xC0;
    private static final int SOS = 0xDA;

    /** Whether the process has Huffman codes and eight bits, so that blocks can be changed. */
    boolean isPatchable() {
        return process <= 2 && depth == 8;
    }

    /** Finds the header. */
    static JpegHeader of(byte[] file) {
        Bytes bytes = Bytes.big(file, "JPEG file");
        List<byte[]> applications = new ArrayList<>();
        int at = 2;
        while (true) {
            while (bytes.u8(at) == 0xFF && bytes.u8(at + 1L) == 0xFF) {
                at++;
            }
            int marker = bytes.u8(at + 1L);
            int place = at;
            InputException.require(
                    bytes.u8(at) == 0xFF && marker != SOS,
                    () -> "Expected the size of a JPEG before its pixels, but found none at byte " + place
                            + ". The file is damaged; copy it again.");
            boolean frame = marker >= SOF0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new JpegHeader(
                        marker - SOF0,
                        bytes.u16(at + 7L),
                        bytes.u16(at + 5L),
                        bytes.u8(at + 4L),
                        bytes.u8(at + 9L),
                        applications);
            }
            if (marker == JpegMetadata.APP1 || marker == JpegMetadata.APP2) {
                applications.add(bytes.slice(at + 4L, Math.max(0, bytes.u16(at + 2L) - 2)));
            }
            boolean alone = (marker >= 0xD0 && marker <= 0xD8) || marker == 1;
            at += alone ? 2 : 2 + Math.max(2, bytes.u16(at + 2L));
        }
    }
}
