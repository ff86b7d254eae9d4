package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Puts the dimensions in another order: (0, 2, 3, 1) makes channels last. */
public final class Permute extends UnaryLayer {
    private final long[] order;

    /**
     * By the old number of each new dimension.
     *
     * @throws InputException unless each of 0 to n - 1 occurs once
     */
    public static Permute of(long... order) {
        return new Permute(order);
    }

    static Permute build(Settings settings) {
        return of(settings.integers("order"));
    }

    private Permute(long... order) {
        long[] sorted = order.clone();
        Arrays.sort(sorted);
        InputException.require(
                Arrays.equals(sorted, LongStream.range(0, order.length).toArray()),
                () -> "An order of dimensions must have each of 0 to " + (order.length - 1) + " once, but came "
                        + Arrays.toString(order) + ".");
        this.order = order.clone();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.permute(order);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("order", LongStream.of(order).boxed().toList()));
    }
}
