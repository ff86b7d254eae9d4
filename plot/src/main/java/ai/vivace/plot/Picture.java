package ai.vivace.plot;

import ai.vivace.base.InputException;

/** A small picture: rows of pixels from the top, each 0 (dark) to 255 as an unsigned byte. */
public final class Picture {
    private static final int LARGEST_SIDE = 8192;

    private final int width;
    private final int height;
    private final int channels;
    private final byte[] pixels;

    private Picture(int width, int height, int channels, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.pixels = pixels;
    }

    /**
     * A grey picture.
     *
     * @param pixels {@code width * height} bytes
     * @throws InputException when the sizes and the number of bytes disagree
     */
    public static Picture grey(int width, int height, byte[] pixels) {
        return checked(width, height, 1, pixels);
    }

    /**
     * A coloured picture.
     *
     * @param pixels {@code width * height * 3} bytes: red, green and blue of the first pixel, then of the next
     * @throws InputException when the sizes and the number of bytes disagree
     */
    public static Picture rgb(int width, int height, byte[] pixels) {
        return checked(width, height, 3, pixels);
    }

    /** The number of pixels side by side. */
    public int width() {
        return width;
    }

    /** The number of pixels above one another. */
    public int height() {
        return height;
    }

    /** One pixel as 0xRRGGBB. */
    int rgb(int x, int y) {
        int at = (y * width + x) * channels;
        int red = pixels[at] & 0xff;
        return channels == 1 ? red * 0x010101 : (red << 16) | ((pixels[at + 1] & 0xff) << 8) | (pixels[at + 2] & 0xff);
    }

    /** How bright a pixel looks, 0 to 1 (ITU-R BT.601). */
    double brightness(int x, int y) {
        int rgb = rgb(x, y);
        return (0.299 * (rgb >> 16) + 0.587 * ((rgb >> 8) & 0xff) + 0.114 * (rgb & 0xff)) / 255;
    }

    /** This picture with no side longer than given; each new pixel is the mean of those it replaces. */
    Picture shrink(int side) {
        int longest = Math.max(width, height);
        if (longest <= side) {
            return this;
        }
        int newWidth = Math.max(1, width * side / longest);
        int newHeight = Math.max(1, height * side / longest);
        byte[] means = new byte[newWidth * newHeight * channels];
        for (int i = 0; i < means.length; i++) {
            int column = i / channels % newWidth;
            int row = i / channels / newWidth;
            means[i] = mean(column, row, newWidth, newHeight, i % channels);
        }
        return new Picture(newWidth, newHeight, channels, means);
    }

    private byte mean(int column, int row, int newWidth, int newHeight, int channel) {
        int bottom = Math.max((row + 1) * height / newHeight, row * height / newHeight + 1);
        int right = Math.max((column + 1) * width / newWidth, column * width / newWidth + 1);
        long sum = 0;
        int count = 0;
        for (int y = row * height / newHeight; y < bottom; y++) {
            for (int x = column * width / newWidth; x < right; x++) {
                sum += pixels[(y * width + x) * channels + channel] & 0xff;
                count++;
            }
        }
        return (byte) Math.round((double) sum / count);
    }

    private static Picture checked(int width, int height, int channels, byte[] pixels) {
        InputException.require(
                width >= 1 && height >= 1 && width <= LARGEST_SIDE && height <= LARGEST_SIDE,
                () -> "A picture's sides must be 1 to " + LARGEST_SIDE + " pixels, but came " + width + " x " + height
                        + ".");
        InputException.require(
                pixels.length == width * height * channels,
                () -> "A picture of " + width + " x " + height + " pixels with " + channels + " bytes each needs "
                        + width * height * channels + " bytes, but came " + pixels.length + ".");
        return new Picture(width, height, channels, pixels.clone());
    }
}
