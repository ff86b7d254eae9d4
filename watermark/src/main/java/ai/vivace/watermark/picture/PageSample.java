package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import java.util.Arrays;

/** Some pixels of a page: of a large part those of a few bands of rows. */
final class PageSample {
    /** So many pixels tell how light a part is. */
    private static final int ENOUGH = 1 << 16;

    private static final int BANDS = 4;
    private static final int MOST_AT_ONCE = 1 << 22;

    private PageSample() {}

    static int[] of(Page page, Box box) {
        int bands = box.pixels() > MOST_AT_ONCE ? BANDS : 1;
        int rows = bands == 1
                ? box.height()
                : Math.max(1, Math.min(box.height() / bands, MOST_AT_ONCE / BANDS / box.width()));
        int[] argb = new int[Math.multiplyExact(box.width(), rows)];
        int step = Math.max(1, argb.length / (ENOUGH / bands));
        int[] sample = new int[bands * ((argb.length + step - 1) / step)];
        int filled = 0;
        for (int band = 0; band < bands; band++) {
            int y = bands == 1 ? box.y() : box.y() + (int) ((long) (box.height() - rows) * band / (bands - 1));
            page.read(new Box(box.x(), y, box.width(), rows), argb);
            for (int i = 0; i < argb.length; i += step) {
                sample[filled++] = uponWhite(argb[i]);
            }
        }
        return Arrays.copyOf(sample, filled);
    }

    private static int uponWhite(int argb) {
        int alpha = argb >>> 24;
        return Blending.over(255, (argb >> 16) & 255, alpha) << 16
                | Blending.over(255, (argb >> 8) & 255, alpha) << 8
                | Blending.over(255, argb & 255, alpha);
    }
}
