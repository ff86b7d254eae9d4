package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;

/** Samples of a rectangle of a picture, in memory: what layers are composed on. Rows from the top, pixels from the left, channels together. */
abstract class Samples {
    /** So many pixels of an overlay are read at once. */
    private static final int BAND = 1 << 16;

    private final Box area;
    private final Layout layout;

    Samples(Box area, Layout layout) {
        this.area = area;
        this.layout = layout;
    }

    Box area() {
        return area;
    }

    Layout layout() {
        return layout;
    }

    /** Bits of a sample: 8 or 16. */
    abstract int depth();

    /** The same with colours for grey; this when it has colours. */
    abstract Samples coloured();

    /** The same without alpha, upon a colour; this when it has no alpha. */
    abstract Samples flattened(int rgb);

    /** The same with colours that are not multiplied by alpha; this when they are not. */
    abstract Samples straight();

    /** Eight bits; this when there are no more. */
    abstract ByteSamples narrowed();

    /** Mixes pixels of a row with those of a layer. */
    abstract void composeRow(int[] argb, int from, int count, int pixel, BlendTable blend);

    /** Pixels as eight bits, in the picture's own colours; grey and CMYK are made RGB. */
    abstract void readRow(int pixel, int count, int[] argb, int to);

    /** Reads a box, which lies within the area. */
    final void read(Box box, int[] argb) {
        for (int row = 0; row < box.height(); row++) {
            readRow(pixel(box.x(), box.y() + row), box.width(), argb, row * box.width());
        }
    }

    /** The index of a pixel. */
    final int pixel(int x, int y) {
        return (y - area.y()) * area.width() + x - area.x();
    }

    /** Puts a layer over the pixels; where it is clear nothing changes. */
    final void compose(Overlay overlay) {
        Box visible = overlay.bounds().intersection(area);
        if (visible.isEmpty()) {
            return;
        }
        BlendTable blend = BlendTable.of(overlay.mode());
        int columns = Math.min(visible.width(), BAND);
        int rows = Math.max(1, BAND / columns);
        int[] argb = new int[columns * Math.min(rows, visible.height())];
        for (int y = visible.y(); y < visible.bottom(); y += rows) {
            int high = Math.min(rows, visible.bottom() - y);
            for (int x = visible.x(); x < visible.right(); x += columns) {
                Box part = new Box(x, y, Math.min(columns, visible.right() - x), high);
                if (!overlay.isClear(part)) {
                    overlay.read(part, argb);
                    compose(part, argb, blend);
                }
            }
        }
    }

    private void compose(Box part, int[] argb, BlendTable blend) {
        for (int row = 0; row < part.height(); row++) {
            composeRow(argb, row * part.width(), part.width(), pixel(part.x(), part.y() + row), blend);
        }
    }
}
