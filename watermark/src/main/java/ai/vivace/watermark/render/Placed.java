package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.util.List;
import java.util.Optional;

/**
 * A mark that has its place on pictures of one size.
 *
 * @param drawing of it
 * @param place where its ink is on the picture as it is shown; for a tiling, all of the picture
 * @param right how far the drawing is moved to be there; for a tiling, to have its middle at the origin
 * @param down the same
 * @param lattice where the marks of a tiling are
 * @param notes what somebody should know
 */
record Placed(Drawing drawing, Box place, int right, int down, Optional<Lattice> lattice, List<String> notes) {
    /** Layers up to this size are in memory as a whole: 16 MB. */
    private static final long MOST_PIXELS = 4 << 20;

    /** What tiles that are kept need. */
    private static final long TILES_WEIGHT = 8 << 20;

    /**
     * An overlay and what it needs.
     *
     * @param overlay for the pixels that are stored
     * @param weight how many pixels it keeps in memory
     */
    record Made(Overlay overlay, long weight) {}

    /** Whether something of it may be on the picture. */
    boolean isVisible(Frame frame) {
        return !drawing.ink().isEmpty()
                && (lattice.isPresent() || !visible(frame).isEmpty());
    }

    /** What of the drawing is on the picture, in its own coordinates. */
    private Box visible(Frame frame) {
        return drawing.bounds().intersection(frame.box().moved(-right, -down));
    }

    /** The overlay of the mark. */
    Made overlay(Shade shade, BlendMode mode, Orientation orientation, Frame frame) {
        if (lattice.isPresent()) {
            Made stamp = stamp(shade, mode);
            Overlay tiled = new TiledOverlay(stamp.overlay(), lattice.get(), frame.box());
            return new Made(TurnedOverlay.of(tiled, orientation, frame.box()), stamp.weight());
        }
        Box part = visible(frame);
        if (part.pixels() <= MOST_PIXELS) {
            Overlay layer = DrawnLayer.of(drawing, shade, part, right, down, mode, orientation, frame.box());
            return new Made(layer, part.pixels());
        }
        Overlay drawn = new DrawnOverlay(drawing, shade, part, right, down, mode);
        return new Made(TurnedOverlay.of(drawn, orientation, frame.box()), TILES_WEIGHT);
    }

    private Made stamp(Shade shade, BlendMode mode) {
        Box part = drawing.bounds();
        if (part.pixels() > MOST_PIXELS) {
            return new Made(new DrawnOverlay(drawing, shade, part, right, down, mode), TILES_WEIGHT);
        }
        Box frame = part.moved(right, down);
        Overlay layer = DrawnLayer.of(drawing, shade, part, right, down, mode, Orientation.UPRIGHT, frame);
        return new Made(layer, part.pixels());
    }
}
