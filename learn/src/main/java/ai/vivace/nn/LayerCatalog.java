package ai.vivace.nn;

import java.util.Map;

/**
 * Builds layers from their names and settings, so that a model file needs no user class. Found by {@link
 * java.util.ServiceLoader}; a module that brings layers brings a catalogue of them.
 */
public interface LayerCatalog {
    /** Builds one kind of layer. */
    @FunctionalInterface
    interface Factory {
        /**
         * A new layer.
         *
         * @param settings as {@link Layer#settings} gave them
         * @param children the children by name, for containers such as {@link Sequential}; other layers make their own
         */
        Layer build(Settings settings, Map<String, Layer> children);
    }

    /** The factories by the layer's simple class name. */
    Map<String, Factory> factories();
}
