package ai.vivace.watermark.picture;

/** The channels of a pixel in memory, in their order. */
enum Layout {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGBA(4),
    /** Grey that was multiplied by alpha, and alpha: "associated" in TIFF. */
    GREY_TIMES_ALPHA(2),
    /** Colours that were multiplied by alpha, and alpha. */
    RGB_TIMES_ALPHA(4),
    /** Shares of ink: 0 is none. */
    CMYK(4);

    private final int channels;

    Layout(int channels) {
        this.channels = channels;
    }

    int channels() {
        return channels;
    }

    boolean hasAlpha() {
        return this == GREY_ALPHA || this == RGBA || isTimesAlpha();
    }

    boolean isTimesAlpha() {
        return this == GREY_TIMES_ALPHA || this == RGB_TIMES_ALPHA;
    }

    boolean isGrey() {
        return this == GREY || this == GREY_ALPHA || this == GREY_TIMES_ALPHA;
    }

    /** The same with colours. */
    Layout coloured() {
        return switch (this) {
            case GREY -> RGB;
            case GREY_ALPHA -> RGBA;
            case GREY_TIMES_ALPHA -> RGB_TIMES_ALPHA;
            default -> this;
        };
    }
}
