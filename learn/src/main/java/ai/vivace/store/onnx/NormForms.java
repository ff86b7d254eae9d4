package ai.vivace.store.onnx;

import ai.vivace.nn.Settings;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The forms of normalisation layers. */
final class NormForms {
    private NormForms() {}

    static OnnxValue batch(OnnxPart layer, OnnxValue input) {
        return layer.node(
                        "BatchNormalization",
                        input,
                        layer.state("weight"),
                        layer.state("bias"),
                        layer.state("running_mean"),
                        layer.state("running_var"))
                .number("epsilon", layer.settings().number("epsilon"))
                .output();
    }

    static OnnxValue layer(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        List<OnnxValue> inputs = layer.has("bias")
                ? List.of(input, layer.state("weight"), layer.state("bias"))
                : List.of(input, layer.state("weight"));
        return layer.node("LayerNormalization", inputs)
                .integer("axis", -settings.integers("shape").length)
                .number("epsilon", settings.number("epsilon"))
                .output();
    }

    static OnnxValue instance(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        boolean affine = settings.flag("affine");
        long channels = settings.integer("channels");
        return instance(
                layer,
                input,
                affine ? layer.state("weight") : ones(layer, channels),
                affine ? layer.state("bias") : zeros(layer, channels));
    }

    private static OnnxValue instance(OnnxPart layer, OnnxValue input, OnnxValue weight, OnnxValue bias) {
        return layer.node("InstanceNormalization", input, weight, bias)
                .number("epsilon", layer.settings().number("epsilon"))
                .output();
    }

    /** Groups become channels, whose instances are normalised; GroupNormalization itself came later and changed its meaning since. */
    static OnnxValue group(OnnxPart layer, OnnxValue input) {
        long groups = layer.settings().integer("groups");
        long channels = layer.settings().integer("channels");
        long[] sizes = layer.inputShape().toArray();
        sizes[0] = -1;
        OnnxValue grouped = layer.reshape(
                input, -1, groups, layer.inputShape().withoutFirst().elements() / groups);
        OnnxValue normal = instance(layer, grouped, ones(layer, groups), zeros(layer, groups));
        OnnxValue back = layer.reshape(normal, sizes);
        OnnxValue weight = alongChannels(layer, layer.state("weight"), channels, sizes.length);
        OnnxValue bias = alongChannels(layer, layer.state("bias"), channels, sizes.length);
        return layer.value("Add", layer.value("Mul", back, weight), bias);
    }

    static OnnxValue rootMeanSquare(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        long[] axes = new long[settings.integers("shape").length];
        Arrays.setAll(axes, i -> i - axes.length);
        OnnxValue mean = layer.node("ReduceMean", layer.value("Mul", input, input))
                .integers("axes", axes)
                .output();
        OnnxValue sum = layer.value("Add", mean, layer.number("epsilon", settings.number("epsilon")));
        return layer.value("Mul", layer.value("Div", input, layer.value("Sqrt", sum)), layer.state("weight"));
    }

    /** Numbers [channels] in a shape that goes along dimension 1 of so many. */
    static OnnxValue alongChannels(OnnxPart layer, OnnxValue numbers, long channels, int rank) {
        long[] sizes = new long[rank - 1];
        Arrays.fill(sizes, 1);
        sizes[0] = channels;
        return layer.reshape(numbers, sizes);
    }

    private static OnnxValue ones(OnnxPart layer, long count) {
        return layer.constant("ones", Tensor.ones(Shape.of(count)));
    }

    private static OnnxValue zeros(OnnxPart layer, long count) {
        return layer.constant("zeros", Tensor.zeros(Shape.of(count)));
    }
}
