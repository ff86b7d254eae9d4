package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Questions about several layers. */
final class Overlays {
    private static final int BAND = 1 << 16;

    private Overlays() {}

    /** The box within a picture outside of which all are clear. */
    static Box bounds(List<? extends Overlay> overlays, Box picture) {
        Box bounds = Box.EMPTY;
        for (Overlay overlay : overlays) {
            bounds = bounds.union(overlay.bounds().intersection(picture));
        }
        return bounds;
    }

    /** Whether no visible pixel within a picture has a colour. */
    static boolean areGrey(List<? extends Overlay> overlays, Box picture) {
        return overlays.stream().allMatch(overlay -> all(overlay, picture, Overlays::isGrey));
    }

    private static boolean isGrey(int argb) {
        return argb >>> 24 == 0 || ((argb >> 16 & 255) == (argb >> 8 & 255) && (argb >> 8 & 255) == (argb & 255));
    }

    private static boolean all(Overlay overlay, Box picture, IntPredicate holds) {
        Box visible = overlay.bounds().intersection(picture);
        int rows = Math.max(1, BAND / Math.max(1, visible.width()));
        int[] argb = new int[Math.min(rows, visible.height()) * visible.width()];
        for (int y = visible.y(); y < visible.bottom(); y += rows) {
            Box band = new Box(visible.x(), y, visible.width(), Math.min(rows, visible.bottom() - y));
            if (!overlay.isClear(band)) {
                overlay.read(band, argb);
                for (int i = 0; i < band.pixels(); i++) {
                    if (!holds.test(argb[i])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** How many pixels of a picture any layer covers. */
    static long covered(List<? extends Overlay> overlays, Box picture) {
        Box bounds = bounds(overlays, picture);
        long covered = 0;
        int[] argb = new int[bounds.width()];
        for (int y = bounds.y(); y < bounds.bottom(); y++) {
            covered += coveredOfRow(overlays, new Box(bounds.x(), y, bounds.width(), 1), argb);
        }
        return covered;
    }

    private static int coveredOfRow(List<? extends Overlay> overlays, Box row, int[] argb) {
        BitSet covered = new BitSet(row.width());
        for (Overlay overlay : overlays) {
            if (!overlay.isClear(row)) {
                overlay.read(row, argb);
                for (int x = 0; x < row.width(); x++) {
                    if (argb[x] >>> 24 != 0) {
                        covered.set(x);
                    }
                }
            }
        }
        return covered.cardinality();
    }
}
