package ai.vivace.store.onnx;

import ai.vivace.tensor.Nonlinearity;

/** {@link Nonlinearity} in operations of opset 17. */
final class Functions {
    private static final double CUBIC = 0.044715;

    private Functions() {}

    static OnnxValue add(OnnxPart part, Nonlinearity function, OnnxValue x) {
        return switch (function) {
            case RELU -> part.value("Relu", x);
            case GELU -> gelu(part, x, part.value("Erf", part.value("Mul", x, part.number("slope", Math.sqrt(0.5)))));
            case GELU_TANH -> gelu(part, x, part.value("Tanh", inner(part, x)));
            case SILU -> part.value("Mul", x, part.value("Sigmoid", x));
            case MISH -> part.value("Mul", x, part.value("Tanh", part.value("Softplus", x)));
            case TANH -> part.value("Tanh", x);
            case SIGMOID -> part.value("Sigmoid", x);
            case SELU -> part.value("Selu", x);
            case ELU -> part.value("Elu", x);
            case SOFTPLUS -> part.value("Softplus", x);
            case HARDSWISH -> part.value("Mul", x, hardsigmoid(part, x));
            case RELU6 -> part.value("Clip", x, part.number("low", 0), part.number("high", 6));
            case HARDSIGMOID -> hardsigmoid(part, x);
        };
    }

    /** x·(1 + s) / 2. */
    private static OnnxValue gelu(OnnxPart part, OnnxValue x, OnnxValue s) {
        OnnxValue sum = part.value("Add", s, part.number("one", 1));
        return part.value("Mul", part.value("Mul", x, sum), part.number("half", 0.5));
    }

    /** √(2/π)·(x + 0.044715·x³). */
    private static OnnxValue inner(OnnxPart part, OnnxValue x) {
        OnnxValue cube = part.value("Mul", part.value("Mul", x, x), x);
        OnnxValue sum = part.value("Add", x, part.value("Mul", cube, part.number("cubic", CUBIC)));
        return part.value("Mul", sum, part.number("slope", Math.sqrt(2 / Math.PI)));
    }

    private static OnnxValue hardsigmoid(OnnxPart part, OnnxValue x) {
        return part.node("HardSigmoid", x)
                .number("alpha", 1.0 / 6)
                .number("beta", 0.5)
                .output();
    }
}
