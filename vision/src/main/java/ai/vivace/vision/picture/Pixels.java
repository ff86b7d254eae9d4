package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/**
 * A decoded picture: brightness, or red, green and blue, of 8 bits each, pixel by pixel and row by row. The array is shared, not
 * copied; treat it as read-only.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param channels 1 for brightness, 3 for red, green and blue
 * @param values height · width · channels bytes
 */
public record Pixels(int width, int height, int channels, byte[] values) {
    public Pixels {
        int givenWidth = width;
        int givenHeight = height;
        int givenChannels = channels;
        int length = values.length;
        InputException.require(
                width >= 1
                        && height >= 1
                        && (channels == 1 || channels == 3)
                        && (long) width * height * channels == length,
                () -> "A picture of " + givenWidth + " x " + givenHeight + " pixels and " + givenChannels
                        + " channels does not have " + length + " values.");
    }

    /** The width and height. */
    public Size size() {
        return new Size(width, height);
    }

    /** This picture with as many channels as a colour has: brightness by ITU-R BT.601 and in whole numbers, as Pillow does. */
    public Pixels as(Colour colour) {
        if (channels == colour.channels()) {
            return this;
        }
        byte[] changed = new byte[Math.multiplyExact(width * height, colour.channels())];
        if (colour == Colour.GREY) {
            for (int i = 0; i < changed.length; i++) {
                changed[i] =
                        (byte) brightness(values[3 * i] & 0xFF, values[3 * i + 1] & 0xFF, values[3 * i + 2] & 0xFF);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                changed[3 * i] = values[i];
                changed[3 * i + 1] = values[i];
                changed[3 * i + 2] = values[i];
            }
        }
        return new Pixels(width, height, colour.channels(), changed);
    }

    /** Whether red, green and blue are equal everywhere. */
    boolean isGrey() {
        for (int i = 0; channels == 3 && i < values.length; i += 3) {
            if (values[i] != values[i + 1] || values[i] != values[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static int brightness(int red, int green, int blue) {
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    /** A value as it looks on white, where its pixel is not opaque. */
    static int onWhite(int value, int opacity) {
        return opacity == 255 ? value : (value * opacity + 255 * (255 - opacity) + 127) / 255;
    }
}
