package ai.vivace.store.onnx;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The core layers in ONNX. */
public final class CoreOnnx implements OnnxCatalog {
    private static final OnnxExporter SAME = (graph, path, layer, input) -> input;

    /** Called by {@link java.util.ServiceLoader}. */
    public CoreOnnx() {}

    @Override
    public Map<String, OnnxExporter> exporters() {
        return Map.ofEntries(
                Map.entry(
                        "Activation",
                        (graph, path, layer, input) ->
                                OnnxFunctions.apply(graph, ((Activation) layer).function(), input)),
                Map.entry("AdaptiveAveragePool2d", CoreOnnx::adaptiveAverage),
                Map.entry("AdaptiveMaxPool2d", CoreOnnx::adaptiveMax),
                Map.entry("AlphaDropout", SAME),
                Map.entry("AveragePool2d", CoreOnnx::averagePool),
                Map.entry("BatchNorm1d", CoreOnnx::batchNorm),
                Map.entry("BatchNorm2d", CoreOnnx::batchNorm),
                Map.entry("Conv2d", CoreOnnx::convolution),
                Map.entry("DropBlock2d", SAME),
                Map.entry("Dropout", SAME),
                Map.entry("Flatten", CoreOnnx::flatten),
                Map.entry("GroupNorm", CoreOnnx::groupNorm),
                Map.entry("Identity", SAME),
                Map.entry("InstanceNorm2d", CoreOnnx::instanceNorm),
                Map.entry("LayerNorm", CoreOnnx::layerNorm),
                Map.entry(
                        "LeakyRelu",
                        (graph, path, layer, input) -> graph.node(
                                "LeakyRelu",
                                List.of(input),
                                OnnxAttribute.real("alpha", settings(layer).number("slope")))),
                Map.entry("Linear", CoreOnnx::linear),
                Map.entry("LockedDropout", SAME),
                Map.entry("MaxPool2d", CoreOnnx::maxPool),
                Map.entry("Residual", CoreOnnx::residual),
                Map.entry("Sequential", CoreOnnx::sequence),
                Map.entry("SpatialDropout", SAME),
                Map.entry("StochasticDepth", SAME));
    }

    private static Settings settings(Layer layer) {
        return new Settings(layer.getClass().getSimpleName(), layer.settings());
    }

    /** The children one after the other. */
    static String sequence(OnnxGraph graph, String path, Layer layer, String input) {
        String value = input;
        for (String name : layer.children().keySet()) {
            value = graph.child(path, layer, name, value);
        }
        return value;
    }

    // ---- layers with weights

    private static String convolution(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        List<String> operands = new ArrayList<>(List.of(input, graph.weight(path, layer, "weight")));
        if (settings.flag("bias")) {
            operands.add(graph.weight(path, layer, "bias"));
        }
        return graph.node(
                "Conv",
                operands,
                OnnxAttribute.of("kernel_shape", list(settings.integers("kernel"))),
                OnnxAttribute.of("strides", list(settings.integers("stride"))),
                OnnxAttribute.of("pads", pads(settings.integers("padding"))),
                OnnxAttribute.of("dilations", list(settings.integers("dilation"))),
                OnnxAttribute.of("group", settings.integer("groups")));
    }

    private static String linear(OnnxGraph graph, String path, Layer layer, String input) {
        String weight = graph.weight(path, layer, "weight");
        boolean biased = settings(layer).flag("bias");
        if (graph.inputShape(layer).rank() == 2) {
            List<String> operands = new ArrayList<>(List.of(input, weight));
            if (biased) {
                operands.add(graph.weight(path, layer, "bias"));
            }
            return graph.node("Gemm", operands, OnnxAttribute.of("transB", 1));
        }
        String product = times(graph, input, weight);
        return biased ? graph.node("Add", List.of(product, graph.weight(path, layer, "bias"))) : product;
    }

    /** x·Wᵀ over the last dimension. */
    static String times(OnnxGraph graph, String input, String weight) {
        String turned = graph.node("Transpose", List.of(weight), OnnxAttribute.of("perm", List.of(1L, 0L)));
        return graph.node("MatMul", List.of(input, turned));
    }

    // ---- norms

    private static String batchNorm(OnnxGraph graph, String path, Layer layer, String input) {
        return graph.node(
                "BatchNormalization",
                List.of(
                        input,
                        graph.weight(path, layer, "weight"),
                        graph.weight(path, layer, "bias"),
                        graph.weight(path, layer, "running_mean"),
                        graph.weight(path, layer, "running_var")),
                OnnxAttribute.real("epsilon", settings(layer).number("epsilon")));
    }

    private static String layerNorm(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        return graph.node(
                "LayerNormalization",
                List.of(input, graph.weight(path, layer, "weight"), graph.weight(path, layer, "bias")),
                OnnxAttribute.of("axis", -settings.integers("shape").length),
                OnnxAttribute.real("epsilon", settings.number("epsilon")));
    }

    /** Each group as one channel of an instance norm, then the channels' own scales and shifts. */
    private static String groupNorm(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        int groups = (int) settings.integer("groups");
        long[] sizes = graph.inputShape(layer).toArray();
        sizes[0] = 0;
        String normal = normal(graph, graph.reshape(input, 0, groups, -1), groups, settings.number("epsilon"));
        sizes[0] = -1;
        return scaledAndShifted(graph, path, layer, graph.reshape(normal, sizes), sizes.length);
    }

    private static String instanceNorm(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        String normal = normal(graph, input, (int) settings.integer("channels"), settings.number("epsilon"));
        return settings.flag("affine") ? scaledAndShifted(graph, path, layer, normal, 4) : normal;
    }

