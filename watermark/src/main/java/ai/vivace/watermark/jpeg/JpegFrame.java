package ai.vivace.watermark.jpeg;

import java.util.List;

/**
 * How the picture of a file is coded.
 *
 * @param process the way of coding
 * @param width in pixels
 * @param height in pixels
 * @param components 1, 3 or 4, of 8 bits each
 */
public record JpegFrame(Process process, int width, int height, List<JpegComponent> components) {
    /** Ways of coding with Huffman codes. */
    public enum Process {
        /** SOF0: blocks one after the other, at most two tables of each class. */
        BASELINE,
        /** SOF1: as baseline, with up to four tables. */
        EXTENDED,
        /** SOF2: coefficients in several scans, from coarse to fine. */
        PROGRESSIVE
    }

    public JpegFrame {
        components = List.copyOf(components);
    }
}
