package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;

/**
 * DropBlock (Ghiasi 2018): drops square blocks of [N, channels, height, width], drawn for each channel of each item, and multiplies
 * the rest by elements / kept elements.
 *
 * <p>A block starts at a place where it fits at the rate p / size² · (height · width) / ((height - size + 1) · (width - size + 1)),
 * so that about the share p is dropped; overlapping blocks make it a little less, but at p = 1 all is dropped. A block larger than the picture is cut down to it.
 * The paper raises p from 0 during training: see {@link #share}.
 */
public final class DropBlock2d extends DropoutLayer {
    private final long size;
    private double share = 1;

    /**
     * Blocks of a size.
     *
     * @param probability the share that is dropped; 0 to 1; 0.1 in the paper
     * @param size the blocks' side, at least 1; 7 in the paper; 1 is nearly {@link Dropout}
     */
    public static DropBlock2d of(double probability, long size) {
        return new DropBlock2d(probability, size);
    }

    static DropBlock2d build(Settings settings) {
        return of(settings.number("probability"), settings.integer("size"));
    }

    private DropBlock2d(double probability, long size) {
        super(probability);
        InputException.require(size >= 1, () -> "A block's side must be at least 1, but is " + size + ".");
        this.size = size;
    }

    /**
     * Sets how much of the probability is in force: from 0 to 1 in the course of the training, say.
     *
     * @param share 0 to 1; default 1
     */
    public void share(double share) {
        InputException.require(
                share >= 0 && share <= 1, () -> "The share in force must be 0 to 1, but is " + share + ".");
        this.share = share;
    }

    /** How likely a block starts at a place where it fits. */
    double rate(long height, long width) {
        if (share * probability() == 1) {
            return 1;
        }
        double side = Math.min(size, Math.min(height, width));
        double places = (height - side + 1) * (width - side + 1);
        return Math.min(1, share * probability() / (side * side) * height * width / places);
    }

    @Override
    Tensor drop(Tensor input) {
        if (input.rank() != 4) {
            throw new TensorException("the input must be [N, channels, height, width], but has shape " + input.shape());
        }
        long[] sizes = input.shape().toArray();
        long height = sizes[2];
        long width = sizes[3];
        long side = Math.min(size, Math.min(height, width));
        sizes[2] = height - side + 1;
        sizes[3] = width - side + 1;
        Tensor starts =
                Functional.dropoutMask(input, sizes, 1 - rate(height, width)).ne(0);
        // Each place of the result looks back over a block's side: with a border on all sides it sees every start.
        Tensor bordered = Functional.zerosPadded(starts.to(input.dtype()), side - 1);
        long[] window = {side, side};
        Tensor kept = Functional.maxPool2d(bordered, window, new long[] {1, 1}, new long[] {0, 0}, false)
                .eq(0)
                .to(input.dtype());
        Tensor factor =
                kept.sum().clamp(1, Double.POSITIVE_INFINITY).reciprocal().mul((double) input.elements());
        return input.mul(kept).mul(factor);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("probability", probability()), entry("size", size));
    }
}
