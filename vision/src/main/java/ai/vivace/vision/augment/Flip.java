package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Mirrors pictures, left to right, at random: for pictures that mean the same in a mirror. Pixels are moved, never mixed.
 *
 * @param probability from 0 to 1; default 0.5
 */
public record Flip(double probability) implements Geometric {
    public Flip {
        Chance.checkProbability("a flip", probability);
    }

    /** Every second picture, on average. */
    public static Flip standard() {
        return new Flip(0.5);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        return Chance.happens(rng, probability) ? Symmetry.MIRRORED.homography(height, width) : Homography.IDENTITY;
    }
}
