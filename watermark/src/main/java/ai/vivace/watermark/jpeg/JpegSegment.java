package ai.vivace.watermark.jpeg;

/**
 * A marker segment of a file: the marker, the length, the payload. Entropy-coded data, which follows the header of a scan, belongs to no segment.
 *
 * @param marker the marker's second byte, such as 0xE1 for APP1
 * @param kind what is in it, as far as its first bytes tell
 * @param position of the marker's first byte in the file
 * @param end of the segment: the position behind its last byte
 */
public record JpegSegment(int marker, SegmentKind kind, int position, int end) {
    /** Bytes before a payload: the marker and the length. */
    static final int HEAD = 4;

    /** The standard's name of the marker, such as APP1. */
    public String name() {
        return Markers.name(marker);
    }

    /** Where the payload begins in the file; the end for markers without one, such as SOI. */
    public int payload() {
        return Math.min(position + HEAD, end);
    }

    /** Bytes of the payload, without marker and length. */
    public int length() {
        return end - payload();
    }
}
