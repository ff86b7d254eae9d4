package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import java.util.Arrays;

/** What a viewer of a GIF sees: a screen on which frames are drawn one after the other. */
final class GifCanvas {
    private final Box screen;
    private final int[] argb;
    private int[] before = {};

    /** A clear screen. */
    GifCanvas(Box screen) {
        this.screen = screen;
        argb = new int[PixelLimit.samples(screen.width(), screen.height(), 1)];
    }

    int[] argb() {
        return argb;
    }

    /**
     * Draws a frame.
     *
     * @param indices of its pixels
     * @param colours of its indices; one beyond is black
     * @param clear the index that leaves what is there, or -1
     */
    void draw(Box box, byte[] indices, int[] colours, int clear, GifControl.Disposal disposal) {
        if (disposal == GifControl.Disposal.UNDONE) {
            before = argb.clone();
        }
        Box part = box.intersection(screen);
        for (int y = part.y(); y < part.bottom(); y++) {
            int from = (y - box.y()) * box.width() - box.x();
            for (int x = part.x(); x < part.right(); x++) {
                int index = indices[from + x] & 255;
                if (index != clear) {
                    argb[y * screen.width() + x] = index < colours.length ? colours[index] : 0xFF000000;
                }
            }
        }
    }

    /** Makes the screen ready for the next frame. */
    void dispose(Box box, GifControl.Disposal disposal) {
        switch (disposal) {
            case KEPT -> {}
            case UNDONE -> System.arraycopy(before, 0, argb, 0, argb.length);
            case CLEARED -> {
                Box part = box.intersection(screen);
                for (int y = part.y(); y < part.bottom(); y++) {
                    int row = y * screen.width();
                    Arrays.fill(argb, row + part.x(), row + part.right(), 0);
                }
            }
        }
    }
}
