package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;

/** Paints drawings into memory as a whole, some rows at a time, so that painting itself needs little besides. */
final class DrawnLayer {
    /** How many pixels are painted at once, at least. */
    private static final int AT_ONCE = 1 << 18;

    private DrawnLayer() {}

    /**
     * A layer of a drawing.
     *
     * @param part of the drawing that is kept, in its own coordinates
     * @param right how far it is moved to be in what is shown
     * @param down how far it is moved to be in what is shown
     * @param frame the picture as it is shown
     */
    static Overlay of(
            Drawing drawing,
            Shade shade,
            Box part,
            int right,
            int down,
            BlendMode mode,
            Orientation orientation,
            Box frame) {
        Box picture = orientation.shown(frame);
        Box bounds = orientation.stored(part.moved(right, down), picture.width(), picture.height());
        int[] argb = new int[Math.toIntExact(bounds.pixels())];
        int rows = Math.max(1, AT_ONCE / Math.max(1, part.width()));
        int[] pixels = new int[Math.min(rows, part.height()) * part.width()];
        for (int y = part.y(); y < part.bottom(); y += rows) {
            Box band = new Box(part.x(), y, part.width(), rows).intersection(part);
            drawing.paint(band, shade, pixels);
            Box stored = orientation.stored(band.moved(right, down), picture.width(), picture.height());
            int at = (stored.y() - bounds.y()) * bounds.width() + stored.x() - bounds.x();
            TurnedPixels.turn(orientation, pixels, band.width(), band.height(), argb, at, bounds.width());
        }
        return new Layer(bounds, argb, mode);
    }
}
