package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;

/** An overlay of the picture as it is shown, seen from the pixels that are stored. */
final class TurnedOverlay implements Overlay {
    private final Overlay shown;
    private final Orientation orientation;
    private final Box frame;
    private final Box bounds;

    private TurnedOverlay(Overlay shown, Orientation orientation, Box frame) {
        this.shown = shown;
        this.orientation = orientation;
        this.frame = frame;
        Box stored = orientation.shown(frame);
        bounds = orientation.stored(shown.bounds(), stored.width(), stored.height());
    }

    /**
     * The overlay in the space of the file.
     *
     * @param frame the picture as it is shown
     */
    static Overlay of(Overlay shown, Orientation orientation, Box frame) {
        return orientation == Orientation.UPRIGHT ? shown : new TurnedOverlay(shown, orientation, frame);
    }

    @Override
    public BlendMode mode() {
        return shown.mode();
    }

    @Override
    public Box bounds() {
        return bounds;
    }

    @Override
    public boolean isClear(Box box) {
        return shown.isClear(TurnedPixels.shown(orientation, box, frame));
    }

    @Override
    public void read(Box box, int[] argb) {
        Box part = TurnedPixels.shown(orientation, box, frame);
        int[] pixels = new int[Math.toIntExact(part.pixels())];
        shown.read(part, pixels);
        TurnedPixels.turn(orientation, pixels, part.width(), part.height(), argb, 0, box.width());
    }
}
