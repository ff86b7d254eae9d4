package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.picture.Page;

/**
 * The pixels of a page as luminance, and a mark as a layer over them: white where it makes them lighter, black where darker, as little as it takes.
 */
final class PagePixels {
    private static final int WHITE = 0xFFFFFF;
    private static final int FULL = 255;

    private final Box box;
    private final int[] argb;

    private PagePixels(Box box, int[] argb) {
        this.box = box;
        this.argb = argb;
    }

    static PagePixels of(Page page) {
        Box box = Box.of(page.width(), page.height());
        int[] argb = new int[Math.toIntExact(box.pixels())];
        page.read(box, argb);
        return new PagePixels(box, argb);
    }

    /** 0.299 of red, 0.587 of green and 0.114 of blue; what is not opaque lies upon white. */
    LumaPlane plane() {
        float[] samples = new float[argb.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = luma(argb[i]);
        }
        return new LumaPlane(box.width(), box.height(), samples);
    }

    private static float luma(int argb) {
        float luma = 0.299f * (argb >> 16 & FULL) + 0.587f * (argb >> 8 & FULL) + 0.114f * (argb & FULL);
        float alpha = (argb >>> 24) / (float) FULL;
        return FULL + alpha * (luma - FULL);
    }

    /**
     * The layer that makes a plane of this page.
     *
     * @param marked of the page's size
     */
    Layer layer(LumaPlane marked) {
        int[] layer = new int[argb.length];
        for (int i = 0; i < layer.length; i++) {
            if (argb[i] >>> 24 == FULL) {
                layer[i] = pixel(luma(argb[i]), marked.samples()[i]);
            }
        }
        return new Layer(box, layer, BlendMode.NORMAL);
    }

    private static int pixel(float before, float after) {
        float change = after - before;
        float room = change > 0 ? FULL - before : before;
        int alpha = room == 0 ? 0 : Math.min(FULL, Math.round(FULL * Math.abs(change) / room));
        return alpha << 24 | (change > 0 ? WHITE : 0);
    }
}
