package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Makes pictures brighter or darker: adds the logit of a number that is uniform from 0.5 (1 - most) to 0.5 (1 + most).
 *
 * @param most 0 to below 1; default 0.2, as in fastai
 * @param probability from 0 to 1; default 0.75, as in fastai
 */
public record Brightness(double most, double probability) implements Lighting {
    public Brightness {
        Chance.checkRange("The largest change of brightness", most, 0, 1);
        Chance.checkProbability("a change of brightness", probability);
    }

    /** Up to 0.2, three pictures of four. */
    public static Brightness standard() {
        return new Brightness(0.2, 0.75);
    }

    @Override
    public Light draw(Rng rng) {
        return Chance.happens(rng, probability)
                ? of(Chance.uniform(rng, 0.5 * (1 - most), 0.5 * (1 + most)))
                : Light.SAME;
    }

    /** By a level of which 0.5 changes nothing. */
    static Light of(double level) {
        return new Light(1, 0, StrictMath.log(level / (1 - level)));
    }
}
