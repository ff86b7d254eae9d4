package ai.vivace.watermark.picture;

/** What the numbers of a stored pixel mean. */
public enum ColourModel {
    GREY,
    GREY_ALPHA,
    RGB,
    RGB_ALPHA,
    /** Each pixel names a colour of a list. */
    PALETTE,
    /** Luma and two differences of colour, as most JPEG files have them. */
    YCBCR,
    CMYK,
    /** CMYK whose first three are stored as luma and differences of colour. */
    YCCK
}
