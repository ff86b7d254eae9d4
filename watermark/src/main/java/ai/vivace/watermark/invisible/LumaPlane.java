package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;

/**
 * The luminance of a picture.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param samples row by row, 0 black to 255 white, not rounded; not copied: leave it alone afterwards
 */
@SuppressWarnings("ArrayRecordComponent")
public record LumaPlane(int width, int height, float[] samples) {
    /** Of full scale, for {@link #psnr}. */
    private static final double PEAK = 255;

    public LumaPlane {
        if (width < 1 || height < 1 || (long) width * height != samples.length) {
            throw new InputException("A plane has width x height samples and at least one, but came " + width + " x "
                    + height + " and " + samples.length + " samples.");
        }
    }

    /** The sample of a column and a row. */
    public float at(int x, int y) {
        return samples[y * width + x];
    }

    /**
     * How near another plane is to this: 10·log10(255²/mean squared difference).
     *
     * @return in decibels; infinite for equal planes
     * @throws InputException when the sizes differ
     */
    public double psnr(LumaPlane other) {
        if (width != other.width || height != other.height) {
            throw new InputException("Planes that are compared have one size, but came " + width + " x " + height
                    + " and " + other.width + " x " + other.height + ".");
        }
        double sum = 0;
        for (int y = 0; y < height; y++) {
            sum += squaredDifference(other, y * width);
        }
        return 10 * StrictMath.log10(PEAK * PEAK * samples.length / sum);
    }

    private double squaredDifference(LumaPlane other, int start) {
        double sum = 0;
        for (int i = start; i < start + width; i++) {
            double difference = samples[i] - other.samples[i];
            sum += difference * difference;
        }
        return sum;
    }
}
