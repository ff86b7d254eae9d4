package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Random erasing (Zhong 2017) as a part of an {@link Augment}: overwrites rectangles of pictures by noise, each with its own place and
 * size. Shares, forms and defaults are those of fastai's {@code RandomErasing}; a side that is longer than the picture is cut to it.
 *
 * <p>The noise is uniform from 0 to 1, as in the paper, where fastai has N(0, 1): it erases after the normalisation, a part of an
 * augmentation before. For normalised values there is the callback {@link ai.vivace.learn.RandomErasing}. Targets stay as they are.
 *
 * @param probability of a picture to be erased; 0 to 1; default 0.5
 * @param smallest the least share of the picture that is erased in all; at least 0; default 0
 * @param largest the greatest share; at most 1; default 0.3
 * @param leastAspect the smallest quotient of a rectangle's height and width, whose logarithm is uniform up to that of the inverse; above 0
 *     and at most 1; default 0.3
 * @param most how many rectangles at most, of which at least one is drawn; each has an equal part of the share; default 1
 */
public record Erasing(double probability, double smallest, double largest, double leastAspect, int most)
        implements BatchTransform {
    public Erasing {
        Chance.checkProbability("erasing", probability);
        double low = smallest;
        double high = largest;
        InputException.require(
                low >= 0 && low <= high && high <= 1,
                () -> "The erased share must be from 0 to 1, but came " + low + " to " + high + ".");
        double quotient = leastAspect;
        InputException.require(
                quotient > 0 && quotient <= 1,
                () -> "The smallest quotient of height and width must be above 0 and at most 1, but was " + quotient
                        + ".");
        int count = most;
        InputException.require(count >= 1, () -> "At least one rectangle is erased, but came " + count + ".");
    }

    /** fastai's: half of the pictures, one rectangle of up to 0.3 of each. */
    public static Erasing standard() {
        return new Erasing(0.5, 0, 0.3, 0.3, 1);
    }

    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        Tensor pictures = batch.input();
        InPlace.require(pictures);
        for (int i = 0; i < batch.size(); i++) {
            Rng item = rng.split(batch.indices()[i]);
            if (Chance.happens(item, probability)) {
                int count = 1 + item.nextInt(most);
                for (int number = 0; number < count; number++) {
                    erase(pictures.select(0, i), count, item.split(number));
                }
            }
        }
        return batch;
    }

    /** Overwrites a rectangle of a picture [channels, height, width], which has one of so many parts of the share. */
    private void erase(Tensor picture, int parts, Rng rng) {
        long height = picture.size(1);
        long width = picture.size(2);
        double area = Chance.uniform(rng, smallest, largest) * height * width / parts;
        double aspect = StrictMath.exp(Chance.uniform(rng, StrictMath.log(leastAspect), -StrictMath.log(leastAspect)));
        long rows = side(area * aspect, height);
        long columns = side(area / aspect, width);
        long top = rng.nextInt((int) (height - rows) + 1);
        long left = rng.nextInt((int) (width - columns) + 1);
        if (rows == 0 || columns == 0) {
            return;
        }
        try (Scope scope = Scope.open()) {
            Tensor noise = Tensor.randomUniform(Shape.of(picture.size(0), rows, columns), rng.split("noise"));
            picture.narrow(1, top, rows)
                    .narrow(2, left, columns)
                    .copyFrom(noise.to(picture.dtype()).to(picture.device()));
        }
    }

    private static long side(double square, long longest) {
        return Math.min(longest, (long) Math.rint(StrictMath.sqrt(square)));
    }
}
