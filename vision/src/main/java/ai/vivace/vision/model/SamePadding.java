package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;

/**
 * Zeros around pictures [N, channels, height, width] as TensorFlow's SAME sets them before a convolution: so many that there is an
 * output for each stride of pixels, and where their number is odd, one more below and on the right.
 *
 * <p>A kernel of 3 at stride 2 gets them below and on the right only where the side is even. PyTorch's padding of 1 would shift such
 * networks' sight by a pixel, and weights trained with one give other values with the other.
 */
public final class SamePadding extends UnaryLayer {
    private final long kernel;
    private final long stride;

    /** For a square kernel and a stride, both at least 1. */
    public static SamePadding of(long kernel, long stride) {
        return new SamePadding(kernel, stride);
    }

    static SamePadding build(Settings settings) {
        return of(settings.integer("kernel"), settings.integer("stride"));
    }

    private SamePadding(long kernel, long stride) {
        InputException.require(
                kernel > 0 && stride > 0,
                () -> "A kernel and a stride must be at least 1, but came " + kernel + " and " + stride + ".");
        this.kernel = kernel;
        this.stride = stride;
    }

    /** How many zeros a side of so many pixels gets in all. */
    long zeros(long side) {
        long outputs = (side + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + kernel - side);
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (input.rank() != 4) {
            throw new TensorException("the input must be [N, channels, height, width], but has shape " + input.shape());
        }
        long rows = zeros(input.size(2));
        long columns = zeros(input.size(3));
        return Functional.zerosPadded(input, columns / 2, columns - columns / 2, rows / 2, rows - rows / 2);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("kernel", kernel), entry("stride", stride));
    }
}
