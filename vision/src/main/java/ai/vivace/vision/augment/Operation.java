package ai.vivace.vision.augment;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * The changes that RandAugment and TrivialAugment choose from, as torchvision defines them: geometry takes the nearest pixel and leaves 0
 * where the picture ends; values are cut off at 0 and 1. What torchvision rounds to bytes stays a fraction here.
 */
enum Operation {
    IDENTITY,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y,
    ROTATE,
    BRIGHTNESS,
    COLOUR,
    CONTRAST,
    SHARPNESS,
    POSTERIZE,
    SOLARIZE,
    AUTO_CONTRAST,
    EQUALIZE;

    private static final double LEVELS = 255;

    /**
     * How far operations go at the highest level.
     *
     * @param shear the tangent of the angle
     * @param shift as a share of the picture's side
     * @param pixels of a shift besides
     * @param degrees of a turn
     * @param colour of brightness, colour, contrast and sharpness: by which factors differ from 1
     * @param bits that posterizing drops
     */
    record Ranges(double shear, double shift, double pixels, double degrees, double colour, double bits) {}

    /** Whether it goes both ways. */
    boolean isSigned() {
        return switch (this) {
            case SHEAR_X, SHEAR_Y, TRANSLATE_X, TRANSLATE_Y, ROTATE, BRIGHTNESS, COLOUR, CONTRAST, SHARPNESS -> true;
            case IDENTITY, POSTERIZE, SOLARIZE, AUTO_CONTRAST, EQUALIZE -> false;
        };
    }

    /** Where pixels come from; {@link Homography#IDENTITY} for operations on values. */
    Homography map(Ranges ranges, double level, int height, int width) {
        return switch (this) {
            case SHEAR_X -> {
                double shear = ranges.shear() * level;
                yield Homography.pixels(1, shear, shear * height / 2, 0, 1, 0, height, width);
            }
            case SHEAR_Y -> {
                double shear = ranges.shear() * level;
                yield Homography.pixels(1, 0, 0, shear, 1, shear * width / 2, height, width);
            }
            case TRANSLATE_X -> {
                int right = (int) ((ranges.shift() * width + ranges.pixels()) * level);
                yield Homography.pixels(1, 0, -right, 0, 1, 0, height, width);
            }
            case TRANSLATE_Y -> {
                int down = (int) ((ranges.shift() * height + ranges.pixels()) * level);
                yield Homography.pixels(1, 0, 0, 0, 1, -down, height, width);
            }
            case ROTATE -> {
                double angle = StrictMath.toRadians(ranges.degrees() * level);
                double cosine = StrictMath.cos(angle);
                double sine = StrictMath.sin(angle);
                yield Homography.pixels(cosine, -sine, 0, sine, cosine, 0, height, width);
            }
            default -> Homography.IDENTITY;
        };
    }

    /** What becomes of a picture's values, [channels, height, width]; itself for operations of geometry. */
    Tensor apply(Ranges ranges, double level, Tensor picture) {
        double factor = 1 + ranges.colour() * level;
        return switch (this) {
            case BRIGHTNESS -> picture.mul(factor).clamp(0, 1);
            case COLOUR -> blend(picture, grey(picture), factor);
            case CONTRAST -> blend(picture, grey(picture).mean(), factor);
            case SHARPNESS -> sharpened(picture, factor);
            case POSTERIZE -> {
                double step = 1 << (int) Math.rint(ranges.bits() * level);
                yield picture.mul(LEVELS).round().div(step).floor().mul(step / LEVELS);
            }
            case SOLARIZE -> Tensor.where(picture.ge(1 - level), picture.neg().add(1), picture);
            case AUTO_CONTRAST -> stretched(picture);
            case EQUALIZE -> equalized(picture);
            default -> picture;
        };
    }

    private static Tensor blend(Tensor picture, Tensor other, double share) {
        return picture.mul(share).add(other.mul(1 - share)).clamp(0, 1);
    }

    /** [1, height, width]; a picture that is not of three channels is its own grey. */
    private static Tensor grey(Tensor picture) {
        return picture.size(0) == 3 ? Augment.grey(picture.unsqueeze(0)).squeeze(0) : picture;
    }

    private static Tensor sharpened(Tensor picture, double factor) {
        long channels = picture.size(0);
        long rows = picture.size(1) - 2;
        long columns = picture.size(2) - 2;
        if (rows < 1 || columns < 1) {
            return picture;
        }
        float[] kernel = {1, 1, 1, 1, 5, 1, 1, 1, 1};
        Tensor weight = Tensor.of(kernel, Shape.of(1, 1, 3, 3)).mul(1.0 / 13).to(picture.device());
        Tensor smooth = picture.copy();
        smooth.narrow(1, 1, rows)
                .narrow(2, 1, columns)
                .copyFrom(Functional.conv2d(
                                picture.reshape(channels, 1, rows + 2, columns + 2),
                                weight,
                                null,
                                new long[] {1, 1},
                                new long[] {0, 0},
                                new long[] {1, 1},
                                1)
                        .squeeze(1));
        return blend(picture, smooth, factor);
    }

    /** Each channel from 0 to 1; one without differences stays. */
    private static Tensor stretched(Tensor picture) {
        Tensor values = picture.flatten(1, 2);
        Tensor least = values.min(1).reshape(-1, 1, 1);
        Tensor range = values.max(1).reshape(-1, 1, 1).sub(least);
        Tensor flat = range.eq(0);
        Tensor scaled = picture.sub(least).div(range.maskedFill(flat, 1));
        return Tensor.where(flat, picture, scaled).clamp(0, 1);
    }

    /** Each channel with levels of 255 as often as each other, as far as that goes; counted on Java's side. */
    private static Tensor equalized(Tensor picture) {
        float[] values = picture.toFloats();
        int plane = (int) (picture.size(1) * picture.size(2));
        for (int start = 0; start < values.length; start += plane) {
            int[] counts = new int[(int) LEVELS + 1];
            int highest = 0;
            for (int i = start; i < start + plane; i++) {
                int level = level(values[i]);
                counts[level]++;
                highest = Math.max(highest, level);
            }
            int step = (plane - counts[highest]) / (int) LEVELS;
            int[] becomes = new int[counts.length];
            int below = 0;
            for (int level = 0; level < counts.length && step > 0; level++) {
                becomes[level] = Math.min((int) LEVELS, (below + step / 2) / step);
                below += counts[level];
            }
            for (int i = start; i < start + plane && step > 0; i++) {
                values[i] = (float) (becomes[level(values[i])] / LEVELS);
            }
        }
        return Tensor.of(values, picture.shape()).to(picture.device());
    }

    private static int level(float value) {
        return (int) Math.max(0, Math.min(LEVELS, Math.rint(value * LEVELS)));
    }
}
