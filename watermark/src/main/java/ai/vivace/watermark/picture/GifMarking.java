package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks the frames of a GIF one after the other. Two screens are drawn on: what a viewer of the file before sees, and what one of the new file
 * sees. A frame draws what it drew, with the mark's colours, and in addition whatever of the marked picture is not on the second screen yet.
 */
final class GifMarking {
    private final GifFile file;
    private final Reading reading;
    private final Notes notes;
    private final List<? extends Overlay> overlays;
    private final Box marked;
    private final GifCanvas before;
    private final GifCanvas after;
    private long changed;

    GifMarking(GifFile file, List<? extends Overlay> overlays, Reading reading, Notes notes) {
        this.file = file;
        this.overlays = overlays;
        this.reading = reading;
        this.notes = notes;
        marked = Overlays.bounds(overlays, file.screen());
        before = new GifCanvas(file.screen());
        after = new GifCanvas(file.screen());
    }

    /** How many pixels were drawn otherwise than before. */
    long changed() {
        return changed;
    }

    /** A frame to be written. */
    private record Drawn(Box box, byte[] indices, GifColours colours, GifControl control) {}

    /** Writes a frame, with its control extension. */
    void write(GifFile.Block block, GifFrame frame, ByteArrayOutputStream out) {
        byte[] indices = GifCodes.decode(file.bytes(), frame, reading, notes);
        int[] colours = file.colours(frame);
        GifControl control = frame.control();
        GifControl.Disposal disposal = control.disposal();
        before.draw(frame.box(), indices, colours, control.clearIndex(), disposal);
        int[] target = target();
        Box box = frame.box().union(missing(target, frame.box()));
        long drawnBefore = changed;
        Drawn drawn = drawn(frame, indices, colours, box, target);
        boolean same = changed == drawnBefore;
        if (same) {
            control.writeTo(out);
            out.write(file.bytes(), block.at(), block.end() - block.at());
            after.draw(frame.box(), indices, colours, control.clearIndex(), disposal);
            after.dispose(frame.box(), disposal);
        } else {
            write(drawn, frame, out);
            after.draw(box, drawn.indices, drawn.colours.colours(), drawn.colours.clear(), disposal);
            after.dispose(box, disposal);
        }
        before.dispose(frame.box(), disposal);
    }

    /** What a viewer should see now. */
    private int[] target() {
        int[] target = before.argb().clone();
        if (marked.isEmpty()) {
            return target;
        }
        ByteSamples samples = ByteSamples.of(marked, Layout.RGBA);
        byte[] bytes = samples.bytes();
        int k = 0;
        for (int y = marked.y(); y < marked.bottom(); y++) {
            for (int x = marked.x(); x < marked.right(); x++, k += 4) {
                int colour = target[y * file.screen().width() + x];
                bytes[k] = (byte) (colour >> 16);
                bytes[k + 1] = (byte) (colour >> 8);
                bytes[k + 2] = (byte) colour;
                bytes[k + 3] = (byte) (colour >>> 24);
            }
        }
        overlays.forEach(samples::compose);
        int[] row = new int[marked.width()];
        for (int y = marked.y(); y < marked.bottom(); y++) {
            samples.read(new Box(marked.x(), y, marked.width(), 1), row);
            for (int x = 0; x < row.length; x++) {
                // A GIF has no half clear pixels.
                target[y * file.screen().width() + marked.x() + x] = row[x] >>> 24 >= 128 ? row[x] | 0xFF000000 : 0;
            }
        }
        return target;
    }

    /** Where the frame has nothing to draw, but the new screen is not yet as it should be. */
    private Box missing(int[] target, Box frame) {
        int width = file.screen().width();
        int[] shown = after.argb();
        Box missing = Box.EMPTY;
        for (int y = 0; y < file.screen().height(); y++) {
            int first = -1;
            int last = -1;
            boolean inside = y >= frame.y() && y < frame.bottom();
            for (int x = 0; x < width; x++) {
                if (target[y * width + x] != shown[y * width + x] && !(inside && x >= frame.x() && x < frame.right())) {
                    first = first < 0 ? x : first;
                    last = x;
                }
            }
            if (first >= 0) {
                missing = missing.union(new Box(first, y, last - first + 1, 1));
            }
        }
        return missing;
    }

    private Drawn drawn(GifFrame frame, byte[] indices, int[] colours, Box box, int[] target) {
        int clear = frame.control().clearIndex();
        int[] kept = new int[256];
        Map<Integer, Integer> wanted = new HashMap<>();
        boolean needsClear = false;
        // What each pixel is to be: an index of before, a colour, or clear, which has no opaque alpha.
        int[] plan = new int[PixelLimit.samples(Math.max(1, box.width()), Math.max(1, box.height()), 1)];
        int k = 0;
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++, k++) {
                int index = index(frame, indices, x, y);
                boolean onScreen =
                        x < file.screen().width() && y < file.screen().height();
                int at = y * file.screen().width() + x;
                boolean draws = index >= 0 && index != clear;
                if (draws && (!onScreen || target[at] == before.argb()[at])) {
                    plan[k] = index + 1;
                    kept[index]++;
                } else if (onScreen && target[at] != 0 && (draws || target[at] != after.argb()[at])) {
                    plan[k] = target[at];
                    wanted.merge(target[at], 1, Integer::sum);
                    changed++;
                } else {
                    needsClear = true;
                }
            }
        }
        GifColours found = GifColours.of(colours, clear, kept, wanted, needsClear, notes);
        byte[] result = new byte[plan.length];
        for (int i = 0; i < plan.length; i++) {
            int index = plan[i] == 0
                    ? found.clear()
                    : plan[i] >>> 24 == 255 ? found.place(plan[i]) : found.moved(plan[i] - 1);
            result[i] = (byte) index;
        }
        GifControl control = found.clear() >= 0 ? frame.control().clearIndex(found.clear()) : frame.control();
        return new Drawn(box, result, found, control);
    }

    private static int index(GifFrame frame, byte[] indices, int x, int y) {
        Box box = frame.box();
        boolean inside = x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom();
        return inside ? indices[(y - box.y()) * box.width() + x - box.x()] & 255 : -1;
    }

    private void write(Drawn drawn, GifFrame frame, ByteArrayOutputStream out) {
        drawn.control.writeTo(out);
        int[] colours = drawn.colours.colours();
        boolean local = drawn.colours.isNew() || frame.local().length > 0 || file.colours().length == 0;
        int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(1, colours.length - 1)));
        out.write(0x2C);
        for (int number : new int[] {drawn.box.x(), drawn.box.y(), drawn.box.width(), drawn.box.height()}) {
            out.write(number);
            out.write(number >> 8);
        }
        out.write(local ? 0x80 | bits - 1 : 0);
        if (local) {
            for (int i = 0; i < 1 << bits; i++) {
                int colour = i < colours.length ? colours[i] : 0;
                out.write(colour >> 16);
                out.write(colour >> 8);
                out.write(colour);
            }
        }
        GifCodes.encode(out, drawn.indices, 1 << bits);
    }
}
