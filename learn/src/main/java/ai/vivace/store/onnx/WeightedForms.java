package ai.vivace.store.onnx;

import ai.vivace.nn.Reweighted;
import ai.vivace.nn.Settings;
import java.util.ArrayList;
import java.util.List;

/** The forms of linear layers and convolutions. */
final class WeightedForms {
    private static final String BIAS = "bias";

    private WeightedForms() {}

    static OnnxValue convolution(OnnxPart layer, OnnxValue input) {
        return convolution(layer, input, layer.state("weight"));
    }

    private static OnnxValue convolution(OnnxPart layer, OnnxValue input, OnnxValue weight) {
        Settings settings = layer.settings();
        return layer.node("Conv", withBias(layer, input, weight))
                .integers("kernel_shape", settings.integers("kernel"))
                .integers("strides", settings.integers("stride"))
                .integers("pads", bothSides(settings.integers("padding")))
                .integers("dilations", settings.integers("dilation"))
                .integer("group", settings.integer("groups"))
                .output();
    }

    static OnnxValue transposedConvolution(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        return layer.node("ConvTranspose", withBias(layer, input, layer.state("weight")))
                .integers("kernel_shape", settings.integers("kernel"))
                .integers("strides", settings.integers("stride"))
                .integers("pads", bothSides(settings.integers("padding")))
                .integers("output_padding", settings.integers("output_padding"))
                .output();
    }

    static OnnxValue linear(OnnxPart layer, OnnxValue input) {
        return linear(layer, input, layer.state("weight"));
    }

    private static OnnxValue linear(OnnxPart layer, OnnxValue input, OnnxValue weight) {
        if (layer.inputShape().rank() == 2) {
            return layer.node("Gemm", withBias(layer, input, weight))
                    .integer("transB", 1)
                    .output();
        }
        OnnxValue product = layer.value("MatMul", input, layer.transpose(weight, 1, 0));
        return layer.has(BIAS) ? layer.value("Add", product, layer.state(BIAS)) : product;
    }

    /** A layer in another one's place: the weight is worked out now, as it stays the same in use. */
    static OnnxValue reweighted(OnnxPart layer, OnnxValue input) {
        OnnxValue weight = layer.constant("weight", ((Reweighted) layer.layer()).weight());
        return switch (layer.settings().text("layer")) {
            case "Conv2d" -> convolution(layer, input, weight);
            case "Linear" -> linear(layer, input, weight);
            default -> throw layer.withoutForm("Embeddings have none");
        };
    }

    private static List<OnnxValue> withBias(OnnxPart layer, OnnxValue input, OnnxValue weight) {
        List<OnnxValue> inputs = new ArrayList<>(List.of(input, weight));
        if (layer.has(BIAS)) {
            inputs.add(layer.state(BIAS));
        }
        return inputs;
    }

    /** Above and on the left, below and on the right. */
    private static long[] bothSides(long... padding) {
        return new long[] {padding[0], padding[1], padding[0], padding[1]};
    }
}
