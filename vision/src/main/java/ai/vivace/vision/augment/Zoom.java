package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;

/**
 * Magnifies pictures by a factor that is uniform between two, around a place that is uniform as far as no more than the picture comes
 * into sight.
 *
 * @param least the smallest factor; above 0; default 1
 * @param most the largest; at least the smallest; default 1.1, as in fastai
 * @param probability from 0 to 1; default 0.5, as in fastai
 */
public record Zoom(double least, double most, double probability) implements Geometric {
    public Zoom {
        double low = least;
        double high = most;
        InputException.require(
                low > 0 && high >= low && Double.isFinite(high),
                () -> "The factors of a zoom must be above 0 and in order, but came " + low + " to " + high + ".");
        Chance.checkProbability("a zoom", probability);
    }

    /** By 1 to 1.1, every second picture. */
    public static Zoom standard() {
        return new Zoom(1, 1.1, 0.5);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        if (!Chance.happens(rng, probability)) {
            return Homography.IDENTITY;
        }
        return of(Chance.uniform(rng, least, most), rng.nextDouble(), rng.nextDouble());
    }

    /** By a factor, around a place given as shares of the picture's width and height. */
    static Homography of(double factor, double column, double row) {
        double scale = 1 / factor;
        return Homography.affine(scale, 0, (1 - scale) * (2 * column - 1), 0, scale, (1 - scale) * (2 * row - 1));
    }
}
