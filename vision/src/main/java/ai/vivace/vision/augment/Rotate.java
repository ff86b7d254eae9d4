package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Turns pictures around their middle by an angle that is uniform up to a largest one, either way.
 *
 * @param most in degrees; 0 to below 360; default 10, as in fastai
 * @param probability from 0 to 1; default 0.5, as in fastai
 */
public record Rotate(double most, double probability) implements Geometric {
    public Rotate {
        Chance.checkRange("The largest angle", most, 0, 360);
        Chance.checkProbability("a turn", probability);
    }

    /** Up to 10 degrees, every second picture. */
    public static Rotate standard() {
        return new Rotate(10, 0.5);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        return Chance.happens(rng, probability)
                ? Homography.rotation(Chance.uniform(rng, -most, most), height, width)
                : Homography.IDENTITY;
    }
}
