package ai.vivace.watermark.layer;

/** Composition on 8 bits, exactly as the Python Imaging Library does it: sums are rounded to the nearest whole number. */
public final class Blending {
    private Blending() {}

    /**
     * A layer's value over a picture's: {@code above·alpha + below·(255 − alpha)} over 255, rounded.
     *
     * @param below 0 to 255
     * @param above 0 to 255
     * @param alpha 0, nothing of the layer, to 255, nothing of the picture
     */
    public static int over(int below, int above, int alpha) {
        int sum = above * alpha + below * (255 - alpha) + 128;
        return ((sum >> 8) + sum) >> 8;
    }

    /** The same on 16 bits; alpha has 8. */
    public static int over16(int below, int above, int alpha) {
        return (int) (((long) above * alpha + (long) below * (255 - alpha) + 127) / 255);
    }

    /** The product of two shares of 255, rounded. */
    static int product(int first, int second) {
        int product = first * second + 128;
        return ((product >> 8) + product) >> 8;
    }
}
