package ai.vivace.store.onnx;

import ai.vivace.base.Protobuf;
import java.util.List;

/** A setting of an ONNX node. Numbers of fields and kinds are those of onnx.proto. */
public sealed interface OnnxAttribute {
    /** A whole number. */
    record Whole(String name, long value) implements OnnxAttribute {}

    /** Whole numbers. */
    record Wholes(String name, List<Long> values) implements OnnxAttribute {
        /** Copies the list. */
        public Wholes {
            values = List.copyOf(values);
        }
    }

    /** A number. */
    record Real(String name, double value) implements OnnxAttribute {}

    /** What it is called. */
    String name();

    /** A whole number. */
    static OnnxAttribute of(String name, long value) {
        return new Whole(name, value);
    }

    /** Whole numbers. */
    static OnnxAttribute of(String name, List<Long> values) {
        return new Wholes(name, values);
    }

    /** A number, which ONNX has as float32. */
    static OnnxAttribute real(String name, double value) {
        return new Real(name, value);
    }

    /** As a field of a node. */
    default Protobuf message() {
        Protobuf message = new Protobuf().text(1, name());
        if (this instanceof Whole whole) {
            return message.integer(3, whole.value()).integer(20, 2);
        }
        if (this instanceof Wholes wholes) {
            return message.integers(8, wholes.values()).integer(20, 7);
        }
        return message.real(2, (float) ((Real) this).value()).integer(20, 1);
    }
}
