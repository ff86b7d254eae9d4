package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;
import java.util.Arrays;

/**
 * The pixels in which the mark lives, laid over a picture whose upper left corner is theirs. Their number depends on the level only, not on the
 * picture's size, so that a scaled picture has the same ones.
 *
 * @param width in pixels of the raster, the last one perhaps in part over the picture's edge
 * @param height likewise
 * @param coveredWidth how much of the width the picture covers
 * @param coveredHeight how much of the height
 * @param scaleX pixels of the raster for one of the picture
 * @param scaleY the same downwards
 */
record Raster(int width, int height, double coveredWidth, double coveredHeight, double scaleX, double scaleY) {
    /** The side of the square that has as many pixels as the raster, for each level: pictures of a thumbnail's size, of a page's, and larger ones. */
    private static final int[] SIDES = {160, 320, 640};

    /** A picture's side in pixels of the raster, at least, so that it may be halved and the fastest waves stay. */
    private static final double FINENESS = 1.4;

    /** How many levels there are. */
    static final int LEVELS = SIDES.length;

    /** Side of the smallest square picture that can be marked. */
    static final int LEAST_SIDE = (int) Math.ceil(SIDES[0] * FINENESS);

    /** The mark of whole pictures: decibels of the strongest one, those from one to the next, and how many there are. */
    private static final double STRONGEST = 40.7;

    private static final double DECREMENT = 1.5;
    private static final int STEPS = 5;

    /** Throws where a picture cannot be marked. */
    static void requireLargeEnough(int width, int height) {
        if ((long) width * height < (long) LEAST_SIDE * LEAST_SIDE || 2 * Math.min(width, height) < LEAST_SIDE) {
            throw new InputException("An invisible mark needs a picture of " + LEAST_SIDE + " x " + LEAST_SIDE
                    + " pixels, or as many in another shape with at least " + (LEAST_SIDE + 1) / 2
                    + " on the short side, but this one has " + width + " x " + height
                    + ". Mark a larger version of it; a mark stays when a picture is halved.");
        }
    }

    /** The side of the square that has as many pixels as a raster. */
    static int side(int level) {
        return SIDES[level];
    }

    /** The level at which a picture is marked. */
    static int level(int width, int height) {
        double side = Math.sqrt((double) width * height);
        int level = 0;
        while (level + 1 < SIDES.length && side >= FINENESS * SIDES[level + 1]) {
            level++;
        }
        return level;
    }

    /** The raster of a whole picture. */
    static Raster of(int width, int height, int level) {
        double scale = SIDES[level] / Math.sqrt((double) width * height);
        return ofScales(width, height, scale, scale);
    }

    /** A raster of any pixels. */
    static Raster ofScales(int width, int height, double scaleX, double scaleY) {
        return new Raster(
                Math.max(1, (int) Math.ceil(width * scaleX)),
                Math.max(1, (int) Math.ceil(height * scaleY)),
                width * scaleX,
                height * scaleY,
                scaleX,
                scaleY);
    }

    /** The steps of the {@link Lattice}, from the strongest to the weakest. */
    static double[] latticeSteps(int level) {
        double[] steps = new double[STEPS];
        Arrays.setAll(
                steps, i -> Lattice.step(SIDES[level] * SIDES[level], Strength.deviation(STRONGEST + i * DECREMENT)));
        return steps;
    }

    /** A picture in these pixels. */
    LumaPlane sample(LumaPlane picture) {
        return Resampling.scaled(picture, width, height, scaleX, scaleY);
    }

    /** A plane in these pixels, as one in the picture's. */
    LumaPlane restore(LumaPlane plane, int pictureWidth, int pictureHeight) {
        return Resampling.scaled(plane, pictureWidth, pictureHeight, 1 / scaleX, 1 / scaleY);
    }
}
