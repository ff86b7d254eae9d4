package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Numbers on Java's side, with a shape: what worker threads make, and the training thread turns into tensors. The arrays are
 * shared, not copied; treat them as read-only.
 */
public sealed interface Array {
    Shape shape();

    DType dtype();

    /** The same numbers as a tensor. */
    Tensor toTensor();

    /** float32 numbers. */
    record Floats(Shape shape, float[] values) implements Array {
        public Floats {
            check(shape, values.length);
        }

        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }

        @Override
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }
    }

    /** int64 numbers: class numbers, tokens. */
    record Longs(Shape shape, long[] values) implements Array {
        public Longs {
            check(shape, values.length);
        }

        @Override
        public DType dtype() {
            return DType.INT64;
        }

        @Override
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }
    }

    /** Bytes taken as 0 to 255: pictures. */
    record Bytes(Shape shape, byte[] values) implements Array {
        public Bytes {
            check(shape, values.length);
        }

        @Override
        public DType dtype() {
            return DType.UINT8;
        }

        @Override
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }
    }

    /** A single class number, as a scalar. */
    static Array label(long number) {
        return new Longs(Shape.of(), new long[] {number});
    }

    private static void check(Shape shape, int length) {
        InputException.require(
                shape.elements() == length,
                () -> "Shape " + shape + " has " + shape.elements() + " elements, but came " + length + " values.");
    }
}
