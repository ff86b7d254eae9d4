package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;

/**
 * Cuts a rectangle out of each picture, of a random size, form and place, and brings it to the picture's size (Szegedy 2014).
 *
 * <p>The share of the picture is uniform, and so is the logarithm of the width over the height. After ten rectangles that do not fit it is
 * the largest one of a permitted form, in the middle. fastai's variant for batches draws one rectangle for a batch; this draws one for
 * each item.
 *
 * @param least the smallest share of the picture; above 0 and at most 1; default 0.08
 * @param narrowest the smallest width over height; above 0; default 3/4
 * @param widest the largest; at least the smallest; default 4/3
 */
public record RandomResizedCrop(double least, double narrowest, double widest) implements Geometric {
    private static final int ATTEMPTS = 10;

    public RandomResizedCrop {
        double share = least;
        InputException.require(
                share > 0 && share <= 1,
                () -> "The smallest share of a crop must be above 0 and at most 1, but was " + share + ".");
        double low = narrowest;
        double high = widest;
        InputException.require(
                low > 0 && high >= low && Double.isFinite(high),
                () -> "The forms of a crop must be above 0 and in order, but came " + low + " to " + high + ".");
    }

    /** At least 8 % of the picture, three to four up to four to three. */
    public static RandomResizedCrop standard() {
        return new RandomResizedCrop(0.08, 3.0 / 4, 4.0 / 3);
    }

    /** With another smallest share, such as fastai's usual 0.35 or 0.75. */
    public RandomResizedCrop least(double share) {
        return new RandomResizedCrop(share, narrowest, widest);
    }

    @Override
    public Homography draw(Rng rng, int height, int width) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = Chance.uniform(rng, least, 1) * height * width;
            double form = StrictMath.exp(Chance.uniform(rng, StrictMath.log(narrowest), StrictMath.log(widest)));
            int across = (int) Math.rint(Math.sqrt(area * form));
            int down = (int) Math.rint(Math.sqrt(area / form));
            if (across >= 1 && down >= 1 && across <= width && down <= height) {
                return of(rng.nextInt(height - down + 1), rng.nextInt(width - across + 1), down, across, height, width);
            }
        }
        int across = (int) Math.min(width, Math.max(1, height * widest));
        int down = (int) Math.min(height, Math.max(1, width / narrowest));
        return of((height - down) / 2, (width - across) / 2, down, across, height, width);
    }

    /** The map that shows rows and columns of a picture as the whole. */
    static Homography of(int top, int left, int rows, int columns, int height, int width) {
        double lastColumn = Math.max(1, width - 1);
        double lastRow = Math.max(1, height - 1);
        double across = (columns - 1) / lastColumn;
        double down = (rows - 1) / lastRow;
        return Homography.affine(across, 0, 2 * left / lastColumn - 1 + across, 0, down, 2 * top / lastRow - 1 + down);
    }
}
