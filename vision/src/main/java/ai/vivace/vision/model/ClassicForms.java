package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.nn.Layer;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxForm;
import ai.vivace.store.onnx.OnnxPart;
import ai.vivace.store.onnx.OnnxValue;
import ai.vivace.tensor.Nonlinearity;
import java.util.Map;

/** The ONNX forms of the layers of the classic architectures and of heads. */
public final class ClassicForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ClassicForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        return Map.ofEntries(
                // It answers in training only.
                entry(AuxiliaryHead.class, (layer, input) -> input),
                entry(BasicBlock.class, ClassicForms::basicBlock),
                entry(Bottleneck.class, ClassicForms::bottleneck),
                entry(ChannelAttention.class, ClassicForms::channelAttention),
                entry(CifarBlock.class, ClassicForms::cifarBlock),
                entry(ConcatPool2d.class, ClassicForms::concatPool),
                entry(DenseLayer.class, ClassicForms::denseLayer),
                entry(Fire.class, ClassicForms::fire),
                entry(Inception.class, ClassicForms::inception),
                entry(PreActivationBlock.class, ClassicForms::preActivationBlock),
                entry(XResidualBlock.class, ClassicForms::xResidualBlock));
    }

    // ---- residual blocks

    private static OnnxValue basicBlock(OnnxPart layer, OnnxValue input) {
        return added(layer, twoConvolutions(layer, input), past(layer, input, "downsample"));
    }

    private static OnnxValue bottleneck(OnnxPart layer, OnnxValue input) {
        OnnxValue second = layer.value("Relu", twoConvolutions(layer, input));
        OnnxValue third = layer.child("bn3").apply(layer.child("conv3").apply(second));
        OnnxValue weighed = layer.has("se") ? layer.child("se").apply(third) : third;
        return added(layer, weighed, past(layer, input, "downsample"));
    }

    private static OnnxValue cifarBlock(OnnxPart layer, OnnxValue input) {
        OnnxValue computed = twoConvolutions(layer, input);
        CifarBlock.Shortcut kind = layer.settings().choice("shortcut", CifarBlock.Shortcut.class);
        if (kind == CifarBlock.Shortcut.NONE) {
            return layer.value("Relu", computed);
        }
        OnnxValue past = kind == CifarBlock.Shortcut.PADDED ? sampled(layer, input) : past(layer, input, "shortcut");
        return added(layer, computed, past);
    }

    /** Every so many pixels, between channels of zeros. */
    private static OnnxValue sampled(OnnxPart layer, OnnxValue input) {
        long stride = layer.settings().integer("stride");
        long border = (layer.settings().integer("outputs") - layer.settings().integer("inputs")) / 2;
        OnnxValue pixels = stride == 1
                ? input
                : layer.node("MaxPool", input)
                        .integers("kernel_shape", 1, 1)
                        .integers("strides", stride, stride)
                        .output();
        return border == 0
                ? pixels
                : layer.value("Pad", pixels, layer.integers("borders", 0, border, 0, 0, 0, border, 0, 0));
    }

    private static OnnxValue preActivationBlock(OnnxPart layer, OnnxValue input) {
        OnnxValue activated = layer.value("Relu", layer.child("norm1").apply(input));
        OnnxValue past = past(layer, layer.has("downsample") ? activated : input, "downsample");
        OnnxValue value = layer.child("conv1").apply(activated);
        for (int i = 2; layer.has("norm" + i); i++) {
            OnnxValue next = layer.value("Relu", layer.child("norm" + i).apply(value));
            value = layer.child("conv" + i).apply(next);
        }
        return layer.value("Add", value, past);
    }

    private static OnnxValue xResidualBlock(OnnxPart layer, OnnxValue input) {
        OnnxValue sum = layer.value(
                "Add",
                layer.child("convpath").apply(input),
                layer.child("idpath").apply(input));
        return layer.nonlinearity(layer.settings().choice("activation", Nonlinearity.class), sum);
    }

    private static OnnxValue channelAttention(OnnxPart layer, OnnxValue input) {
        long channels = layer.settings().integer("channels");
        long[] sizes = layer.inputShape().toArray();
        long pixels = sizes[2] * sizes[3];
        OnnxValue rows = layer.reshape(input, -1, channels, pixels);
        OnnxValue common = layer.value("MatMul", rows, layer.transpose(rows, 0, 2, 1));
        OnnxValue seen =
                layer.value("MatMul", common, layer.reshape(layer.child("conv").apply(input), -1, channels, pixels));
        OnnxValue sum = layer.value("Add", layer.value("Mul", seen, layer.state("gamma")), rows);
        return layer.reshape(sum, -1, channels, sizes[2], sizes[3]);
    }

    private static OnnxValue twoConvolutions(OnnxPart layer, OnnxValue input) {
        OnnxValue first = layer.value(
                "Relu", layer.child("bn1").apply(layer.child("conv1").apply(input)));
        return layer.child("bn2").apply(layer.child("conv2").apply(first));
    }

    /** What goes past the branch: through a layer of a name where there is one. */
    private static OnnxValue past(OnnxPart layer, OnnxValue input, String name) {
        return layer.has(name) ? layer.child(name).apply(input) : input;
    }

    private static OnnxValue added(OnnxPart layer, OnnxValue computed, OnnxValue past) {
        return layer.value("Relu", layer.value("Add", computed, past));
    }

    // ---- channels beside channels

    private static OnnxValue concatPool(OnnxPart layer, OnnxValue input) {
        return layer.concat(1, layer.value("GlobalMaxPool", input), layer.value("GlobalAveragePool", input));
    }

    private static OnnxValue denseLayer(OnnxPart layer, OnnxValue input) {
        OnnxValue few = layer.child("conv1")
                .apply(layer.value("Relu", layer.child("norm1").apply(input)));
        OnnxValue grown = layer.child("conv2")
                .apply(layer.value("Relu", layer.child("norm2").apply(few)));
        return layer.concat(1, input, grown);
    }

    private static OnnxValue fire(OnnxPart layer, OnnxValue input) {
        OnnxValue few = layer.value("Relu", layer.child("squeeze").apply(input));
        return layer.concat(
                1,
                layer.value("Relu", layer.child("expand1x1").apply(few)),
                layer.value("Relu", layer.child("expand3x3").apply(few)));
    }

    private static OnnxValue inception(OnnxPart layer, OnnxValue input) {
        return layer.concat(
                1,
                layer.children().values().stream()
                        .map(branch -> branch.apply(input))
                        .toArray(OnnxValue[]::new));
    }
}
