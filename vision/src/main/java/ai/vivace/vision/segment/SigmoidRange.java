package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** low + (high - low) · sigmoid(x): for outputs that are known to lie between two numbers, as the pixels of a picture. */
public final class SigmoidRange extends UnaryLayer {
    private final double low;
    private final double high;

    /** Between two numbers, the first the lower. */
    public static SigmoidRange of(double low, double high) {
        return new SigmoidRange(low, high);
    }

    static SigmoidRange build(Settings settings) {
        return of(settings.number("low"), settings.number("high"));
    }

    private SigmoidRange(double low, double high) {
        InputException.require(
                low < high && Double.isFinite(high - low),
                () -> "A range goes from a lower to a higher number, but came " + low + " and " + high + ".");
        this.low = low;
        this.high = high;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.sigmoid().mul(high - low).add(low);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("low", low), entry("high", high));
    }
}
