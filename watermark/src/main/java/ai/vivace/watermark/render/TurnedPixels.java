package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;

/** Turns pixels of what is shown into the order in which they are stored. */
final class TurnedPixels {
    private TurnedPixels() {}

    /**
     * Where a box of the file lies in what is shown: the way back from {@link Orientation#stored}.
     *
     * @param frame the picture as it is shown
     */
    static Box shown(Orientation orientation, Box stored, Box frame) {
        Orientation back =
                switch (orientation) {
                    case TURNED_90 -> Orientation.TURNED_270;
                    case TURNED_270 -> Orientation.TURNED_90;
                    default -> orientation;
                };
        return back.stored(stored, frame.width(), frame.height());
    }

    /**
     * Turns pixels.
     *
     * @param shown row by row as they are shown
     * @param width of a row of them
     * @param height how many rows
     * @param stored takes them row by row as they are stored
     * @param at where the first one goes
     * @param stride from one row that is stored to the next
     */
    static void turn(Orientation orientation, int[] shown, int width, int height, int[] stored, int at, int stride) {
        int last = width * height - 1;
        switch (orientation) {
            case UPRIGHT -> copy(shown, 0, 1, width, width, height, stored, at, stride);
            case MIRRORED -> copy(shown, width - 1, -1, width, width, height, stored, at, stride);
            case TURNED_180 -> copy(shown, last, -1, -width, width, height, stored, at, stride);
            case FLIPPED -> copy(shown, last - width + 1, 1, -width, width, height, stored, at, stride);
            case TRANSPOSED -> copy(shown, 0, width, 1, height, width, stored, at, stride);
            case TURNED_90 -> copy(shown, width - 1, width, -1, height, width, stored, at, stride);
            case TRANSVERSED -> copy(shown, last, -width, -1, height, width, stored, at, stride);
            case TURNED_270 -> copy(shown, last - width + 1, -width, 1, height, width, stored, at, stride);
        }
    }

    private static void copy(
            int[] from, int start, int right, int down, int columns, int rows, int[] to, int at, int stride) {
        for (int y = 0; y < rows; y++) {
            int source = start + y * down;
            int target = at + y * stride;
            for (int x = 0; x < columns; x++) {
                to[target + x] = from[source];
                source += right;
            }
        }
    }
}
