package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;

/**
 * How many pixels a picture may have. It is checked on what a header says, before anything is decoded, so that a small file cannot claim all memory.
 *
 * @param pixels of a picture, 1 or more: of an animation what its frames draw together, of a TIFF each page
 */
public record PixelLimit(long pixels) {
    /** 300 megapixels: above any camera, and 1.2 gigabytes of RGB with alpha. */
    public static final PixelLimit USUAL = new PixelLimit(300_000_000);

    private static final long TOGETHER = 16;

    /** How many numbers an array can hold on every Java. */
    private static final long ARRAY = Integer.MAX_VALUE - 8;

    /** @throws InputException for fewer pixels than one */
    public PixelLimit {
        long given = pixels;
        InputException.require(
                given >= 1, () -> "A limit of pixels is 1 or more, but came " + given + "; give it in pixels.");
    }

    /** A limit in millions of pixels. */
    public static PixelLimit ofMegapixels(double megapixels) {
        InputException.require(
                megapixels > 0 && megapixels <= 1e9,
                () -> "A limit of megapixels is above 0 and at most 1e9, but came " + megapixels + ".");
        return new PixelLimit(Math.max(1, Math.round(megapixels * 1e6)));
    }

    /**
     * Checks a size.
     *
     * @throws InputException when a side is not positive or there are more pixels than allowed
     */
    void check(long width, long height) {
        InputException.require(
                width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE,
                () -> "Expected a picture with pixels, but its header says " + width + " x " + height + ".");
        InputException.require(
                width * height <= pixels,
                () -> "Expected at most " + pixels + " pixels, but the header says " + width + " x " + height + " = "
                        + width * height + ". If the picture is meant, allow more pixels.");
    }

    /**
     * Checks what all screens of an animation, or all pages, have together: {@value #TOGETHER} times as many pixels as one picture may have.
     *
     * @throws InputException when there are more
     */
    void checkTogether(long pixelsOfAll) {
        InputException.require(
                pixelsOfAll / TOGETHER <= pixels,
                () -> "Expected at most " + TOGETHER + " x " + pixels + " pixels in all frames or pages, but they have "
                        + pixelsOfAll + ". If the picture is meant, allow more pixels.");
    }

    /** Checks that samples of a picture, which is within the limit, fit one array. */
    static int samples(int width, int height, int channels) {
        long count = (long) width * height * channels;
        InputException.require(
                width > 0 && height > 0 && (long) width * height <= ARRAY && count <= ARRAY,
                () -> "Expected a picture whose samples fit one array of " + ARRAY + " numbers, but " + width + " x "
                        + height + " with " + channels + " channels needs more. Only JPEG can be larger.");
        return (int) count;
    }
}
