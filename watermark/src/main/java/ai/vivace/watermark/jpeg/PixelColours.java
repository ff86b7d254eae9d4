package ai.vivace.watermark.jpeg;

/**
 * From the samples of a pixel to its red, green and blue and back. Of inks, red is what the cyan and the black one together leave of the paper's,
 * and so on; where a colour is to be stored, the black ink is given and the others become what it asks for.
 */
final class PixelColours {
    private static final float FULL = 255;

    private final JpegColours colours;
    private final boolean whiteIsFull;

    PixelColours(JpegColours colours, boolean whiteIsFull) {
        this.colours = colours;
        this.whiteIsFull = whiteIsFull;
    }

    boolean hasInks() {
        return colours == JpegColours.CMYK || colours == JpegColours.YCCK;
    }

    /** What the black ink leaves white, 0 to 255. */
    int white(float[] samples) {
        return Math.round(leftWhite(PlaneBlend.shown(samples[3])));
    }

    /** Red, green and blue in the lower three bytes. */
    int rgb(float[] samples) {
        float first = PlaneBlend.shown(samples[0]);
        if (colours == JpegColours.GREY) {
            return Math.round(first) * 0x010101;
        }
        float second = PlaneBlend.shown(samples[1]);
        float third = PlaneBlend.shown(samples[2]);
        return switch (colours) {
            case GREY, RGB -> packed(first, second, third);
            case YCBCR -> packed(red(first, third), green(first, second, third), blue(first, second));
            case CMYK -> {
                float white = leftWhite(PlaneBlend.shown(samples[3])) / FULL;
                yield packed(leftWhite(first) * white, leftWhite(second) * white, leftWhite(third) * white);
            }
            case YCCK -> {
                float white = leftWhite(PlaneBlend.shown(samples[3])) / FULL;
                yield packed(
                        uncoded(red(first, third)) * white,
                        uncoded(green(first, second, third)) * white,
                        uncoded(blue(first, second)) * white);
            }
        };
    }

    /** Stores a colour; of the black ink as much as leaves so much white. */
    void store(int rgb, int white, float[] samples) {
        float red = rgb >> 16 & 0xFF;
        float green = rgb >> 8 & 0xFF;
        float blue = rgb & 0xFF;
        switch (colours) {
            case GREY -> samples[0] = luminance(red, green, blue);
            case RGB -> set(red, green, blue, samples);
            case YCBCR -> setDifferences(red, green, blue, samples);
            case CMYK -> {
                float scale = white == 0 ? 0 : FULL / white;
                set(
                        leftWhite(most(red * scale)),
                        leftWhite(most(green * scale)),
                        leftWhite(most(blue * scale)),
                        samples);
                samples[3] = leftWhite(white);
            }
            case YCCK -> {
                float scale = white == 0 ? 0 : FULL / white;
                setDifferences(
                        FULL - most(red * scale), FULL - most(green * scale), FULL - most(blue * scale), samples);
                samples[3] = leftWhite(white);
            }
        }
    }

    /** From a stored ink to what it leaves white, and back. */
    private float leftWhite(float sample) {
        return whiteIsFull ? sample : FULL - sample;
    }

    /** What an ink leaves white, of YCCK, which codes the inks themselves although its black one is stored as what it leaves white. */
    private static float uncoded(float sample) {
        return FULL - Math.max(0, Math.min(FULL, sample));
    }

    private static float most(float value) {
        return Math.min(FULL, value);
    }

    private static void set(float first, float second, float third, float[] samples) {
        samples[0] = first;
        samples[1] = second;
        samples[2] = third;
    }

    private static void setDifferences(float red, float green, float blue, float[] samples) {
        float luminance = luminance(red, green, blue);
        set(
                luminance,
                (blue - luminance) / 1.772f + BlockCodec.LEVEL,
                (red - luminance) / 1.402f + BlockCodec.LEVEL,
                samples);
    }

    private static float luminance(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    private static float red(float luminance, float redDifference) {
        return luminance + 1.402f * (redDifference - BlockCodec.LEVEL);
    }

    private static float green(float luminance, float blueDifference, float redDifference) {
        return luminance
                - 0.344136f * (blueDifference - BlockCodec.LEVEL)
                - 0.714136f * (redDifference - BlockCodec.LEVEL);
    }

    private static float blue(float luminance, float blueDifference) {
        return luminance + 1.772f * (blueDifference - BlockCodec.LEVEL);
    }

    private static int packed(float red, float green, float blue) {
        return PlaneBlend.shown(red) << 16 | PlaneBlend.shown(green) << 8 | PlaneBlend.shown(blue);
    }
}
