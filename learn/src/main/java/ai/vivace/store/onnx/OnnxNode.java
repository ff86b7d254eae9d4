package ai.vivace.store.onnx;

import ai.vivace.base.Protobuf;
import java.util.List;
import java.util.stream.LongStream;

/** One operation being added to a graph: its attributes, then {@link #output}. Numbers of fields are those of onnx.proto. */
public final class OnnxNode {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final OnnxGraph graph;
    private final String operator;
    private final String name;
    private final List<OnnxValue> inputs;
    private final Protobuf attributes = new Protobuf();

    OnnxNode(OnnxGraph graph, String operator, String name, List<OnnxValue> inputs) {
        this.graph = graph;
        this.operator = operator;
        this.name = name;
        this.inputs = List.copyOf(inputs);
    }

    /** An attribute that is a whole number. */
    public OnnxNode integer(String attribute, long value) {
        return add(new Protobuf().text(1, attribute).integer(3, value).integer(20, INT));
    }

    /** An attribute that is a number; ONNX has it as a float. */
    public OnnxNode number(String attribute, double value) {
        return add(new Protobuf().text(1, attribute).number(2, (float) value).integer(20, FLOAT));
    }

    /** An attribute that is a text. */
    public OnnxNode text(String attribute, String value) {
        return add(new Protobuf().text(1, attribute).text(4, value).integer(20, STRING));
    }

    /** An attribute that is a list of whole numbers. */
    public OnnxNode integers(String attribute, long... values) {
        return add(new Protobuf()
                .text(1, attribute)
                .integers(8, LongStream.of(values).boxed().toList())
                .integer(20, INTS));
    }

    private OnnxNode add(Protobuf attribute) {
        attributes.message(5, attribute);
        return this;
    }

    /** Puts the node into the graph, and gives what it computes. */
    public OnnxValue output() {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input.name()));
        node.text(2, name).text(3, name).text(4, operator).append(attributes);
        graph.add(node);
        return new OnnxValue(name);
    }
}
