package ai.vivace.store.onnx;

import java.util.Map;

/**
 * Says how layers are exported. Found by {@link java.util.ServiceLoader}; a module that brings layers brings one beside its {@link
 * ai.vivace.nn.LayerCatalog}.
 */
public interface OnnxCatalog {
    /** The exporters by the layer's simple class name. */
    Map<String, OnnxExporter> exporters();
}
