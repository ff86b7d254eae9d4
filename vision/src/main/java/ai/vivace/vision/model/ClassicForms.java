package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxForm;
import ai.vivace.store.onnx.OnnxPart;
import ai.vivace.store.onnx.OnnxValue;
import java.util.Map;

/** The ONNX forms of the layers of the classic architectures. */
public final class ClassicForms implements OnnxCatalog {
    /** Called by {@link java.util.ServiceLoader}. */
    public ClassicForms() {}

    @Override
    public Map<Class<? extends Layer>, OnnxForm> forms() {
        return Map.of(BasicBlock.class, ClassicForms::basicBlock);
    }

    private static OnnxValue basicBlock(OnnxPart layer, OnnxValue input) {
        OnnxValue first = layer.value(
                "Relu", layer.child("bn1").apply(layer.child("conv1").apply(input)));
        OnnxValue second = layer.child("bn2").apply(layer.child("conv2").apply(first));
        OnnxValue past = layer.has("downsample") ? layer.child("downsample").apply(input) : input;
        return layer.value("Relu", layer.value("Add", second, past));
    }
}
