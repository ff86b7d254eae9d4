package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxForm;
import ai.vivace.store.onnx.OnnxPart;
import ai.vivace.store.onnx.OnnxValue;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ONNX forms of the layers of MobileNets, EfficientNets, ConvNeXt and vision transformers. */
public final class ModernForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ModernForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        return Map.ofEntries(
                entry(ChannelLayerNorm.class, ModernForms::channelLayerNorm),
                entry(ConvNextBlock.class, ModernForms::convNextBlock),
                entry(DataEfficientTransformer.class, ModernForms::dataEfficientTransformer),
                entry(InvertedResidual.class, ModernForms::invertedResidual),
                entry(
                        Permute.class,
                        (layer, input) ->
                                layer.transpose(input, layer.settings().integers("order"))),
                entry(SamePadding.class, ModernForms::samePadding),
                entry(SelfAttention.class, ModernForms::selfAttention),
                entry(SqueezeExcitation.class, ModernForms::squeezeExcitation),
                entry(TokenEncoder.class, ModernForms::tokenEncoder),
                entry(TransformerBlock.class, ModernForms::transformerBlock),
                entry(VisionTransformer.class, ModernForms::visionTransformer));
    }

    // ---- pictures

    private static OnnxValue channelLayerNorm(OnnxPart layer, OnnxValue input) {
        OnnxValue normal = layer.node(
                        "LayerNormalization",
                        layer.transpose(input, 0, 2, 3, 1),
                        layer.state("weight"),
                        layer.state("bias"))
                .integer("axis", -1)
                .number("epsilon", layer.settings().number("epsilon"))
                .output();
        return layer.transpose(normal, 0, 3, 1, 2);
    }

    private static OnnxValue convNextBlock(OnnxPart layer, OnnxValue input) {
        OnnxValue branch = layer.child("block").apply(input);
        return layer.value("Add", input, layer.value("Mul", branch, layer.state("layer_scale")));
    }

    private static OnnxValue invertedResidual(OnnxPart layer, OnnxValue input) {
        OnnxValue value = input;
        for (OnnxPart child : layer.children().values()) {
            value = child.apply(value);
        }
        return layer.value("Add", input, value);
    }

    private static OnnxValue squeezeExcitation(OnnxPart layer, OnnxValue input) {
        Settings settings = layer.settings();
        // Torchvision's names, or fastai's.
        boolean isFlat = layer.has("fc1");
        OnnxPart first = isFlat ? layer.child("fc1") : layer.child("layers").child("1");
        OnnxPart second = isFlat ? layer.child("fc2") : layer.child("layers").child("2");
        OnnxValue few = first.apply(layer.value("GlobalAveragePool", input));
        OnnxValue factors = second.apply(layer.nonlinearity(settings.choice("activation", Nonlinearity.class), few));
        return layer.value("Mul", input, layer.nonlinearity(settings.choice("gate", Nonlinearity.class), factors));
    }

    private static OnnxValue samePadding(OnnxPart layer, OnnxValue input) {
        SamePadding padding = (SamePadding) layer.layer();
        long rows = padding.zeros(layer.inputShape().size(2));
        long columns = padding.zeros(layer.inputShape().size(3));
        OnnxValue borders =
                layer.integers("borders", 0, 0, rows / 2, columns / 2, 0, 0, rows - rows / 2, columns - columns / 2);
        return layer.value("Pad", input, borders);
    }

    // ---- tokens

    private static OnnxValue selfAttention(OnnxPart layer, OnnxValue input) {
        long width = layer.settings().integer("width");
        long heads = layer.settings().integer("heads");
        long tokens = layer.inputShape().size(1);
        boolean torchvision = layer.settings().choice("names", TransformerNames.class) == TransformerNames.TORCHVISION;
        OnnxValue packed = torchvision
                ? layer.value(
                        "Add",
                        layer.value("MatMul", input, layer.transpose(layer.state("in_proj_weight"), 1, 0)),
                        layer.state("in_proj_bias"))
                : layer.child("qkv").apply(input);
        OnnxValue parts = layer.reshape(packed, -1, tokens, 3, heads, width / heads);
        OnnxValue query = layer.transpose(layer.select(parts, 2, 0), 0, 2, 1, 3);
        OnnxValue key = layer.transpose(layer.select(parts, 2, 1), 0, 2, 3, 1);
        OnnxValue value = layer.transpose(layer.select(parts, 2, 2), 0, 2, 1, 3);
        OnnxValue scaled = layer.value("Mul", query, layer.number("scale", 1 / Math.sqrt((double) width / heads)));
        OnnxValue shares = layer.node("Softmax", layer.value("MatMul", scaled, key))
                .integer("axis", -1)
                .output();
        OnnxValue attended = layer.transpose(layer.value("MatMul", shares, value), 0, 2, 1, 3);
        return layer.child(torchvision ? "out_proj" : "proj").apply(layer.reshape(attended, -1, tokens, width));
    }

    private static OnnxValue transformerBlock(OnnxPart layer, OnnxValue input) {
        TransformerNames names = layer.settings().choice("names", TransformerNames.class);
        OnnxValue attended = layer.child(names.attention())
                .apply(layer.child(names.firstNorm()).apply(input));
        OnnxValue seen = layer.value("Add", input, attended);
        OnnxValue computed =
                layer.child("mlp").apply(layer.child(names.secondNorm()).apply(seen));
        return layer.value("Add", seen, computed);
    }

    private static OnnxValue tokenEncoder(OnnxPart layer, OnnxValue input) {
        OnnxValue placed = layer.value("Add", input, layer.state(TokenEncoder.POSITIONS));
        return layer.child("ln").apply(layer.child("layers").apply(placed));
    }

    private static OnnxValue visionTransformer(OnnxPart layer, OnnxValue input) {
        OnnxValue all = tokens(layer, input, layer.child("conv_proj"), List.of("class_token"));
        return layer.child("heads").apply(layer.select(layer.child("encoder").apply(all), 1, 0));
    }

    private static OnnxValue dataEfficientTransformer(OnnxPart layer, OnnxValue input) {
        boolean distilled = layer.settings().flag("distilled");
        List<String> before = distilled ? List.of("cls_token", "dist_token") : List.of("cls_token");
        OnnxValue all = tokens(layer, input, layer.child("patch_embed"), before);
        OnnxValue placed = layer.value("Add", all, layer.state("pos_embed"));
        OnnxValue seen = layer.child("norm").apply(layer.child("blocks").apply(placed));
        OnnxValue answers = layer.child("head").apply(layer.select(seen, 1, 0));
        return distilled
                ? layer.value("Mean", answers, layer.child("head_dist").apply(layer.select(seen, 1, 1)))
                : answers;
    }

    /** Given tokens, repeated for each picture, then one for each patch. */
    private static OnnxValue tokens(OnnxPart layer, OnnxValue input, OnnxPart projection, List<String> before) {
        long width = layer.settings().integer("width");
        OnnxValue items =
                layer.node("Shape", input).integer("start", 0).integer("end", 1).output();
        OnnxValue sizes = layer.concat(0, items, layer.integers("token", 1, width));
        List<OnnxValue> parts = new ArrayList<>();
        before.forEach(token -> parts.add(layer.value("Expand", layer.state(token), sizes)));
        long patches =
                projection.outputShape().size(2) * projection.outputShape().size(3);
        OnnxValue patched = layer.reshape(projection.apply(input), -1, width, patches);
        parts.add(layer.transpose(patched, 0, 2, 1));
        return layer.concat(1, parts.toArray(OnnxValue[]::new));
    }
}
