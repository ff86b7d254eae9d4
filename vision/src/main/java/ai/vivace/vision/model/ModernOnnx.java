package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.store.onnx.OnnxAttribute;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxExporter;
import ai.vivace.store.onnx.OnnxFunctions;
import ai.vivace.store.onnx.OnnxGraph;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The layers of MobileNets, EfficientNets, ConvNeXt and vision transformers in ONNX. */
public final class ModernOnnx implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ModernOnnx() {}

    @Override
    public Map<String, OnnxExporter> exporters() {
        return Map.of(
                "ChannelLayerNorm", ModernOnnx::channelLayerNorm,
                "ConvNextBlock", ModernOnnx::convNextBlock,
                "DataEfficientTransformer", ModernOnnx::dataEfficientTransformer,
                "InvertedResidual", ModernOnnx::invertedResidual,
                "Permute", (graph, path, layer, input) -> permuted(graph, input, ((Permute) layer).order()),
                "SamePadding", ModernOnnx::samePadding,
                "SelfAttention", ModernOnnx::selfAttention,
                "SqueezeExcitation", ModernOnnx::squeezeExcitation,
                "TransformerBlock", ModernOnnx::transformerBlock,
                "VisionTransformer", ModernOnnx::visionTransformer);
    }

    private static String permuted(OnnxGraph graph, String input, long... order) {
        List<Long> perm = new ArrayList<>();
        for (long dimension : order) {
            perm.add(dimension);
        }
        return graph.node("Transpose", List.of(input), OnnxAttribute.of("perm", perm));
    }

    private static String sum(OnnxGraph graph, String first, String second) {
        return graph.node("Add", List.of(first, second));
    }

    private static String invertedResidual(OnnxGraph graph, String path, Layer layer, String input) {
        String value = input;
        for (String name : layer.children().keySet()) {
            value = graph.child(path, layer, name, value);
        }
        return sum(graph, input, value);
    }

    private static String squeezeExcitation(OnnxGraph graph, String path, Layer layer, String input) {
        SqueezeExcitation excitation = (SqueezeExcitation) layer;
        String average = graph.node("GlobalAveragePool", List.of(input));
        String narrow = OnnxFunctions.apply(graph, excitation.activation(), graph.child(path, layer, "fc1", average));
        String factors = OnnxFunctions.apply(graph, excitation.gate(), graph.child(path, layer, "fc2", narrow));
        return graph.node("Mul", List.of(input, factors));
    }

    private static String samePadding(OnnxGraph graph, String path, Layer layer, String input) {
        SamePadding padding = (SamePadding) layer;
        Shape shape = graph.inputShape(layer);
        long rows = padding.zeros(shape.size(2));
        long columns = padding.zeros(shape.size(3));
        String pads = graph.wholes(0, 0, rows / 2, columns / 2, 0, 0, rows - rows / 2, columns - columns / 2);
        return graph.node("Pad", List.of(input, pads));
    }

    private static String channelLayerNorm(OnnxGraph graph, String path, Layer layer, String input) {
        String normal = graph.node(
                "LayerNormalization",
                List.of(
                        permuted(graph, input, 0, 2, 3, 1),
                        graph.weight(path, layer, "weight"),
                        graph.weight(path, layer, "bias")),
                OnnxAttribute.of("axis", -1),
                OnnxAttribute.real("epsilon", ((ChannelLayerNorm) layer).epsilon()));
        return permuted(graph, normal, 0, 3, 1, 2);
    }

    private static String convNextBlock(OnnxGraph graph, String path, Layer layer, String input) {
        String block = graph.child(path, layer, "block", input);
        return sum(graph, input, graph.node("Mul", List.of(block, graph.weight(path, layer, "layer_scale"))));
    }

    // ---- vision transformers

    private static String selfAttention(OnnxGraph graph, String path, Layer layer, String input) {
        SelfAttention attention = (SelfAttention) layer;
        long tokens = graph.inputShape(layer).size(1);
        long width = graph.inputShape(layer).size(2);
        long part = width / attention.heads();
        boolean packed = layer.ownParameters().containsKey("in_proj_weight");
        String all = packed
                ? sum(
                        graph,
                        graph.node(
                                "MatMul",
                                List.of(input, permuted(graph, graph.weight(path, layer, "in_proj_weight"), 1, 0))),
                        graph.weight(path, layer, "in_proj_bias"))
                : graph.child(path, layer, "qkv", input);
        String parts = permuted(graph, graph.reshape(all, -1, tokens, 3, attention.heads(), part), 2, 0, 3, 1, 4);
        String query = taken(graph, parts, 0, 0);
        String key = taken(graph, parts, 0, 1);
        String value = taken(graph, parts, 0, 2);
        String scores = graph.node("MatMul", List.of(query, permuted(graph, key, 0, 1, 3, 2)));
        String shares = graph.node(
                "Softmax",
                List.of(OnnxFunctions.scaled(graph, scores, 1 / Math.sqrt(part))),
                OnnxAttribute.of("axis", -1));
        String attended = permuted(graph, graph.node("MatMul", List.of(shares, value)), 0, 2, 1, 3);
        return graph.child(path, layer, packed ? "out_proj" : "proj", graph.reshape(attended, -1, tokens, width));
    }

    /** One place of a dimension, which disappears. */
    private static String taken(OnnxGraph graph, String value, long axis, long place) {
        String one = graph.node("Gather", List.of(value, graph.wholes(place)), OnnxAttribute.of("axis", axis));
        return graph.node("Squeeze", List.of(one, graph.wholes(axis)));
    }

    private static String transformerBlock(OnnxGraph graph, String path, Layer layer, String input) {
        List<String> children = List.copyOf(layer.children().keySet());
        String attended = graph.child(path, layer, children.get(1), graph.child(path, layer, children.get(0), input));
        String seen = sum(graph, input, attended);
        String answer = graph.child(path, layer, children.get(3), graph.child(path, layer, children.get(2), seen));
        return sum(graph, seen, answer);
    }

    private static String visionTransformer(OnnxGraph graph, String path, Layer layer, String input) {
        String tokens = tokens(graph, path, layer, input, "conv_proj", List.of("class_token"));
        String inner = OnnxGraph.join(path, "encoder");
        Layer encoder = Objects.requireNonNull(layer.children().get("encoder"));
        String placed = sum(graph, tokens, graph.weight(inner, encoder, TokenEncoder.POSITIONS));
        String blocks = graph.child(inner, encoder, "layers", placed);
        String seen = graph.child(inner, encoder, "ln", blocks);
        return graph.child(path, layer, "heads", taken(graph, seen, 1, 0));
    }

    private static String dataEfficientTransformer(OnnxGraph graph, String path, Layer layer, String input) {
        boolean distilled = layer.children().containsKey("head_dist");
        List<String> before = distilled ? List.of("cls_token", "dist_token") : List.of("cls_token");
        String tokens = tokens(graph, path, layer, input, "patch_embed", before);
        String placed = sum(graph, tokens, graph.weight(path, layer, "pos_embed"));
        String seen = graph.child(path, layer, "norm", graph.child(path, layer, "blocks", placed));
        String answers = graph.child(path, layer, "head", taken(graph, seen, 1, 0));
        return distilled
                ? OnnxFunctions.scaled(
                        graph,
                        sum(graph, answers, graph.child(path, layer, "head_dist", taken(graph, seen, 1, 1))),
                        0.5)
                : answers;
    }

    /** Given tokens for each item, then one for each patch. */
    private static String tokens(
            OnnxGraph graph, String path, Layer layer, String input, String projection, List<String> before) {
        String patches = graph.child(path, layer, projection, input);
        long width = Objects.requireNonNull(layer.ownParameters().get(before.get(0)))
                .shape()
                .size(2);
        String items = graph.node("Shape", List.of(input), OnnxAttribute.of("start", 0), OnnxAttribute.of("end", 1));
        String shape = graph.node("Concat", List.of(items, graph.wholes(1, width)), OnnxAttribute.of("axis", 0));
        List<String> all = new ArrayList<>();
        for (String token : before) {
            all.add(graph.node("Expand", List.of(graph.weight(path, layer, token), shape)));
        }
        all.add(permuted(graph, graph.reshape(patches, 0, width, -1), 0, 2, 1));
        return graph.node("Concat", all, OnnxAttribute.of("axis", 1));
    }
}
