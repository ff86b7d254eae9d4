package ai.vivace.vision.picture;

/**
 * How stored pixels lie in the picture that people see, by the numbers of Exif's tag 0x0112: each is what must be done to the
 * stored picture.
 */
enum Orientation {
    /** 1: nothing. */
    UPRIGHT,
    /** 2: mirrored, left to right. */
    MIRRORED,
    /** 3: turned by half. */
    HALF_TURN,
    /** 4: mirrored, top to bottom. */
    FLIPPED,
    /** 5: mirrored along the diagonal from the upper left. */
    TRANSPOSED,
    /** 6: turned clockwise by a quarter. */
    QUARTER_TURN,
    /** 7: mirrored along the other diagonal. */
    TRANSVERSED,
    /** 8: turned counter-clockwise by a quarter. */
    THREE_QUARTER_TURN;

    /** The orientation of a number of Exif; upright for any other number, as viewers take it. */
    static Orientation of(int exif) {
        return exif >= 1 && exif <= values().length ? values()[exif - 1] : UPRIGHT;
    }

    /** Whether height and width change places. */
    boolean swapsSides() {
        return switch (this) {
            case UPRIGHT, MIRRORED, HALF_TURN, FLIPPED -> false;
            case TRANSPOSED, QUARTER_TURN, TRANSVERSED, THREE_QUARTER_TURN -> true;
        };
    }

    /** The picture as people see it. */
    Pixels apply(Pixels stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides() ? stored.height() : stored.width();
        int height = swapsSides() ? stored.width() : stored.height();
        int channels = stored.channels();
        byte[] from = stored.values();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = place(x, y, stored.width(), stored.height()) * channels;
                int target = (y * width + x) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to[target + channel] = from[source + channel];
                }
            }
        }
        return new Pixels(width, height, channels, to);
    }

    /** Where the seen pixel (x, y) is stored, as row · width + column. */
    private int place(int x, int y, int width, int height) {
        return switch (this) {
            case UPRIGHT -> y * width + x;
            case MIRRORED -> y * width + width - 1 - x;
            case HALF_TURN -> (height - 1 - y) * width + width - 1 - x;
            case FLIPPED -> (height - 1 - y) * width + x;
            case TRANSPOSED -> x * width + y;
            case QUARTER_TURN -> (height - 1 - x) * width + y;
            case TRANSVERSED -> (height - 1 - x) * width + width - 1 - y;
            case THREE_QUARTER_TURN -> x * width + width - 1 - y;
        };
    }
}
