package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxForm;
import ai.vivace.store.onnx.OnnxPart;
import ai.vivace.store.onnx.OnnxValue;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.FeatureMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ONNX forms of the layers in this package. */
public final class SegmentForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public SegmentForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        return Map.ofEntries(
                entry(DynamicUnet.class, SegmentForms::dynamicUnet),
                entry(PixelAttention.class, SegmentForms::pixelAttention),
                entry(ShuffleUpsampling.class, SegmentForms::shuffleUpsampling),
                entry(SigmoidRange.class, SegmentForms::sigmoidRange),
                entry(UNet.class, SegmentForms::unet));
    }

    // ---- the paper's U-Net

    private static OnnxValue unet(OnnxPart layer, OnnxValue input) {
        List<OnnxPart> encoder = List.copyOf(layer.child("encoder").children().values());
        List<OnnxPart> up = List.copyOf(layer.child("up").children().values());
        List<OnnxPart> decoder = List.copyOf(layer.child("decoder").children().values());
        List<OnnxValue> passed = new ArrayList<>();
        OnnxValue value = input;
        for (OnnxPart level : encoder) {
            value = level.apply(passed.isEmpty() ? value : halved(layer, value));
            passed.add(value);
        }
        for (int i = 0; i < up.size(); i++) {
            int level = encoder.size() - 2 - i;
            OnnxValue larger = up.get(i).apply(value);
            OnnxValue beside = beside(
                    layer,
                    passed.get(level),
                    encoder.get(level).outputShape(),
                    larger,
                    up.get(i).outputShape());
            value = decoder.get(i).apply(beside);
        }
        return layer.child("head").apply(value);
    }

    private static OnnxValue halved(OnnxPart layer, OnnxValue value) {
        return layer.node("MaxPool", value)
                .integers("kernel_shape", 2, 2)
                .integers("strides", 2, 2)
                .output();
    }

    private static OnnxValue beside(
            OnnxPart layer, OnnxValue passed, Shape passedShape, OnnxValue larger, Shape largerShape) {
        long rows = passedShape.size(2) - largerShape.size(2);
        long columns = passedShape.size(3) - largerShape.size(3);
        if (rows == 0 && columns == 0) {
            return layer.concat(1, passed, larger);
        }
        if (rows <= 1 && columns <= 1) {
            OnnxValue borders = layer.integers("borders", 0, 0, 0, 0, 0, 0, rows, columns);
            return layer.concat(1, passed, layer.value("Pad", larger, borders));
        }
        OnnxValue middle = layer.narrow(passed, 2, rows / 2, largerShape.size(2));
        return layer.concat(1, layer.narrow(middle, 3, columns / 2, largerShape.size(3)), larger);
    }

    // ---- over a body

    private static OnnxValue dynamicUnet(OnnxPart layer, OnnxValue input) {
        List<OnnxPart> stages = new ArrayList<>();
        takeApart(layer.child("body"), stages);
        Shape picture = layer.inputShape().withoutFirst();
        List<Integer> ends = ((DynamicUnet) layer.layer())
                .maps().levels().stream().map(FeatureMaps.Level::stage).toList();
        List<OnnxValue> passed = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        OnnxValue value = input;
        for (int i = 0; i <= ends.get(ends.size() - 1); i++) {
            value = stages.get(i).apply(value);
            if (ends.contains(i)) {
                passed.add(value);
                shapes.add(stages.get(i).outputShape());
            }
        }
        value = layer.child("bottom").apply(value);
        for (int i = 1; i < ends.size(); i++) {
            int level = ends.size() - 1 - i;
            value = block(layer.child("block" + i), value, passed.get(level), shapes.get(level));
        }
        Shape shape = layer.child("block" + (ends.size() - 1)).child("conv2").outputShape();
        if (layer.has("shuffle")) {
            value = layer.child("shuffle").apply(value);
            shape = layer.child("shuffle").outputShape();
        }
        value = resized(layer, value, shape, picture.prepend(1));
        if (layer.has("cross")) {
            value = layer.child("cross").apply(layer.concat(1, value, input));
        }
        return layer.child("head").apply(value);
    }

    private static void takeApart(OnnxPart layer, List<OnnxPart> stages) {
        if (layer.layer() instanceof Sequential) {
            layer.children().values().forEach(inner -> takeApart(inner, stages));
        } else {
            stages.add(layer);
        }
    }

    private static OnnxValue block(OnnxPart block, OnnxValue below, OnnxValue passed, Shape passedShape) {
        OnnxPart shuffle = block.child("shuffle");
        OnnxValue larger = resized(block, shuffle.apply(below), shuffle.outputShape(), passedShape);
        OnnxValue both = block.concat(1, larger, block.child("norm").apply(passed));
        return block.child("conv2").apply(block.child("conv1").apply(block.value("Relu", both)));
    }

    /** By nearest neighbours, which the engine finds at ⌊place · old / new⌋ in float32; runtimes have several rules for that. */
    private static OnnxValue resized(OnnxPart layer, OnnxValue value, Shape from, Shape to) {
        OnnxValue rows = gathered(layer, value, 2, from.size(2), to.size(2));
        return gathered(layer, rows, 3, from.size(3), to.size(3));
    }

    private static OnnxValue gathered(OnnxPart layer, OnnxValue value, long dimension, long from, long to) {
        if (from == to) {
            return value;
        }
        float scale = (float) from / to;
        long[] places = new long[Math.toIntExact(to)];
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.min((long) Math.floor(i * scale), from - 1);
        }
        return layer.node("Gather", value, layer.integers("places", places))
                .integer("axis", dimension)
                .output();
    }

    // ---- parts

    private static OnnxValue shuffleUpsampling(OnnxPart layer, OnnxValue input) {
        OnnxValue larger = layer.node(
                        "DepthToSpace", layer.value("Relu", layer.child("conv").apply(input)))
                .integer("blocksize", 2)
                .text("mode", "CRD")
                .output();
        if (layer.settings().choice("blur", ShuffleUpsampling.Blur.class) == ShuffleUpsampling.Blur.NONE) {
            return larger;
        }
        OnnxValue bordered = layer.node("Pad", larger, layer.integers("borders", 0, 0, 1, 1, 0, 0, 0, 0))
                .text("mode", "edge")
                .output();
        return layer.node("AveragePool", bordered)
                .integers("kernel_shape", 2, 2)
                .integers("strides", 1, 1)
                .output();
    }

    private static OnnxValue pixelAttention(OnnxPart layer, OnnxValue input) {
        long channels = layer.settings().integer("channels");
        long[] sizes = layer.inputShape().toArray();
        long pixels = sizes[2] * sizes[3];
        OnnxValue queries = layer.reshape(layer.child("query").apply(input), -1, channels / 8, pixels);
        OnnxValue keys = layer.reshape(layer.child("key").apply(input), -1, channels / 8, pixels);
        OnnxValue values = layer.reshape(layer.child("value").apply(input), -1, channels, pixels);
        OnnxValue shares = layer.node("Softmax", layer.value("MatMul", layer.transpose(queries, 0, 2, 1), keys))
                .integer("axis", 1)
                .output();
        OnnxValue seen = layer.reshape(layer.value("MatMul", values, shares), -1, channels, sizes[2], sizes[3]);
        return layer.value("Add", layer.value("Mul", seen, layer.state("gamma")), input);
    }

    private static OnnxValue sigmoidRange(OnnxPart layer, OnnxValue input) {
        double low = layer.settings().number("low");
        double high = layer.settings().number("high");
        OnnxValue wide = layer.value("Mul", layer.value("Sigmoid", input), layer.number("width", high - low));
        return layer.value("Add", wide, layer.number("low", low));
    }
}
