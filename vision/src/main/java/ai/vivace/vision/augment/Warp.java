package ai.vivace.vision.augment;

import ai.vivace.base.Rng;

/**
 * Shows pictures as if seen from another side: one edge nearer, the opposite one farther away; independently for left and right and for
 * top and bottom.
 *
 * @param most by how much a corner moves at most, where a picture goes from -1 to 1; 0 to below 0.5; default 0.2, as in fastai
 * @param probability for each of the two directions, from 0 to 1; default 0.5, as in fastai
 */
public record Warp(double most, double probability) implements Geometric {
    private static final double[] CORNERS = {-1, -1, -1, 1, 1, -1, 1, 1};

    public Warp {
        Chance.checkRange("The largest warp", most, 0, 0.5);
        Chance.checkProbability("a warp", probability);
    }

    /** Up to 0.2, every second picture in each direction. */
    public static Warp standard() {
        return new Warp(0.2, 0.5);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        double across = Chance.happens(rng, probability) ? Chance.uniform(rng, -most, most) : 0;
        double down = Chance.happens(rng, probability) ? Chance.uniform(rng, -most, most) : 0;
        return of(across, down);
    }

    /** The map for corners moved by so much, as in fastai. */
    static Homography of(double across, double down) {
        if (across == 0 && down == 0) {
            return Homography.IDENTITY;
        }
        double[] moved = {-1 - down, -1 - across, -1 + down, 1 + across, 1 + down, -1 + across, 1 - down, 1 - across};
        return Homography.between(moved, CORNERS);
    }
}
