package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy over pixels: outputs are logits [N, classes, height, width], targets masks of int64 class numbers [N, height, width],
 * where 255 does not count. Of masks larger than the outputs the middle counts: a {@linkplain UNet U-Net} without borders gives less
 * than it gets.
 *
 * <p>With border weights w the mean is Σ w·loss / Σ w over what counts. Immutable.
 */
public final class SegmentationLoss implements Loss {
    /** The class number of pixels that do not count. */
    public static final long IGNORED = Masks.IGNORED;

    private final CrossEntropy pixels;
    private final @Nullable BorderWeights borders;

    private SegmentationLoss(CrossEntropy pixels, @Nullable BorderWeights borders) {
        this.pixels = pixels;
        this.borders = borders;
    }

    /** All pixels alike. */
    public static SegmentationLoss standard() {
        return new SegmentationLoss(CrossEntropy.standard().ignoring(IGNORED), null);
    }

    /** Counts the classes' pixels so many times each, against classes of very different sizes; not together with border weights. */
    public static SegmentationLoss ofClassWeights(double... factors) {
        return new SegmentationLoss(CrossEntropy.standard().ignoring(IGNORED).classWeights(factors), null);
    }

    /** Counts pixels between things that touch more than others; worked out for each batch, on the CPU. */
    public static SegmentationLoss ofBorderWeights(BorderWeights weights) {
        return new SegmentationLoss(CrossEntropy.standard().ignoring(IGNORED), weights);
    }

    /**
     * The mean over all pixels that count; 0 when none does.
     *
     * @throws InputException when masks do not fit the outputs, in size or values
     */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        Tensor masks = Masks.cropped(output, target);
        if (borders == null) {
            return pixels.mean(output, masks);
        }
        Tensor weights = weights(borders, masks, output);
        return weighted(output, masks, weights).sum().div(weights.sum().clamp(1e-12, Double.POSITIVE_INFINITY));
    }

    /** The mean of each picture. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor masks = Masks.cropped(output, target);
        if (borders == null) {
            return pixels.each(output, masks);
        }
        Tensor weights = weights(borders, masks, output);
        return weighted(output, masks, weights)
                .flatten(1, -1)
                .sum(1)
                .div(weights.flatten(1, -1).sum(1).clamp(1e-12, Double.POSITIVE_INFINITY));
    }

    private static Tensor weighted(Tensor output, Tensor masks, Tensor weights) {
        return Functional.crossEntropy(output, masks, null, IGNORED, 0).mul(weights);
    }

    /** What each pixel counts; 0 where it is ignored. */
    private static Tensor weights(BorderWeights rule, Tensor masks, Tensor output) {
        int height = Math.toIntExact(masks.size(1));
        int width = Math.toIntExact(masks.size(2));
        int plane = height * width;
        long[] numbers = masks.toLongs();
        float[] weights = new float[numbers.length];
        for (int start = 0; start < numbers.length; start += plane) {
            long[] mask = Arrays.copyOfRange(numbers, start, start + plane);
            System.arraycopy(rule.of(mask, height, width), 0, weights, start, plane);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = numbers[i] == IGNORED ? 0 : weights[i];
        }
        return Tensor.of(weights, Shape.of(masks.size(0), height, width))
                .to(output.dtype())
                .to(output.device());
    }

    /** Probabilities of the classes of each pixel. */
    @Override
    public Tensor activate(Tensor output) {
        return pixels.activate(output);
    }

    /** The likeliest class of each pixel: masks. */
    @Override
    public Tensor decode(Tensor output) {
        return pixels.decode(output);
    }

    @Override
    public String toString() {
        return "SegmentationLoss(" + pixels + (borders == null ? "" : ", " + borders) + ")";
    }
}
