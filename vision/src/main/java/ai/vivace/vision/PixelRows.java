package ai.vivace.vision;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Where pixels come from, a row at a time: a photo taken apart into planes of numbers as a whole would take six times the memory of
 * the photo itself, in every worker.
 */
@FunctionalInterface
interface PixelRows {
    /**
     * Reads part of a row.
     *
     * @param left the first pixel
     * @param y the row
     * @param channels takes as many pixels as it is long, for each channel
     */
    void read(int left, int y, float[][] channels);

    /** A picture's brightness, or its red, green and blue; transparent pixels are laid on white. */
    static PixelRows of(BufferedImage picture, Colour colour) {
        return isStoredGrey(picture) ? brightness(picture) : colours(picture, colour);
    }

    /** How many channels {@link #of} has: one also where colours are wanted of a picture that has none. */
    static int channels(BufferedImage picture, Colour colour) {
        return isStoredGrey(picture) ? 1 : colour.channels();
    }

    /** Whether the picture's file holds brightness; Java would convert it as if it were linear, and change every value. */
    static boolean isStoredGrey(BufferedImage picture) {
        return picture.getRaster().getNumBands() <= 2 && !(picture.getColorModel() instanceof IndexColorModel);
    }

    private static PixelRows brightness(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        boolean opaque = raster.getNumBands() < 2;
        return (left, y, channels) -> {
            int count = channels[0].length;
            int[] values = raster.getSamples(left, y, count, 1, 0, (int[]) null);
            int[] alphas = opaque ? values : raster.getSamples(left, y, count, 1, 1, (int[]) null);
            for (int i = 0; i < count; i++) {
                channels[0][i] = opaque ? values[i] >> shift : onWhite(values[i] >> shift, alphas[i] >> shift);
            }
        };
    }

    private static PixelRows colours(BufferedImage picture, Colour colour) {
        return (left, y, channels) -> {
            int count = channels[0].length;
            int[] pixels = picture.getRGB(left, y, count, 1, null, 0, count);
            for (int i = 0; i < count; i++) {
                int alpha = pixels[i] >>> 24;
                int red = onWhite(pixels[i] >> 16 & 0xFF, alpha);
                int green = onWhite(pixels[i] >> 8 & 0xFF, alpha);
                int blue = onWhite(pixels[i] & 0xFF, alpha);
                if (colour == Colour.GREY) {
                    channels[0][i] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
                } else {
                    channels[0][i] = red;
                    channels[1][i] = green;
                    channels[2][i] = blue;
                }
            }
        };
    }

    private static int onWhite(int value, int alpha) {
        return alpha == 255 ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
