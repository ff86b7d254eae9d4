package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.Arrays;

/** One mark, in memory once, all over a picture. */
final class TiledOverlay implements Overlay {
    private final Overlay stamp;
    private final Lattice lattice;
    private final Box bounds;

    /**
     * A tiling.
     *
     * @param stamp the mark, with its middle at the origin
     * @param bounds of the picture
     */
    TiledOverlay(Overlay stamp, Lattice lattice, Box bounds) {
        this.stamp = stamp;
        this.lattice = lattice;
        this.bounds = bounds;
    }

    @Override
    public BlendMode mode() {
        return stamp.mode();
    }

    @Override
    public Box bounds() {
        return bounds;
    }

    @Override
    public boolean isClear(Box box) {
        Box part = box.intersection(bounds);
        return part.isEmpty() || visit(part, (x, y) -> stamp.isClear(part.moved(-x, -y)));
    }

    /** Visits all marks that may have a pixel in a box. */
    private boolean visit(Box part, Lattice.Visitor visitor) {
        Box mark = stamp.bounds();
        return lattice.visit(
                part.x() - mark.right(),
                part.y() - mark.bottom(),
                part.right() - mark.x(),
                part.bottom() - mark.y(),
                visitor);
    }

    @Override
    public void read(Box box, int[] argb) {
        int count = Math.toIntExact(box.pixels());
        Arrays.fill(argb, 0, count, 0);
        Box part = box.intersection(bounds);
        if (part.isEmpty()) {
            return;
        }
        Box mark = stamp.bounds();
        visit(part, (x, y) -> {
            Box shared = part.intersection(mark.moved(x, y));
            if (!shared.isEmpty() && !stamp.isClear(shared.moved(-x, -y))) {
                int[] pixels = new int[Math.toIntExact(shared.pixels())];
                stamp.read(shared.moved(-x, -y), pixels);
                put(pixels, shared, box, argb);
            }
            return true;
        });
    }

    private static void put(int[] pixels, Box shared, Box box, int[] argb) {
        int from = 0;
        for (int y = 0; y < shared.height(); y++) {
            int to = (shared.y() - box.y() + y) * box.width() + shared.x() - box.x();
            for (int x = 0; x < shared.width(); x++) {
                argb[to + x] = over(argb[to + x], pixels[from++]);
            }
        }
    }

    /** Neighbours may overlap with their shadows: the later over the earlier one, colours not multiplied by alpha. */
    private static int over(int below, int above) {
        int upper = above >>> 24;
        int lower = below >>> 24;
        if (upper == 0 || lower == 0) {
            return upper == 0 ? below : above;
        }
        int rest = lower * (255 - upper);
        int sum = 255 * upper + rest;
        int alpha = (sum + 127) / 255;
        return alpha << 24
                | mixed(below >> 16, above >> 16, upper, rest, sum) << 16
                | mixed(below >> 8, above >> 8, upper, rest, sum) << 8
                | mixed(below, above, upper, rest, sum);
    }

    private static int mixed(int below, int above, int upper, int rest, int sum) {
        return ((above & 0xFF) * 255 * upper + (below & 0xFF) * rest + sum / 2) / sum;
    }
}
