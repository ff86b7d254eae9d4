package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** A {@link Nonlinearity} as a layer. The one with a setting is {@link LeakyRelu}. */
public final class Activation extends UnaryLayer {
    private final Nonlinearity function;

    public static Activation of(Nonlinearity function) {
        return new Activation(function);
    }

    /** The commonest of them. */
    public static Activation relu() {
        return of(Nonlinearity.RELU);
    }

    static Activation build(Settings settings) {
        return of(settings.choice("function", Nonlinearity.class));
    }

    private Activation(Nonlinearity function) {
        this.function = function;
    }

    Nonlinearity function() {
        return function;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return function.apply(input);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("function", function.toString()));
    }
}
