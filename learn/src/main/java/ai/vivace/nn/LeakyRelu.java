package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** x where positive, slope · x where negative. */
public final class LeakyRelu extends UnaryLayer {
    private final double slope;

    /**
     * With a slope for negative inputs.
     *
     * @param slope 0.01 in PyTorch's default; 0 is ReLU
     */
    public static LeakyRelu of(double slope) {
        return new LeakyRelu(slope);
    }

    static LeakyRelu build(Settings settings) {
        return of(settings.number("slope"));
    }

    private LeakyRelu(double slope) {
        InputException.require(Double.isFinite(slope), () -> "A slope must be a number, but is " + slope + ".");
        this.slope = slope;
    }

    double slope() {
        return slope;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.leakyRelu(input, slope);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("slope", slope));
    }
}
