package ai.vivace.watermark.layer;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** An overlay whose pixels are in memory. */
public final class Layer implements Overlay {
    /** Side of the squares of which it is known whether they are clear. */
    private static final int CELL = 8;

    private final BlendMode mode;
    private final Box bounds;
    private final int[] argb;
    private final int across;
    private final boolean[] visible;

    /**
     * A layer.
     *
     * @param bounds where it lies
     * @param argb its pixels, row by row, as {@link Overlay#read} gives them; not copied: leave it alone afterwards
     */
    public Layer(Box bounds, int[] argb, BlendMode mode) {
        if (argb.length != bounds.pixels()) {
            throw new InputException("A layer of " + bounds.width() + " x " + bounds.height() + " has "
                    + bounds.pixels() + " pixels, but came " + argb.length + ".");
        }
        this.mode = mode;
        this.bounds = bounds;
        this.argb = argb;
        across = (bounds.width() + CELL - 1) / CELL;
        visible = new boolean[across * ((bounds.height() + CELL - 1) / CELL)];
        for (int y = 0; y < bounds.height(); y++) {
            for (int x = 0; x < bounds.width(); x++) {
                if (argb[y * bounds.width() + x] >>> 24 != 0) {
                    visible[y / CELL * across + x / CELL] = true;
                }
            }
        }
    }

    @Override
    public BlendMode mode() {
        return mode;
    }

    @Override
    public Box bounds() {
        return bounds;
    }

    @Override
    public boolean isClear(Box box) {
        Box part = box.intersection(bounds).moved(-bounds.x(), -bounds.y());
        if (!box.meets(bounds)) {
            return true;
        }
        for (int row = part.y() / CELL; row <= (part.bottom() - 1) / CELL; row++) {
            for (int column = part.x() / CELL; column <= (part.right() - 1) / CELL; column++) {
                if (visible[row * across + column] && !isClearWithin(part, row, column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isClearWithin(Box part, int row, int column) {
        int right = Math.min(part.right(), (column + 1) * CELL);
        int bottom = Math.min(part.bottom(), (row + 1) * CELL);
        for (int y = Math.max(part.y(), row * CELL); y < bottom; y++) {
            for (int x = Math.max(part.x(), column * CELL); x < right; x++) {
                if (argb[y * bounds.width() + x] >>> 24 != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void read(Box box, int[] pixels) {
        Arrays.fill(pixels, 0, Math.toIntExact(box.pixels()), 0);
        Box part = box.intersection(bounds);
        for (int y = part.y(); y < part.bottom(); y++) {
            System.arraycopy(
                    argb,
                    (y - bounds.y()) * bounds.width() + part.x() - bounds.x(),
                    pixels,
                    (y - box.y()) * box.width() + part.x() - box.x(),
                    part.width());
        }
    }
}
