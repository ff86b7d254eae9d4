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
 * @param weights of each layer, before what {@code net} does to them
 */
record StartScheme(String name, @Nullable Nonlinearity function, Initializer weights, Net net) {
    /** What a rule asks of the net beside its weights. */
    enum Net {
        /** Layers one after the other. */
        PLAIN,
        /** The same, where weights are then divided by the deviation of what their layer gives for a batch: LSUV. */
        CALIBRATED,
        /** A layer is a residual block of two, by Fixup's rules. */
        RESIDUAL
    }

    private static final double SMALL = 0.01;

    static final StartScheme KAIMING_RELU = kaiming(Nonlinearity.RELU);
    static final StartScheme SMALL_RELU = plain("N(0, 0.01)", Nonlinearity.RELU, Initializers.normal(0, SMALL));
    static final StartScheme PYTORCH_RELU = pytorch(Nonlinearity.RELU);
    static final StartScheme XAVIER_RELU = xavier(Nonlinearity.RELU, 1, "Xavier");
    static final StartScheme XAVIER_TANH = xavier(Nonlinearity.TANH, 1, "Xavier");
    static final StartScheme XAVIER_SIGMOID = xavier(Nonlinearity.SIGMOID, 1, "Xavier");
    static final StartScheme ORTHOGONAL_RELU =
            plain("orthogonal", Nonlinearity.RELU, Initializers.orthogonal(Gain.exact(Nonlinearity.RELU)));
    static final StartScheme LSUV_RELU =
            new StartScheme("LSUV", Nonlinearity.RELU, Initializers.orthogonal(Gain.LINEAR), Net.CALIBRATED);
    static final StartScheme FIXUP_RELU = new StartScheme(
            "Fixup",
            Nonlinearity.RELU,
            Initializers.kaimingNormal(Gain.exact(Nonlinearity.RELU), Fans.Mode.IN),
            Net.RESIDUAL);
    static final StartScheme LECUN_SELU = gained(Nonlinearity.SELU, Gain.LINEAR, "LeCun");
    static final StartScheme EXACT_SILU = gained(Nonlinearity.SILU, Gain.exact(Nonlinearity.SILU), "exact gain");

    /** All that are compared, from the simplest to the best suited. */
    static List<StartScheme> all() {
        return List.of(
                plain("zeros", Nonlinearity.RELU, Initializers.zeros()),
                plain("N(0, 1)", null, Initializers.normal(0, 1)),
                plain("N(0, 1)", Nonlinearity.RELU, Initializers.normal(0, 1)),
                plain("N(0, 1)", Nonlinearity.TANH, Initializers.normal(0, 1)),
                SMALL_RELU,
                plain("N(0, 0.01)", Nonlinearity.TANH, Initializers.normal(0, SMALL)),
                PYTORCH_RELU,
                pytorch(Nonlinearity.TANH),
                xavier(null, 1, "Xavier"),
                XAVIER_RELU,
                XAVIER_TANH,
                xavier(Nonlinearity.TANH, Gain.pytorch(Nonlinearity.TANH), "5/3 Xavier"),
                XAVIER_SIGMOID,
                KAIMING_RELU,
                ORTHOGONAL_RELU,
                LSUV_RELU,
                FIXUP_RELU,
                gained(Nonlinearity.TANH, Math.sqrt(2), "Kaiming"),
                plain("orthogonal", null, Initializers.orthogonal(Gain.LINEAR)),
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
                ORTHOGONAL_RELU,
                LSUV_RELU,
                FIXUP_RELU,
                XAVIER_SIGMOID,
                XAVIER_TANH,
                LECUN_SELU,
                gained(Nonlinearity.GELU, Gain.exact(Nonlinearity.GELU), "exact gain"));
    }

    private static StartScheme plain(String name, @Nullable Nonlinearity function, Initializer weights) {
        return new StartScheme(name, function, weights, Net.PLAIN);
    }

    private static StartScheme pytorch(Nonlinearity function) {
        return plain("PyTorch", function, Initializers.pytorchDefault());
    }

    private static StartScheme xavier(@Nullable Nonlinearity function, double gain, String name) {
        return plain(name, function, Initializers.xavierNormal(gain));
    }

    private static StartScheme kaiming(Nonlinearity function) {
        return gained(function, Gain.exact(function), "Kaiming");
    }

    private static StartScheme gained(Nonlinearity function, double gain, String name) {
        return plain(name, function, Initializers.kaimingNormal(gain, Fans.Mode.IN));
    }

    Tensor apply(Tensor input) {
        return function == null ? input : function.apply(input);
    }

    /** Rule and function, as in {@code Kaiming, relu}. */
    String label() {
        return name + ", " + (function == null ? "linear" : function);
    }
}
