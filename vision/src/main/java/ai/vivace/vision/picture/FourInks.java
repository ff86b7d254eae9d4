package ai.vivace.vision.picture;

import java.awt.image.Raster;

/**
 * JPEG in cyan, magenta, yellow and black, whose four values Java hands out as they are stored: as Photoshop writes them, so inverted, and
 * perhaps coded as brightness and colour differences. Red is then cyan times black.
 */
final class FourInks {
    private FourInks() {}

    /**
     * The picture in red, green and blue.
     *
     * @param coded whether the first three are brightness and two differences (YCCK)
     */
    static Pixels pixels(Raster raster, boolean coded) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] values = new byte[Math.multiplyExact(width * height, 3)];
        int[] row = new int[width * 4];
        int[] inks = new int[3];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int i = 0; i < 3; i++) {
                    inks[i] = coded ? decoded(row, 4 * x, i) : row[4 * x + i];
                }
                for (int i = 0; i < 3; i++) {
                    values[3 * (y * width + x) + i] = (byte) mixed(inks[i], row[4 * x + 3]);
                }
            }
        }
        return new Pixels(width, height, 3, values);
    }

    /** A colour that is left of white by an ink and black, both inverted, with Pillow's rounding. */
    private static int mixed(int ink, int black) {
        int product = (255 - ink) * black + 128;
        return Math.max(0, black - (((product >> 8) + product) >> 8));
    }

    /** An ink of YCCK: the complement of what the conversion of JFIF gives. */
    private static int decoded(int[] row, int at, int ink) {
        double blueness = row[at + 1] - 128;
        double redness = row[at + 2] - 128;
        double colour = row[at]
                + switch (ink) {
                    case 0 -> 1.402 * redness;
                    case 1 -> -0.344136 * blueness - 0.714136 * redness;
                    default -> 1.772 * blueness;
                };
        return 255 - (int) Math.max(0, Math.min(255, Math.round(colour)));
    }
}
