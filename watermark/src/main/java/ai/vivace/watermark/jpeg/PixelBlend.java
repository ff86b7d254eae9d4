package ai.vivace.watermark.jpeg;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Blending;
import java.util.Arrays;

/**
 * Blends colours with the pixels of an MCU, by the rule for 8 bits: for modes that mix colours otherwise than by opacity, and for inks. A sample of
 * several pixels stands for each of them, and takes the mean of what they become.
 */
final class PixelBlend {
    private final Grid grid;
    private final PixelColours colours;
    private final float[] pixel = new float[4];
    private final float[][] changes;

    PixelBlend(Grid grid, PixelColours colours) {
        this.grid = grid;
        this.colours = colours;
        changes = new float[grid.components()][];
        for (int c = 0; c < changes.length; c++) {
            changes[c] = new float[grid.horizontal(c) * grid.vertical(c) * Zigzag.SIZE];
        }
    }

    /**
     * Blends layers.
     *
     * @param count how many layers there are, the lowest first
     * @param argb their pixels, each those of the MCU row by row
     * @param modes how they mix
     * @param samples of each component in the MCU; changed where a layer is visible
     */
    void blend(int count, int[][] argb, BlendMode[] modes, float[][] samples) {
        for (float[] change : changes) {
            Arrays.fill(change, 0);
        }
        for (int y = 0; y < grid.mcuHeight(); y++) {
            for (int x = 0; x < grid.mcuWidth(); x++) {
                int at = y * grid.mcuWidth() + x;
                if (isVisible(count, argb, at)) {
                    blendPixel(count, argb, modes, at, samples, x, y);
                }
            }
        }
        for (int c = 0; c < changes.length; c++) {
            for (int i = 0; i < changes[c].length; i++) {
                samples[c][i] += changes[c][i];
            }
        }
    }

    private static boolean isVisible(int count, int[][] argb, int at) {
        for (int layer = 0; layer < count; layer++) {
            if (argb[layer][at] >>> 24 != 0) {
                return true;
            }
        }
        return false;
    }

    private void blendPixel(int count, int[][] argb, BlendMode[] modes, int at, float[][] samples, int x, int y) {
        for (int c = 0; c < samples.length; c++) {
            pixel[c] = samples[c][place(c, x, y)];
        }
        int rgb = colours.rgb(pixel);
        int white = colours.hasInks() ? colours.white(pixel) : 0;
        for (int layer = 0; layer < count; layer++) {
            int above = argb[layer][at];
            int alpha = above >>> 24;
            if (alpha != 0) {
                rgb = channel(rgb, above, alpha, modes[layer], 16)
                        | channel(rgb, above, alpha, modes[layer], 8)
                        | channel(rgb, above, alpha, modes[layer], 0);
                white = Blending.over(white, 255, alpha);
            }
        }
        colours.store(rgb, white, pixel);
        for (int c = 0; c < samples.length; c++) {
            int place = place(c, x, y);
            float share = (float) (grid.horizontal(c) * grid.vertical(c))
                    / (grid.highestHorizontal() * grid.highestVertical());
            changes[c][place] += (pixel[c] - samples[c][place]) * share;
        }
    }

    private static int channel(int rgb, int above, int alpha, BlendMode mode, int shift) {
        int below = rgb >> shift & 0xFF;
        return Blending.over(below, mode.mix(below, above >> shift & 0xFF), alpha) << shift;
    }

    private int place(int component, int x, int y) {
        int column = x * grid.horizontal(component) / grid.highestHorizontal();
        int row = y * grid.vertical(component) / grid.highestVertical();
        return row * grid.horizontal(component) * Grid.SIDE + column;
    }
}
