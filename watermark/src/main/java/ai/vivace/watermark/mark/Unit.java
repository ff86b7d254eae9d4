package ai.vivace.watermark.mark;

/** What a length is measured in. */
public enum Unit {
    /** Pixels: {@code px}. */
    PIXELS("px"),
    /** Points, of which 72 are an inch: {@code pt}. Needs a picture that says its resolution. */
    POINTS("pt"),
    /** Percent of the shorter side of the picture as it is shown: {@code %}. */
    SHORT_SIDE("%"),
    /** Percent of the width of the picture as it is shown: {@code %w}. */
    WIDTH("%w"),
    /** Percent of the height of the picture as it is shown: {@code %h}. */
    HEIGHT("%h"),
    /** Percent of the diagonal of the picture: {@code %d}. */
    DIAGONAL("%d"),
    /** The size of the mark's own text: {@code em}. For what belongs to the text: outline, shadow, spacing of letters. */
    EM("em");

    private final String sign;

    Unit(String sign) {
        this.sign = sign;
    }

    /** What follows the number. */
    public String sign() {
        return sign;
    }
}
