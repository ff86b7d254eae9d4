package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file whose headers have been read. Nothing of its entropy-coded data has been decoded, and nothing in proportion to its pixels allocated.
 * Safe for several threads.
 */
public final class JpegFile {
    /** The most pixels that {@link #read(byte[])} accepts. */
    public static final long PIXELS = 300_000_000;

    private final byte[] bytes;
    private final JpegFrame frame;
    private final JpegColours colours;
    private final List<JpegSegment> segments;
    private final List<Scan> scans;
    private final int[][] quantisation;
    private final boolean adobe;
    private final boolean ended;
    private @Nullable ScanIndex index;

    JpegFile(
            byte[] bytes,
            JpegFrame frame,
            JpegColours colours,
            List<JpegSegment> segments,
            List<Scan> scans,
            int[][] quantisation,
            boolean ended) {
        this.bytes = bytes;
        this.frame = frame;
        this.colours = colours;
        this.segments = List.copyOf(segments);
        this.scans = List.copyOf(scans);
        this.quantisation = quantisation;
        this.ended = ended;
        adobe = segments.stream().anyMatch(segment -> segment.kind() == SegmentKind.ADOBE);
    }

    /**
     * Reads a file of at most {@link #PIXELS}.
     *
     * @param bytes of the whole file; not copied: leave them alone afterwards
     * @throws InputException when it is no JPEG, has no picture, is damaged in its headers, or is of a kind that is not supported (arithmetic codes,
     *     lossless, hierarchical, 12 bits)
     */
    public static JpegFile read(byte[] bytes) {
        return read(bytes, PIXELS);
    }

    /**
     * Reads a file.
     *
     * @param bytes of the whole file; not copied: leave them alone afterwards
     * @param mostPixels a picture with more is refused
     * @throws InputException as {@link #read(byte[])}
     */
    public static JpegFile read(byte[] bytes, long mostPixels) {
        return new HeaderReader(bytes, mostPixels).read();
    }

    /** The file; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** How the picture is coded. */
    public JpegFrame frame() {
        return frame;
    }

    /** Width in pixels, as stored. */
    public int width() {
        return frame.width();
    }

    /** Height in pixels, as stored. */
    public int height() {
        return frame.height();
    }

    /** What the components stand for. */
    public JpegColours colours() {
        return colours;
    }

    /** All segments, in the order of the file, until the end of the picture. */
    public List<JpegSegment> segments() {
        return segments;
    }

    /** The payload of a segment. */
    public byte[] payload(JpegSegment segment) {
        return Arrays.copyOfRange(bytes, segment.payload(), segment.end());
    }

    /** How many scans the picture is coded in. */
    public int scanCount() {
        return scans.size();
    }

    List<Scan> scans() {
        return scans;
    }

    /**
     * The quantisation table of a component.
     *
     * @param component its place in the frame
     * @return 64 steps in zigzag order
     */
    public int[] quantisation(int component) {
        return quantisation[component].clone();
    }

    /** Whether Adobe's segment is there, so that inks are stored as what they leave white. */
    boolean hasAdobe() {
        return adobe;
    }

    /** Where the picture ends: what follows is no part of it, but kept. The end of the file if the end of the picture is missing. */
    public int trailer() {
        return ended ? segments.get(segments.size() - 1).end() : bytes.length;
    }

    /** Whether the file stops before the picture ends. What {@link JpegPatch} reports is surer, as it has looked at all data. */
    public boolean isTruncated() {
        return !ended;
    }

    /** Whether blocks can be changed in place: there is one scan, which codes everything, and it may be whole by its length. */
    boolean isSequential() {
        Scan scan = scans.get(0);
        // A block takes two bits at least; so a short file cannot ask for much memory.
        long most = (long) (scan.end() - scan.start()) * (Byte.SIZE / 2);
        return frame.process() != JpegFrame.Process.PROGRESSIVE
                && scans.size() == 1
                && scan.parts().size() == frame.components().size()
                && new Grid(frame).allBlocks() <= most;
    }

    /** Where everything lies in the data of a file that is sequential; looked up once. */
    synchronized ScanIndex index() {
        ScanIndex known = index;
        if (known == null) {
            known = ScanIndex.of(this, scans.get(0));
            index = known;
        }
        return known;
    }
}
