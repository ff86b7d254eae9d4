package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;

/**
 * In training a part of random size, form and place, stretched to the input (Szegedy 2014); else the middle, as {@link Fit#CROP}.
 * Defaults and the way of drawing are fastai's and torchvision's: the area is uniform, the form log-uniform, and what does not fit after ten
 * draws becomes the largest part in the middle whose form is allowed.
 *
 * <p>Differs from fastai, which judges by the whole picture stretched to a size 14 % larger and then cropped: here a picture is judged
 * by what it is predicted by.
 *
 * @param minScale the least share of the picture's area, above 0; default 0.08, and 0.75 or more is better for small data
 * @param maxScale the largest share, at most 1
 * @param minRatio the least width relative to the height, above 0; default 3/4
 * @param maxRatio the largest; default 4/3
 */
public record RandomResizedCrop(double minScale, double maxScale, double minRatio, double maxRatio) implements Framing {
    private static final int TRIES = 10;

    public RandomResizedCrop {
        double least = minScale;
        double most = maxScale;
        double narrowest = minRatio;
        double widest = maxRatio;
        InputException.require(
                0 < least && least <= most && most <= 1,
                () -> "Shares of a picture's area must rise from above 0 to at most 1, but came " + least + " to "
                        + most + ".");
        InputException.require(
                0 < narrowest && narrowest <= widest && widest < Double.POSITIVE_INFINITY,
                () -> "Ratios of width to height must be positive and rise, but came " + narrowest + " to " + widest
                        + ".");
    }

    /** fastai's defaults: 8 % to all of the area, from 3:4 to 4:3. */
    public static RandomResizedCrop standard() {
        return new RandomResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3);
    }

    /** As {@link #standard}, of at least a share of the picture's area. */
    public static RandomResizedCrop ofAtLeast(double minScale) {
        return new RandomResizedCrop(minScale, 1, 3.0 / 4, 4.0 / 3);
    }

    @Override
    public Frame varied(Size picture, Size input, Rng rng) {
        for (int i = 0; i < TRIES; i++) {
            double share = minScale + (maxScale - minScale) * rng.nextDouble();
            double area = share * picture.width() * picture.height();
            double ratio = StrictMath.exp(StrictMath.log(minRatio)
                    + (StrictMath.log(maxRatio) - StrictMath.log(minRatio)) * rng.nextDouble());
            int width = (int) Math.max(1, Math.round(Math.sqrt(area * ratio)));
            int height = (int) Math.max(1, Math.round(Math.sqrt(area / ratio)));
            if (width <= picture.width() && height <= picture.height()) {
                int left = rng.nextInt(picture.width() - width + 1);
                int top = rng.nextInt(picture.height() - height + 1);
                return new Frame(picture, new Area(left, top, width, height), Area.of(input), input);
            }
        }
        return new Frame(picture, largestAllowed(picture), Area.of(input), input);
    }

    private Area largestAllowed(Size picture) {
        double ratio = (double) picture.width() / picture.height();
        int width = ratio > maxRatio ? (int) (picture.height() * maxRatio) : picture.width();
        int height = ratio < minRatio ? (int) (picture.width() / minRatio) : picture.height();
        return Area.centred(Math.max(1, width), Math.max(1, height), picture);
    }

    @Override
    public boolean varies() {
        return true;
    }

    @Override
    public Size least(Size picture, Size input) {
        double area = minScale * picture.width() * picture.height();
        Area allowed = largestAllowed(picture);
        Size middle = Fit.largestPart(picture, input);
        return new Size(
                least(area * minRatio, allowed.width(), middle.width()),
                least(area / maxRatio, allowed.height(), middle.height()));
    }

    private static int least(double square, int allowed, int middle) {
        return Math.max(1, Math.min((int) Math.sqrt(square), Math.min(allowed, middle)));
    }

    @Override
    public Fit fit() {
        return Fit.CROP;
    }
}
