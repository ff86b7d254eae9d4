package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Gives pictures more or less colour: blends logits with their grey, by a factor drawn as that of {@link Contrast}.
 *
 * @param most 0 to below 1; default 0.2, as in fastai
 * @param probability from 0 to 1; default 0.75, as in fastai
 */
public record Saturation(double most, double probability) implements Lighting {
    public Saturation {
        Chance.checkRange("The largest change of saturation", most, 0, 1);
        Chance.checkProbability("a change of saturation", probability);
    }

    /** Up to 0.2, three pictures of four. */
    public static Saturation standard() {
        return new Saturation(0.2, 0.75);
    }

    @Override
    public Light draw(Rng rng) {
        return Chance.happens(rng, probability) ? of(Contrast.factor(rng, most)) : Light.SAME;
    }

    /** By a factor: 0 makes grey, 1 changes nothing. */
    static Light of(double factor) {
        return new Light(factor, 1 - factor, 0);
    }
}
