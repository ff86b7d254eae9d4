package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Random erasing (Zhong 2017): at a probability, overwrites a rectangle inside a training picture by 0, which is the mean after
 * normalisation, or by noise.
 *
 * <p>Each picture has its own draw. The rectangle's share of the picture is uniform, and the logarithm of its height over its width,
 * as in torchvision; the paper has the quotient uniform. After ten rectangles that do not fit the picture is left as it is.
 *
 * @param probability of a picture to be erased; 0 to 1; default 0.5
 * @param smallest the least share of a picture; above 0; default 0.02
 * @param largest the greatest share; at least the smallest and at most 1; default 0.33
 * @param elongation the greatest quotient of the sides; at least 1; default 10 / 3, which is the paper's 0.3 to 3.3
 * @param fill what is put in; default 0
 */
public record RandomErasing(double probability, double smallest, double largest, double elongation, Fill fill)
        implements Callback {
    private static final int ATTEMPTS = 10;

    /** What is put into the rectangle. */
    public enum Fill {
        /** 0: the mean after normalisation. */
        ZERO,
        /** N(0, 1) for each number: the paper's best. */
        NOISE
    }

    public RandomErasing {
        double share = probability;
        InputException.require(
                share >= 0 && share <= 1, () -> "The probability of erasing must be 0 to 1, but is " + share + ".");
        double low = smallest;
        double high = largest;
        InputException.require(
                low > 0 && low <= high && high <= 1,
                () -> "The erased share must be above 0 and at most 1, but came " + low + " to " + high + ".");
        double quotient = elongation;
        InputException.require(
                quotient >= 1 && Double.isFinite(quotient),
                () -> "The quotient of the sides must be at least 1, but is " + quotient + ".");
    }

    /** The paper's settings. */
    public static RandomErasing standard() {
        return new RandomErasing(0.5, 0.02, 0.33, 10.0 / 3, Fill.ZERO);
    }

    /** The same at another probability. */
    public RandomErasing probability(double other) {
        return new RandomErasing(other, smallest, largest, elongation, fill);
    }

    /** The same with shares between these. */
    public RandomErasing area(double least, double greatest) {
        return new RandomErasing(probability, least, greatest, elongation, fill);
    }

    /** The same with another fill. */
    public RandomErasing fill(Fill other) {
        return new RandomErasing(probability, smallest, largest, elongation, other);
    }

    @Override
    public Phase phase() {
        return Phase.INPUT;
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Tensor input = batch.input();
        requirePictures("Random erasing", input);
        int height = (int) input.size(2);
        int width = (int) input.size(3);
        Rng rng = batch.rng("RandomErasing");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < input.size(0); i++) {
            boxes.add(box(height, width, rng.split(i)));
        }
        Tensor mask = Box.mask(boxes, height, width, input.device()).gt(0);
        if (fill == Fill.ZERO) {
            batch.input(input.maskedFill(mask, 0));
        } else {
            Tensor noise = Tensor.randomNormal(Shape.of(input.shape().toArray()), rng.split("noise"))
                    .to(input.dtype())
                    .to(input.device());
            batch.input(Tensor.where(mask, noise, input));
        }
        return Signal.CONTINUE;
    }

    /** What is erased of a picture of a size. */
    Box box(int height, int width, Rng rng) {
        if (rng.nextDouble() >= probability) {
            return Box.NOTHING;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = (smallest + (largest - smallest) * rng.nextDouble()) * height * width;
            double quotient = Math.exp((2 * rng.nextDouble() - 1) * Math.log(elongation));
            int rows = (int) Math.rint(Math.sqrt(area * quotient));
            int columns = (int) Math.rint(Math.sqrt(area / quotient));
            if (rows >= 1 && columns >= 1 && rows <= height && columns <= width) {
                return new Box(rng.nextInt(height - rows + 1), rng.nextInt(width - columns + 1), rows, columns);
            }
        }
        return Box.NOTHING;
    }

    static void requirePictures(String what, Tensor input) {
        InputException.require(
                input.rank() == 4 && input.dtype().isFloating(),
                () -> what + " is for pictures [N, channels, height, width] with fractions, but the inputs are "
                        + input.dtype() + " of shape " + input.shape() + ".");
    }
}
