package ai.vivace.vision.picture;

import ai.vivace.base.Rng;

/**
 * The largest part that has the input's form: in training at a random place, else from the middle; fastai's {@code Resize} with its
 * default method.
 */
public record RandomCrop() implements Framing {
    @Override
    public Frame varied(Size picture, Size input, Rng rng) {
        Size part = Fit.largestPart(picture, input);
        int left = (int) (rng.nextDouble() * (picture.width() - part.width() + 1));
        int top = (int) (rng.nextDouble() * (picture.height() - part.height() + 1));
        return new Frame(picture, new Area(left, top, part.width(), part.height()), Area.of(input), input);
    }

    @Override
    public boolean varies() {
        return true;
    }

    @Override
    public Size least(Size picture, Size input) {
        return Fit.largestPart(picture, input);
    }

    @Override
    public Fit fit() {
        return Fit.CROP;
    }
}
