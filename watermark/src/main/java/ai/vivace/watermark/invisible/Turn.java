package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;

/** Turns tiles. */
final class Turn {
    private static final int LAST = Fourier.SIDE - 1;

    private Turn() {}

    /** The tile as it is shown by an orientation. Tiles are endless, so that the pixel left of the first one is the last one. */
    static double[] tile(double[] tile, Orientation shown) {
        double[] turned = new double[Fourier.SIZE];
        for (int y = 0; y < Fourier.SIDE; y++) {
            for (int x = 0; x < Fourier.SIDE; x++) {
                turned[y * Fourier.SIDE + x] = tile[stored(shown, x, y)];
            }
        }
        return turned;
    }

    private static int stored(Orientation shown, int x, int y) {
        return switch (shown) {
            case UPRIGHT -> y * Fourier.SIDE + x;
            case MIRRORED -> y * Fourier.SIDE + LAST - x;
            case TURNED_180 -> (LAST - y) * Fourier.SIDE + LAST - x;
            case FLIPPED -> (LAST - y) * Fourier.SIDE + x;
            case TRANSPOSED -> x * Fourier.SIDE + y;
            case TURNED_90 -> (LAST - x) * Fourier.SIDE + y;
            case TRANSVERSED -> (LAST - x) * Fourier.SIDE + LAST - y;
            case TURNED_270 -> x * Fourier.SIDE + LAST - y;
        };
    }

    /** Where the left edge of the picture that is shown lies in the turned tile. */
    static double left(Orientation shown, double width, double height) {
        return switch (shown) {
            case MIRRORED, TURNED_180 -> -width;
            case TURNED_90, TRANSVERSED -> -height;
            default -> 0;
        };
    }

    /** Where the top edge of the picture that is shown lies in the turned tile. */
    static double top(Orientation shown, double width, double height) {
        return switch (shown) {
            case FLIPPED, TURNED_180 -> -height;
            case TRANSVERSED, TURNED_270 -> -width;
            default -> 0;
        };
    }
}
