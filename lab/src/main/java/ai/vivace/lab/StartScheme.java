package ai.vivace.lab;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule for the starting weights, with the function that follows each layer.
 *
 * @param name of the rule
 * @param function null for none: a linear net
 */
record StartScheme(String name, @Nullable Nonlinearity function, Initializer weights) {
    private static final double SMALL = 0.01;

    static final StartScheme KAIMING_RELU = kaiming(Nonlinearity.RELU);
    static final StartScheme SMALL_RELU =
            new StartScheme("N(0, 0.01)", Nonlinearity.RELU, Initializers.normal(0, SMALL));
    static final StartScheme PYTORCH_RELU = pytorch(Nonlinearity.RELU);
    static final StartScheme XAVIER_RELU = xavier(Nonlinearity.RELU, 1, "Xavier");
    static final StartScheme XAVIER_TANH = xavier(Nonlinearity.TANH, 1, "Xavier");
    static final StartScheme XAVIER_SIGMOID = xavier(Nonlinearity.SIGMOID, 1, "Xavier");
    static final StartScheme LECUN_SELU = gained(Nonlinearity.SELU, Gain.LINEAR, "LeCun");
    static final StartScheme EXACT_SILU = gained(Nonlinearity.SILU, Gain.exact(Nonlinearity.SILU), "exact gain");

    /** All that are compared, from the simplest to the best suited. */
    static List<StartScheme> all() {
        return List.of(
                new StartScheme("zeros", Nonlinearity.RELU, Initializers.zeros()),
                new StartScheme("N(0, 1)", null, Initializers.normal(0, 1)),
                new StartScheme("N(0, 1)", Nonlinearity.RELU, Initializers.normal(0, 1)),
                new StartScheme("N(0, 1)", Nonlinearity.TANH, Initializers.normal(0, 1)),
                SMALL_RELU,
                new StartScheme("N(0, 0.01)", Nonlinearity.TANH, Initializers.normal(0, SMALL)),
                PYTORCH_RELU,
                pytorch(Nonlinearity.TANH),
                xavier(null, 1, "Xavier"),
                XAVIER_RELU,
                XAVIER_TANH,
                xavier(Nonlinearity.TANH, Gain.pytorch(Nonlinearity.TANH), "5/3 Xavier"),
                XAVIER_SIGMOID,
                KAIMING_RELU,
                gained(Nonlinearity.TANH, Math.sqrt(2), "Kaiming"),
                gained(Nonlinearity.SELU, Gain.pytorch(Nonlinearity.SELU), "gain 3/4"),
                LECUN_SELU,
                gained(Nonlinearity.GELU, Gain.exact(Nonlinearity.GELU), "exact gain"),
                EXACT_SILU,
                gained(Nonlinearity.MISH, Gain.exact(Nonlinearity.MISH), "exact gain"));
    }

    /** Those that twenty-layer nets are trained from. */
    static List<StartScheme> trained() {
        return List.of(
                SMALL_RELU,
                PYTORCH_RELU,
                XAVIER_RELU,
                KAIMING_RELU,
                XAVIER_SIGMOID,
                XAVIER_TANH,
                LECUN_SELU,
                gained(Nonlinearity.GELU, Gain.exact(Nonlinearity.GELU), "exact gain"));
    }

    private static StartScheme pytorch(Nonlinearity function) {
        return new StartScheme("PyTorch", function, Initializers.pytorchDefault());
    }

    private static StartScheme xavier(@Nullable Nonlinearity function, double gain, String name) {
        return new StartScheme(name, function, Initializers.xavierNormal(gain));
    }

    private static StartScheme kaiming(Nonlinearity function) {
        return gained(function, Gain.exact(function), "Kaiming");
    }

    private static StartScheme gained(Nonlinearity function, double gain, String name) {
        return new StartScheme(name, function, Initializers.kaimingNormal(gain, Fans.Mode.IN));
    }

    Tensor apply(Tensor input) {
        return function == null ? input : function.apply(input);
    }

    /** Rule and function, as in {@code Kaiming, relu}. */
    String label() {
        return name + ", " + (function == null ? "linear" : function);
    }
}
