package ai.vivace.watermark.jpeg;

/** The data of a scan from restart marker to restart marker. */
final class Intervals {
    private final BitReader in;
    private final Scan scan;
    private int number = -1;
    private int stop;

    Intervals(BitReader in, Scan scan) {
        this.in = in;
        this.scan = scan;
        stop = scan.start();
    }

    /** Brings the reader to the next interval's first bit; false if it is not there, or not the one that should follow. */
    boolean next() {
        int from = stop;
        if (number >= 0) {
            int code = Markers.afterFill(in.bytes, stop);
            if (stop >= scan.end() || (in.bytes[code] & 0xFF) != Markers.RST0 + (number & 7)) {
                // What is lost stays lost: later data may belong to any place.
                stop = scan.end();
                return false;
            }
            from = code + 1;
        }
        number++;
        stop = scan.restart() == 0 ? scan.end() : Markers.next(in.bytes, from);
        in.seek(from, stop);
        return true;
    }

    /** The byte at which the interval's data ends. */
    int stop() {
        return stop;
    }
}
