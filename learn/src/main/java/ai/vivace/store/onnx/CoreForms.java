package ai.vivace.store.onnx;

import static java.util.Map.entry;

import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AdaptiveMaxPool2d;
import ai.vivace.nn.AlphaDropout;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.DropBlock2d;
import ai.vivace.nn.DropConnect;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Ensemble;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Identity;
import ai.vivace.nn.InstanceNorm2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.Linear;
import ai.vivace.nn.LockedDropout;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Residual;
import ai.vivace.nn.RmsNorm;
import ai.vivace.nn.ScalarBias;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.ShakeDrop;
import ai.vivace.nn.ShakeShake;
import ai.vivace.nn.Sine;
import ai.vivace.nn.SoftCap;
import ai.vivace.nn.SpatialDropout;
import ai.vivace.nn.SpectralNorm;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.WeightNorm;
import ai.vivace.tensor.Nonlinearity;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The forms of the layers in {@code ai.vivace.nn}. Embeddings and adaptive softmax have none: what they are for is text, whose inputs are
 * no float32.
 */
public final class CoreForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public CoreForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        OnnxForm vanishes = (layer, input) -> input;
        return Map.ofEntries(
                entry(Activation.class, CoreForms::activation),
                entry(AdaptiveAveragePool2d.class, PoolForms::adaptiveAverage),
                entry(AdaptiveMaxPool2d.class, PoolForms::adaptiveMaximum),
                entry(AlphaDropout.class, vanishes),
                entry(AveragePool2d.class, PoolForms::average),
                entry(BatchNorm1d.class, NormForms::batch),
                entry(BatchNorm2d.class, NormForms::batch),
                entry(Conv2d.class, WeightedForms::convolution),
                entry(ConvTranspose2d.class, WeightedForms::transposedConvolution),
                entry(DropBlock2d.class, vanishes),
                entry(DropConnect.class, WeightedForms::reweighted),
                entry(Dropout.class, vanishes),
                entry(Ensemble.class, CoreForms::ensemble),
                entry(Flatten.class, CoreForms::flatten),
                entry(GroupNorm.class, NormForms::group),
                entry(Identity.class, vanishes),
                entry(InstanceNorm2d.class, NormForms::instance),
                entry(LayerNorm.class, NormForms::layer),
                entry(LeakyRelu.class, CoreForms::leakyRelu),
                entry(Linear.class, WeightedForms::linear),
                entry(LockedDropout.class, vanishes),
                entry(MaxPool2d.class, PoolForms::maximum),
                entry(Residual.class, CoreForms::residual),
                entry(RmsNorm.class, NormForms::rootMeanSquare),
                entry(ScalarBias.class, (layer, input) -> layer.value("Add", input, layer.state("bias"))),
                entry(Sequential.class, CoreForms::sequential),
                entry(ShakeDrop.class, CoreForms::shakeDrop),
                entry(ShakeShake.class, CoreForms::shakeShake),
                entry(Sine.class, CoreForms::sine),
                entry(SoftCap.class, CoreForms::softCap),
                entry(SpatialDropout.class, vanishes),
                entry(SpectralNorm.class, WeightedForms::reweighted),
                entry(StochasticDepth.class, vanishes),
                entry(WeightNorm.class, WeightedForms::reweighted));
    }

    // ---- functions

    private static OnnxValue activation(OnnxPart layer, OnnxValue input) {
        return layer.nonlinearity(layer.settings().choice("function", Nonlinearity.class), input);
    }

    private static OnnxValue leakyRelu(OnnxPart layer, OnnxValue input) {
        return layer.node("LeakyRelu", input)
                .number("alpha", layer.settings().number("slope"))
                .output();
    }

    private static OnnxValue sine(OnnxPart layer, OnnxValue input) {
        double omega = layer.settings().number("omega");
        return layer.value("Sin", layer.value("Mul", input, layer.number("omega", omega)));
    }

    private static OnnxValue softCap(OnnxPart layer, OnnxValue input) {
        OnnxValue cap = layer.number("cap", layer.settings().number("cap"));
        return layer.value("Mul", layer.value("Tanh", layer.value("Div", input, cap)), cap);
    }

    private static OnnxValue flatten(OnnxPart layer, OnnxValue input) {
        return layer.reshape(input, open(layer.outputShape().toArray()));
    }

    /** Sizes for any batch. */
    private static long[] open(long... sizes) {
        long[] open = sizes.clone();
        open[0] = -1;
        return open;
    }

    // ---- containers

    private static OnnxValue sequential(OnnxPart layer, OnnxValue input) {
        OnnxValue value = input;
        for (OnnxPart child : layer.children().values()) {
            value = child.apply(value);
        }
        return value;
    }

    private static OnnxValue residual(OnnxPart layer, OnnxValue input) {
        OnnxValue past = layer.has("shortcut") ? layer.child("shortcut").apply(input) : input;
        OnnxValue computed = layer.child("branch").apply(input);
        if (!layer.has("scale")) {
            return layer.value("Add", past, computed);
        }
        OnnxValue scale = layer.state("scale");
        int rank = layer.outputShape().rank();
        if (layer.settings().text("scaling").equals("channel") && rank > 2) {
            scale = NormForms.alongChannels(layer, scale, layer.settings().integer("size"), rank);
        }
        return layer.value("Add", past, layer.value("Mul", computed, scale));
    }

    private static OnnxValue shakeDrop(OnnxPart layer, OnnxValue input) {
        double kept = 1 - layer.settings().number("probability");
        return kept == 1 ? input : layer.value("Mul", input, layer.number("kept", kept));
    }

    private static OnnxValue shakeShake(OnnxPart layer, OnnxValue input) {
        OnnxValue one = layer.child("branch1").apply(input);
        OnnxValue other = layer.child("branch2").apply(input);
        OnnxValue past = layer.has("shortcut") ? layer.child("shortcut").apply(input) : input;
        return layer.value("Add", past, layer.value("Mean", one, other));
    }

    private static OnnxValue ensemble(OnnxPart layer, OnnxValue input) {
        OnnxValue[] outputs = layer.children().values().stream()
                .map(member -> member.apply(input))
                .toArray(OnnxValue[]::new);
        return switch (layer.settings().choice("average", Ensemble.Average.class)) {
            case SOFTMAX ->
                layer.value(
                        "Sub",
                        sumOfExponentials(layer, outputs, output -> logSoftmax(layer, output)),
                        layer.number("members", Math.log(outputs.length)));
            case SIGMOID ->
                layer.value(
                        "Sub",
                        sumOfExponentials(
                                layer, outputs, output -> negativeSoftplus(layer, layer.value("Neg", output))),
                        sumOfExponentials(layer, outputs, output -> negativeSoftplus(layer, output)));
            case OUTPUT -> layer.value("Mean", outputs);
        };
    }

    private static OnnxValue logSoftmax(OnnxPart layer, OnnxValue value) {
        return layer.node("LogSoftmax", value).integer("axis", 1).output();
    }

    private static OnnxValue negativeSoftplus(OnnxPart layer, OnnxValue value) {
        return layer.value("Neg", layer.value("Softplus", value));
    }

    /** The logarithm of the sum over members of the exponentials of what a function makes of each. */
    private static OnnxValue sumOfExponentials(OnnxPart layer, OnnxValue[] members, UnaryOperator<OnnxValue> function) {
        OnnxValue[] stacked = new OnnxValue[members.length];
        for (int i = 0; i < members.length; i++) {
            stacked[i] = layer.value("Unsqueeze", function.apply(members[i]), layer.integers("members", 0));
        }
        return layer.node("ReduceLogSumExp", layer.concat(0, stacked))
                .integers("axes", 0)
                .integer("keepdims", 0)
                .output();
    }
}
