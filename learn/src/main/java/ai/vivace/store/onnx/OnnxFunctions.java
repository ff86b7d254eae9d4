package ai.vivace.store.onnx;

import ai.vivace.tensor.Nonlinearity;
import java.util.List;

/** Functions of single values in operators of opset 17, which lacks some of them. */
public final class OnnxFunctions {
    private OnnxFunctions() {}

    /** Adds the nodes of a function and returns the name of its value. */
    public static String apply(OnnxGraph graph, Nonlinearity function, String x) {
        return switch (function) {
            case RELU -> graph.node("Relu", List.of(x));
            case RELU6 -> graph.node("Clip", List.of(x, graph.number(0), graph.number(6)));
            case TANH -> graph.node("Tanh", List.of(x));
            case SIGMOID -> graph.node("Sigmoid", List.of(x));
            case SOFTPLUS -> graph.node("Softplus", List.of(x));
            case HARDSWISH -> graph.node("HardSwish", List.of(x));
            case HARDSIGMOID ->
                graph.node(
                        "HardSigmoid",
                        List.of(x),
                        OnnxAttribute.real("alpha", 1 / 6.0),
                        OnnxAttribute.real("beta", 0.5));
            case ELU -> graph.node("Elu", List.of(x), OnnxAttribute.real("alpha", 1));
            case SELU ->
                graph.node(
                        "Selu",
                        List.of(x),
                        OnnxAttribute.real("alpha", 1.6732632423543772),
                        OnnxAttribute.real("gamma", 1.0507009873554805));
            case SILU -> graph.node("Mul", List.of(x, graph.node("Sigmoid", List.of(x))));
            case MISH -> graph.node("Mul", List.of(x, graph.node("Tanh", List.of(graph.node("Softplus", List.of(x))))));
            case GELU -> halfOf(graph, x, graph.node("Erf", List.of(scaled(graph, x, 1 / Math.sqrt(2)))));
            case GELU_TANH -> {
                String cube = graph.node("Mul", List.of(graph.node("Mul", List.of(x, x)), x));
                String inner = graph.node("Add", List.of(x, scaled(graph, cube, 0.044715)));
                yield halfOf(graph, x, graph.node("Tanh", List.of(scaled(graph, inner, Math.sqrt(2 / Math.PI)))));
            }
        };
    }

    /** A value times a number. */
    public static String scaled(OnnxGraph graph, String x, double factor) {
        return graph.node("Mul", List.of(x, graph.number(factor)));
    }

    /** x · (1 + y) / 2. */
    private static String halfOf(OnnxGraph graph, String x, String y) {
        String more = graph.node("Add", List.of(y, graph.number(1)));
        return graph.node("Mul", List.of(x, scaled(graph, more, 0.5)));
    }
}
