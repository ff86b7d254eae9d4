package ai.vivace.vision.generate;

import ai.vivace.nn.Layer;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxForm;
import ai.vivace.store.onnx.OnnxPart;
import ai.vivace.store.onnx.OnnxValue;
import java.util.Map;

/** The ONNX forms of the layers in this package. */
public final class GenerateForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public GenerateForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        return Map.of(
                Unflatten.class, GenerateForms::unflatten,
                VariationalAutoencoder.class, GenerateForms::variationalAutoencoder);
    }

    private static OnnxValue unflatten(OnnxPart layer, OnnxValue input) {
        long[] sizes = layer.outputShape().toArray();
        sizes[0] = -1;
        return layer.reshape(input, sizes);
    }

    /** In use nothing is drawn: the mean is the code. */
    private static OnnxValue variationalAutoencoder(OnnxPart layer, OnnxValue input) {
        OnnxValue flat =
                layer.reshape(input, -1, layer.inputShape().withoutFirst().elements());
        OnnxValue units = layer.value("Relu", layer.child("fc1").apply(flat));
        OnnxValue mean = layer.child("fc21").apply(units);
        OnnxValue logVariance = layer.child("fc22").apply(units);
        OnnxValue hidden = layer.value("Relu", layer.child("fc3").apply(mean));
        return layer.concat(1, layer.child("fc4").apply(hidden), mean, logVariance);
    }
}
