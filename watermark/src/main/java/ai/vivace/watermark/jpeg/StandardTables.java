package ai.vivace.watermark.jpeg;

/** The quantisation tables of the standard, K.1 and K.2, scaled by a quality as the Independent JPEG Group's library does. */
final class StandardTables {
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99,
                99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99, 99, 99, 99
    };

    private StandardTables() {}

    /** Steps for luminance, in zigzag order. */
    static int[] luminance(int quality) {
        return scaled(LUMINANCE, quality);
    }

    /** Steps for differences of colour, in zigzag order. */
    static int[] chrominance(int quality) {
        return scaled(CHROMINANCE, quality);
    }

    private static int[] scaled(int[] steps, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[Zigzag.SIZE];
        for (int k = 0; k < Zigzag.SIZE; k++) {
            scaled[k] = Math.max(1, Math.min(255, (steps[Zigzag.NATURAL[k]] * percent + 50) / 100));
        }
        return scaled;
    }
}
