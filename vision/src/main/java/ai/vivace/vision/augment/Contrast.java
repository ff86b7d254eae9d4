package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Gives pictures more or less contrast: multiplies logits by a factor whose logarithm is uniform from log(1 - most) to -log(1 - most).
 *
 * @param most 0 to below 1; default 0.2, as in fastai
 * @param probability from 0 to 1; default 0.75, as in fastai
 */
public record Contrast(double most, double probability) implements Lighting {
    public Contrast {
        Chance.checkRange("The largest change of contrast", most, 0, 1);
        Chance.checkProbability("a change of contrast", probability);
    }

    /** Up to 0.2, three pictures of four. */
    public static Contrast standard() {
        return new Contrast(0.2, 0.75);
    }

    @Override
    public Light draw(Rng rng) {
        return Chance.happens(rng, probability) ? new Light(factor(rng, most), 0, 0) : Light.SAME;
    }

    /** A factor whose logarithm is uniform between those of 1 - most and its reciprocal. */
    static double factor(Rng rng, double most) {
        double bound = -StrictMath.log(1 - most);
        return StrictMath.exp(Chance.uniform(rng, -bound, bound));
    }
}
