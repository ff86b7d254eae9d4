package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.store.onnx.OnnxAttribute;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxExporter;
import ai.vivace.store.onnx.OnnxFunctions;
import ai.vivace.store.onnx.OnnxGraph;
import ai.vivace.tensor.Nonlinearity;
import java.util.List;
import java.util.Map;

/** The layers of the networks up to DenseNet in ONNX. */
public final class ClassicOnnx implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ClassicOnnx() {}

    @Override
    public Map<String, OnnxExporter> exporters() {
        return Map.of(
                "AuxiliaryHead", (graph, path, layer, input) -> input,
                "BasicBlock", ClassicOnnx::basicBlock,
                "Bottleneck", ClassicOnnx::bottleneck,
                "CifarBlock", ClassicOnnx::cifarBlock,
                "ConcatPool2d", ClassicOnnx::concatPool,
                "DenseLayer", ClassicOnnx::denseLayer,
                "Fire", ClassicOnnx::fire,
                "Inception", ClassicOnnx::inception,
                "PreActivationBlock", ClassicOnnx::preActivationBlock,
                "XResidualBlock", ClassicOnnx::xResidualBlock);
    }

    private static String relu(OnnxGraph graph, String value) {
        return OnnxFunctions.apply(graph, Nonlinearity.RELU, value);
    }

    private static String sum(OnnxGraph graph, String first, String second) {
        return graph.node("Add", List.of(first, second));
    }

    private static String joined(OnnxGraph graph, List<String> values) {
        return graph.node("Concat", values, OnnxAttribute.of("axis", 1));
    }

    /** Children one after the other. */
    private static String row(OnnxGraph graph, String path, Layer layer, String input, String... names) {
        String value = input;
        for (String name : names) {
            value = graph.child(path, layer, name, value);
        }
        return value;
    }

    private static String past(OnnxGraph graph, String path, Layer layer, String input, String shortcut) {
        return layer.children().containsKey(shortcut) ? graph.child(path, layer, shortcut, input) : input;
    }

    private static String basicBlock(OnnxGraph graph, String path, Layer layer, String input) {
        String first = relu(graph, row(graph, path, layer, input, "conv1", "bn1"));
        String second = row(graph, path, layer, first, "conv2", "bn2");
        return relu(graph, sum(graph, second, past(graph, path, layer, input, "downsample")));
    }

    private static String bottleneck(OnnxGraph graph, String path, Layer layer, String input) {
        String first = relu(graph, row(graph, path, layer, input, "conv1", "bn1"));
        String second = relu(graph, row(graph, path, layer, first, "conv2", "bn2"));
        String third = row(graph, path, layer, second, "conv3", "bn3");
        String weighed = past(graph, path, layer, third, "se");
        return relu(graph, sum(graph, weighed, past(graph, path, layer, input, "downsample")));
    }

    private static String cifarBlock(OnnxGraph graph, String path, Layer layer, String input) {
        Settings settings = new Settings("CifarBlock", layer.settings());
        CifarBlock.Shortcut kind = settings.choice("shortcut", CifarBlock.Shortcut.class);
        String first = relu(graph, row(graph, path, layer, input, "conv1", "bn1"));
        String value = row(graph, path, layer, first, "conv2", "bn2");
        if (kind == CifarBlock.Shortcut.NONE) {
            return relu(graph, value);
        }
        String past = past(graph, path, layer, input, "shortcut");
        if (kind == CifarBlock.Shortcut.PADDED) {
            long stride = settings.integer("stride");
            long border = (settings.integer("outputs") - settings.integer("inputs")) / 2;
            String sampled = graph.node(
                    "Slice",
                    List.of(
                            input,
                            graph.wholes(0, 0),
                            graph.wholes(Integer.MAX_VALUE, Integer.MAX_VALUE),
                            graph.wholes(2, 3),
                            graph.wholes(stride, stride)));
            past = graph.node("Pad", List.of(sampled, graph.wholes(0, border, 0, 0, 0, border, 0, 0)));
        }
        return relu(graph, sum(graph, value, past));
    }

    private static String preActivationBlock(OnnxGraph graph, String path, Layer layer, String input) {
        String activated = relu(graph, graph.child(path, layer, "norm1", input));
        String past =
                layer.children().containsKey("downsample") ? graph.child(path, layer, "downsample", activated) : input;
        String value = graph.child(path, layer, "conv1", activated);
        for (int i = 2; layer.children().containsKey("norm" + i); i++) {
            value = graph.child(path, layer, "conv" + i, relu(graph, graph.child(path, layer, "norm" + i, value)));
        }
        return sum(graph, value, past);
    }

    private static String xResidualBlock(OnnxGraph graph, String path, Layer layer, String input) {
        String both =
                sum(graph, graph.child(path, layer, "convpath", input), graph.child(path, layer, "idpath", input));
        Settings settings = new Settings("XResidualBlock", layer.settings());
        return OnnxFunctions.apply(graph, settings.choice("activation", Nonlinearity.class), both);
    }

    private static String denseLayer(OnnxGraph graph, String path, Layer layer, String input) {
        String few = graph.child(path, layer, "conv1", relu(graph, graph.child(path, layer, "norm1", input)));
        String more = graph.child(path, layer, "conv2", relu(graph, graph.child(path, layer, "norm2", few)));
        return joined(graph, List.of(input, more));
    }

    private static String fire(OnnxGraph graph, String path, Layer layer, String input) {
        String few = relu(graph, graph.child(path, layer, "squeeze", input));
        return joined(
                graph,
                List.of(
                        relu(graph, graph.child(path, layer, "expand1x1", few)),
                        relu(graph, graph.child(path, layer, "expand3x3", few))));
    }

    private static String inception(OnnxGraph graph, String path, Layer layer, String input) {
        return joined(
                graph,
                List.of(
                        graph.child(path, layer, "branch1", input),
                        graph.child(path, layer, "branch2", input),
                        graph.child(path, layer, "branch3", input),
                        graph.child(path, layer, "branch4", input)));
    }

    private static String concatPool(OnnxGraph graph, String path, Layer layer, String input) {
        return joined(
                graph,
                List.of(graph.node("GlobalMaxPool", List.of(input)), graph.node("GlobalAveragePool", List.of(input))));
    }
}
