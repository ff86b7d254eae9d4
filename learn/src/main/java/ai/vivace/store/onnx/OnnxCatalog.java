package ai.vivace.store.onnx;

import ai.vivace.nn.Layer;
import java.util.Map;

/**
 * The ONNX forms of layers, by class. Found by {@link java.util.ServiceLoader}: a module that brings layers brings a catalogue of their
 * forms beside its {@link ai.vivace.nn.LayerCatalog}.
 */
public interface OnnxCatalog {
    /** The forms by the layers' own classes; subclasses need their own. */
    Map<Class<? extends Layer>, OnnxForm> forms();
}
