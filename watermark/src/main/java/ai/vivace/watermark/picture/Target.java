package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;

/**
 * The format of a marked picture where it is not that of the picture.
 *
 * @param format JPEG or PNG
 * @param quality of JPEG, 1 to 100, by the scale of the Independent JPEG Group
 * @param background where the picture is clear and the format cannot say so: red, green and blue, eight bits each
 */
public record Target(PictureFormat format, int quality, int background) {
    /** @throws InputException for another format or quality */
    public Target {
        PictureFormat wanted = format;
        int given = quality;
        InputException.require(
                format == PictureFormat.JPEG || format == PictureFormat.PNG,
                () -> "Expected PNG or JPEG as the format to write to, but came " + wanted
                        + ". Other formats are written only for pictures of the same format.");
        InputException.require(
                quality >= 1 && quality <= 100, () -> "A JPEG quality is 1 to 100, but came " + given + ".");
    }

    /** A format with quality 92, upon white. */
    public static Target of(PictureFormat format) {
        return new Target(format, 92, 0xFFFFFF);
    }

    /** The same with another quality. */
    public Target quality(int quality) {
        return new Target(format, quality, background);
    }

    /** The same with another background. */
    public Target background(int rgb) {
        return new Target(format, quality, rgb & 0xFFFFFF);
    }
}