    private static String normal(OnnxGraph graph, String input, int channels, double epsilon) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        Shape shape = Shape.of(channels);
        return graph.node(
                "InstanceNormalization",
                List.of(input, graph.numbers(ones, shape), graph.numbers(new float[channels], shape)),
                OnnxAttribute.real("epsilon", epsilon));
    }

    private static String scaledAndShifted(OnnxGraph graph, String path, Layer layer, String value, int rank) {
        long[] sizes = new long[rank - 1];
        Arrays.fill(sizes, 1);
        sizes[0] = -1;
        String scale = graph.reshape(graph.weight(path, layer, "weight"), sizes);
        String shift = graph.reshape(graph.weight(path, layer, "bias"), sizes);
        return graph.node("Add", List.of(graph.node("Mul", List.of(value, scale)), shift));
    }

    // ---- pools

    private static String maxPool(OnnxGraph graph, String path, Layer layer, String input) {
        return graph.node("MaxPool", List.of(input), window(settings(layer)).toArray(OnnxAttribute[]::new));
    }

    private static String averagePool(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        List<OnnxAttribute> attributes = window(settings);
        attributes.add(
                OnnxAttribute.of("count_include_pad", settings.text("border").equals("counted") ? 1 : 0));
        return graph.node("AveragePool", List.of(input), attributes.toArray(OnnxAttribute[]::new));
    }

    private static List<OnnxAttribute> window(Settings settings) {
        return new ArrayList<>(List.of(
                OnnxAttribute.of("kernel_shape", list(settings.integers("kernel"))),
                OnnxAttribute.of("strides", list(settings.integers("stride"))),
                OnnxAttribute.of("pads", pads(settings.integers("padding"))),
                OnnxAttribute.of("ceil_mode", settings.text("rounding").equals("up") ? 1 : 0)));
    }

    /** Into one pixel whatever the size; else each row and column of the output is a mean of the input's, so a product of matrices. */
    private static String adaptiveAverage(OnnxGraph graph, String path, Layer layer, String input) {
        long[] wanted = settings(layer).integers("size");
        if (wanted[0] == 1 && wanted[1] == 1) {
            return graph.node("GlobalAveragePool", List.of(input));
        }
        Shape shape = graph.inputShape(layer);
        int rows = Math.toIntExact(shape.size(2));
        int columns = Math.toIntExact(shape.size(3));
        String down = graph.numbers(shares(rows, (int) wanted[0]), Shape.of(wanted[0], rows));
        String across = graph.node(
                "Transpose",
                List.of(graph.numbers(shares(columns, (int) wanted[1]), Shape.of(wanted[1], columns))),
                OnnxAttribute.of("perm", List.of(1L, 0L)));
        return graph.node("MatMul", List.of(graph.node("MatMul", List.of(down, input)), across));
    }

    /** For each output, in which share each input counts: PyTorch's bins, from ⌊i · size / n⌋ to ⌈(i + 1) · size / n⌉. */
    private static float[] shares(int size, int outputs) {
        float[] shares = new float[outputs * size];
        for (int i = 0; i < outputs; i++) {
            int start = i * size / outputs;
            int end = ((i + 1) * size + outputs - 1) / outputs;
            Arrays.fill(shares, i * size + start, i * size + end, 1f / (end - start));
        }
        return shares;
    }

    /** Into one pixel whatever the size; into several where each is of equally many. */
    private static String adaptiveMax(OnnxGraph graph, String path, Layer layer, String input) {
        long[] wanted = settings(layer).integers("size");
        if (wanted[0] == 1 && wanted[1] == 1) {
            return graph.node("GlobalMaxPool", List.of(input));
        }
        Shape shape = graph.inputShape(layer);
        long rows = shape.size(2);
        long columns = shape.size(3);
        InputException.require(
                rows % wanted[0] == 0 && columns % wanted[1] == 0,
                () -> "ONNX has no adaptive maxima, and " + layer + " gets " + rows + " x " + columns
                        + " pixels, which its output does not divide. Export for pictures of another size.");
        List<Long> kernel = List.of(rows / wanted[0], columns / wanted[1]);
        return graph.node(
                "MaxPool",
                List.of(input),
                OnnxAttribute.of("kernel_shape", kernel),
                OnnxAttribute.of("strides", kernel));
    }

    // ---- shapes and sums

    private static String flatten(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = settings(layer);
        int rank = graph.inputShape(layer).rank();
        long first = Math.floorMod(settings.integer("first"), rank);
        long last = Math.floorMod(settings.integer("last"), rank);
        InputException.require(first > 0, () -> "ONNX export cannot flatten items of a batch into one: " + layer + ".");
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < first; i++) {
            sizes.add(0L);
        }
        sizes.add(-1L);
        for (long i = last + 1; i < rank; i++) {
            sizes.add(graph.inputShape(layer).size((int) i));
        }
        return graph.reshape(input, sizes.stream().mapToLong(Long::longValue).toArray());
    }

    private static String residual(OnnxGraph graph, String path, Layer layer, String input) {
        String branch = graph.child(path, layer, "branch", input);
        if (layer.ownParameters().containsKey("scale")) {
            String scale = graph.weight(path, layer, "scale");
            if (settings(layer).text("scaling").equals("channel")) {
                long[] sizes = new long[graph.inputShape(layer).rank() - 1];
                Arrays.fill(sizes, 1);
                sizes[0] = -1;
                scale = graph.reshape(scale, sizes);
            }
            branch = graph.node("Mul", List.of(branch, scale));
        }
        String past = layer.children().containsKey("shortcut") ? graph.child(path, layer, "shortcut", input) : input;
        return graph.node("Add", List.of(past, branch));
    }

    private static List<Long> list(long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    /** The border at the start of each dimension, then at the end. */
    private static List<Long> pads(long... border) {
        return List.of(border[0], border[1], border[0], border[1]);
    }
}
