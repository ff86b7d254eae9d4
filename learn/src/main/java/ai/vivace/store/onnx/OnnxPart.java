package ai.vivace.store.onnx;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer on its way into a graph: what a {@link OnnxForm} asks about it, and how it adds nodes. */
public final class OnnxPart {
    private final OnnxGraph graph;
    private final String path;
    private final Layer layer;

    OnnxPart(OnnxGraph graph, String path, Layer layer) {
        this.graph = graph;
        this.path = path;
        this.layer = layer;
    }

    // ---- the layer

    /** The layer itself. */
    public Layer layer() {
        return layer;
    }

    /** Its {@link Layer#settings}. */
    public Settings settings() {
        return new Settings(layer.getClass().getSimpleName(), layer.settings());
    }

    /** The shape of what it was applied to in a run with one item, the batch's dimension with it. */
    public Shape inputShape() {
        return graph.shapes(path, layer).input();
    }

    /** The shape of what it gave then. */
    public Shape outputShape() {
        return graph.shapes(path, layer).output();
    }

    /** Whether it has a child, parameter or buffer of a name. */
    public boolean has(String name) {
        return layer.children().containsKey(name) || graph.hasState(join(name));
    }

    /** One of its children. */
    public OnnxPart child(String name) {
        Layer child = layer.children().get(name);
        if (child == null) {
            throw new IllegalArgumentException(layer + " has no child " + name);
        }
        return new OnnxPart(graph, join(name), child);
    }

    /** All of its children, in order. */
    public Map<String, OnnxPart> children() {
        Map<String, OnnxPart> children = new LinkedHashMap<>();
        layer.children().keySet().forEach(name -> children.put(name, child(name)));
        return children;
    }

    /**
     * Adds what the layer computes, by its own form.
     *
     * @throws InputException when it has none; it names the layer
     */
    public OnnxValue apply(OnnxValue input) {
        OnnxForm form = graph.form(layer);
        if (form == null) {
            throw withoutForm("No catalogue of forms on the class path has this kind of layer");
        }
        return form.add(this, input);
    }

    /** What a form throws when it has nothing for this layer's settings. */
    public InputException withoutForm(String reason) {
        return new InputException("The layer " + (path.isEmpty() ? "" : path + ", ") + layer + ", has no form in ONNX. "
                + reason + ". Leave it out, or bring an OnnxCatalog with a form of it.");
    }

    // ---- numbers

    /** One of its own parameters or buffers, under its name in the state. */
    public OnnxValue state(String name) {
        return graph.state(join(name));
    }

    /** Numbers that are computed now and stored: float32 or int64. */
    public OnnxValue constant(String name, Tensor values) {
        return graph.constant(inside(name), values);
    }

    /** One number. */
    public OnnxValue number(String name, double value) {
        return constant(name, Tensor.scalar(value));
    }

    /** Whole numbers in a list. */
    public OnnxValue integers(String name, long... values) {
        return constant(name, Tensor.ofLongs(values));
    }

    // ---- operations

    /** An operation of the standard domain. */
    public OnnxNode node(String operator, OnnxValue... inputs) {
        return node(operator, List.of(inputs));
    }

    /** As {@link #node(String, OnnxValue...)}. */
    public OnnxNode node(String operator, List<OnnxValue> inputs) {
        return new OnnxNode(graph, operator, graph.unique(inside(operator)), inputs);
    }

    /** An operation without attributes. */
    public OnnxValue value(String operator, OnnxValue... inputs) {
        return node(operator, inputs).output();
    }

    /** A value with other sizes; -1 for the one that follows from the others, which is the batch's. */
    public OnnxValue reshape(OnnxValue value, long... sizes) {
        return value("Reshape", value, integers("sizes", sizes));
    }

    /** A value with its dimensions in another order. */
    public OnnxValue transpose(OnnxValue value, long... order) {
        return node("Transpose", value).integers("perm", order).output();
    }

    /** Values one after the other along a dimension. */
    public OnnxValue concat(long dimension, OnnxValue... values) {
        return node("Concat", values).integer("axis", dimension).output();
    }

    /** One place of a dimension, which goes. */
    public OnnxValue select(OnnxValue value, long dimension, long index) {
        OnnxValue place = constant("place", Tensor.of(new long[] {index}, Shape.of()));
        return node("Gather", value, place).integer("axis", dimension).output();
    }

    /** So many places of a dimension from one on. */
    public OnnxValue narrow(OnnxValue value, long dimension, long start, long length) {
        return value(
                "Slice",
                value,
                integers("start", start),
                integers("end", start + length),
                integers("dimension", dimension));
    }

    /** The function's value for each element. */
    public OnnxValue nonlinearity(Nonlinearity function, OnnxValue value) {
        return Functions.add(this, function, value);
    }

    private String join(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** State has dots in its names only, so that nothing else is called like it. */
    private String inside(String name) {
        return path + "/" + name;
    }
}
