package ai.vivace.watermark.jpeg;

/** What the components of a JPEG stand for. */
public enum JpegColours {
    /** One component of grey. */
    GREY,
    /** Luminance and two differences of colour, as JFIF says: ITU-R BT.601, all of 0 to 255. */
    YCBCR,
    /** Red, green, blue. */
    RGB,
    /** Cyan, magenta, yellow and black inks; 255 is no ink where Adobe's segment is there, 0 where not. */
    CMYK,
    /** CMYK whose first three inks are coded as luminance and differences of colour. */
    YCCK
}
