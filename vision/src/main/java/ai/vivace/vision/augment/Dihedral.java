package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Lays pictures in one of the eight ways of a square, at random: for pictures from above, which have no up and down. Pixels are moved,
 * never mixed; only pictures that are no squares are sampled when turned by a right angle, and show their middle.
 *
 * @param probability that one of the eight is drawn, all as likely, of which one leaves the picture as it is; from 0 to 1; default 0.5,
 *     as in fastai
 */
public record Dihedral(double probability) implements Geometric {
    private static final int WAYS = 8;

    public Dihedral {
        Chance.checkProbability("a dihedral change", probability);
    }

    /** Drawn for every second picture, as in fastai. */
    public static Dihedral standard() {
        return new Dihedral(0.5);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        return Chance.happens(rng, probability)
                ? Symmetry.of(rng.nextInt(WAYS)).homography(height, width)
                : Homography.IDENTITY;
    }
}
