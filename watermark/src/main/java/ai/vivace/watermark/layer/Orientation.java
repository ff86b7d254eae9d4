package ai.vivace.watermark.layer;

import ai.vivace.base.InputException;

/**
 * How a stored picture is to be shown: the Exif tag 0x0112. A mark is placed on what is shown; {@link #stored} tells where its pixels are in the
 * file, whose own pixels never turn.
 */
public enum Orientation {
    /** 1: as stored. */
    UPRIGHT(1),
    /** 2: mirrored, left to right. */
    MIRRORED(2),
    /** 3: turned by half. */
    TURNED_180(3),
    /** 4: mirrored, top to bottom. */
    FLIPPED(4),
    /** 5: mirrored at the diagonal from the top left. */
    TRANSPOSED(5),
    /** 6: to be turned clockwise by a quarter. */
    TURNED_90(6),
    /** 7: mirrored at the diagonal from the top right. */
    TRANSVERSED(7),
    /** 8: to be turned anticlockwise by a quarter. */
    TURNED_270(8);

    private final int tag;

    Orientation(int tag) {
        this.tag = tag;
    }

    /**
     * By the tag's value.
     *
     * @param tag 1 to 8
     */
    public static Orientation ofTag(int tag) {
        if (tag < 1 || tag > values().length) {
            throw new InputException("An Exif orientation is 1 to 8, but came " + tag + ".");
        }
        return values()[tag - 1];
    }

    /** The tag's value. */
    public int tag() {
        return tag;
    }

    /** Whether what is stored as width is shown as height. */
    public boolean swapsSides() {
        return tag >= TRANSPOSED.tag;
    }

    /** The size of what is shown, of a stored picture. */
    public Box shown(Box stored) {
        return swapsSides() ? Box.of(stored.height(), stored.width()) : Box.of(stored.width(), stored.height());
    }

    /**
     * Where a box of the picture that is shown lies in the file.
     *
     * @param shown a box in what is shown
     * @param width of the stored picture
     * @param height of the stored picture
     */
    public Box stored(Box shown, int width, int height) {
        return switch (this) {
            case UPRIGHT -> shown;
            case MIRRORED -> new Box(width - shown.right(), shown.y(), shown.width(), shown.height());
            case TURNED_180 -> new Box(width - shown.right(), height - shown.bottom(), shown.width(), shown.height());
            case FLIPPED -> new Box(shown.x(), height - shown.bottom(), shown.width(), shown.height());
            case TRANSPOSED -> new Box(shown.y(), shown.x(), shown.height(), shown.width());
            case TURNED_90 -> new Box(shown.y(), height - shown.right(), shown.height(), shown.width());
            case TRANSVERSED -> new Box(width - shown.bottom(), height - shown.right(), shown.height(), shown.width());
            case TURNED_270 -> new Box(width - shown.bottom(), shown.x(), shown.height(), shown.width());
        };
    }
}
