package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.base.VivaceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Turns layers into plain descriptions that a file can hold, and back. Values of parameters are not part of it. */
public final class LayerTree {
    private LayerTree() {}

    /**
     * What it takes to build a layer.
     *
     * @param type the layer's simple class name
     * @param settings its {@link Layer#settings}; whole numbers are held as Long and others as Double, so that descriptions
     *     that went through a file are equal to those that did not
     * @param children the children of a {@link Container} by name, in order; empty for other layers, which make their own
     */
    public record Description(String type, Map<String, Object> settings, Map<String, Description> children) {
        public Description {
            Map<String, Object> plain = new LinkedHashMap<>();
            settings.forEach((name, value) -> plain.put(name, plain(value)));
            settings = Collections.unmodifiableMap(plain);
            children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }

        private static Object plain(Object value) {
            if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return ((Number) value).longValue();
            }
            if (value instanceof Float number) {
                return number.doubleValue();
            }
            return value instanceof List<?> list
                    ? list.stream().map(Description::plain).toList()
                    : value;
        }
    }

    /** Describes a layer and, if it is a {@link Container}, its children. */
    public static Description describe(Layer layer) {
        Map<String, Description> children = new LinkedHashMap<>();
        if (layer instanceof Container) {
            layer.children().forEach((name, child) -> children.put(name, describe(child)));
        }
        return new Description(layer.getClass().getSimpleName(), layer.settings(), children);
    }

    /**
     * Builds what a description says, by all {@linkplain LayerCatalog catalogues} on the class path.
     *
     * @throws InputException when no catalogue has a type, or a setting is missing or wrong
     */
    public static Layer build(Description description) {
        return build(description, factories());
    }

    private static Layer build(Description description, Map<String, LayerCatalog.Factory> factories) {
        LayerCatalog.Factory factory = factories.get(description.type());
        if (factory == null) {
            throw new InputException(Spelling.unknown("layer", description.type(), factories.keySet())
                    + " A layer of your own needs a LayerCatalog on the class path.");
        }
        Map<String, Layer> children = new LinkedHashMap<>();
        description.children().forEach((name, child) -> children.put(name, build(child, factories)));
        return factory.build(new Settings(description.type(), description.settings()), children);
    }

    private static Map<String, LayerCatalog.Factory> factories() {
        Map<String, LayerCatalog.Factory> all = new TreeMap<>();
        for (LayerCatalog catalog : ServiceLoader.load(LayerCatalog.class)) {
            catalog.factories().forEach((type, factory) -> {
                if (all.putIfAbsent(type, factory) != null) {
                    throw new VivaceException("Two layer catalogues build a layer \"" + type + "\"; one of them is "
                            + catalog.getClass().getName() + ". Rename one of the layers.");
                }
            });
        }
        return all;
    }
}
