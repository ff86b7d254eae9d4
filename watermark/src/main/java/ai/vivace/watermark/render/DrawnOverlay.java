package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Overlay;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A drawing too large to be in memory as a whole: tiles of it are painted when they are asked for, and some are kept. Pixels are those that a whole layer
 * would have.
 */
final class DrawnOverlay implements Overlay {
    private static final int TILE = 512;

    /** A row of tiles of wide pictures, 32 MB in all. */
    private static final int KEPT = 32;

    private final Drawing drawing;
    private final Shade shade;
    private final BlendMode mode;
    private final Box bounds;
    private final int right;
    private final int down;
    private final Map<Long, Layer> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Layer> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * An overlay.
     *
     * @param part of the drawing, in its own coordinates
     * @param right how far it is moved
     * @param down how far it is moved
     */
    DrawnOverlay(Drawing drawing, Shade shade, Box part, int right, int down, BlendMode mode) {
        this.drawing = drawing;
        this.shade = shade;
        this.mode = mode;
        this.right = right;
        this.down = down;
        bounds = part.moved(right, down);
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
        Box part = box.intersection(bounds);
        for (int y = row(part.y()); y < part.bottom(); y += TILE) {
            for (int x = column(part.x()); x < part.right(); x += TILE) {
                if (!tile(x, y).isClear(part)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void read(Box box, int[] argb) {
        Arrays.fill(argb, 0, Math.toIntExact(box.pixels()), 0);
        Box part = box.intersection(bounds);
        for (int y = row(part.y()); y < part.bottom(); y += TILE) {
            for (int x = column(part.x()); x < part.right(); x += TILE) {
                Layer tile = tile(x, y);
                Box shared = part.intersection(tile.bounds());
                int[] pixels = new int[Math.toIntExact(shared.pixels())];
                tile.read(shared, pixels);
                copy(pixels, shared, box, argb);
            }
        }
    }

    private static void copy(int[] pixels, Box shared, Box box, int[] argb) {
        for (int y = 0; y < shared.height(); y++) {
            int to = (shared.y() - box.y() + y) * box.width() + shared.x() - box.x();
            System.arraycopy(pixels, y * shared.width(), argb, to, shared.width());
        }
    }

    /** The left edge of the tile that has a column. */
    private int column(int x) {
        return bounds.x() + Math.floorDiv(x - bounds.x(), TILE) * TILE;
    }

    /** The upper edge of the tile that has a row. */
    private int row(int y) {
        return bounds.y() + Math.floorDiv(y - bounds.y(), TILE) * TILE;
    }

    private Layer tile(int x, int y) {
        long key = ((long) y << 32) | (x & 0xFFFFFFFFL);
        synchronized (tiles) {
            Layer kept = tiles.get(key);
            if (kept != null) {
                return kept;
            }
        }
        Box box = new Box(x, y, TILE, TILE).intersection(bounds);
        int[] pixels = new int[Math.toIntExact(box.pixels())];
        drawing.paint(box.moved(-right, -down), shade, pixels);
        Layer painted = new Layer(box, pixels, mode);
        synchronized (tiles) {
            tiles.put(key, painted);
        }
        return painted;
    }
}
