package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import java.util.List;
import java.util.function.IntFunction;

/** Takes arrays apart along their first dimension, and puts them together. */
final class Rows {
    private Rows() {}

    /** Rows of an array [n, …] in the given order, as [indices.length, …]. */
    static Array gather(Array rows, int[] indices) {
        Shape row = rows.shape().withoutFirst();
        return fill(rows, row, row.prepend(indices.length), indices);
    }

    /** One row of an array [n, …]. */
    static Array one(Array rows, int index) {
        Shape row = rows.shape().withoutFirst();
        return fill(rows, row, row, new int[] {index});
    }

    private static Array fill(Array rows, Shape row, Shape shape, int[] indices) {
        int length = Math.toIntExact(row.elements());
        Array target = like(rows, shape);
        Object from = values(rows);
        Object to = values(target);
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(from, indices[i] * length, to, i * length, length);
        }
        return target;
    }

    /**
     * Arrays of one type and shape, on top of each other.
     *
     * @param what "inputs" or "targets", for the message
     * @param names what messages call an array, by its place in the list
     */
    static Array stack(List<Array> arrays, String what, IntFunction<String> names) {
        Array first = arrays.get(0);
        int length = Math.toIntExact(first.shape().elements());
        Array target = like(first, first.shape().prepend(arrays.size()));
        for (int i = 0; i < arrays.size(); i++) {
            Array array = arrays.get(i);
            int place = i;
            InputException.require(
                    array.dtype() == first.dtype() && array.shape().equals(first.shape()),
                    () -> "The " + what + " of a batch must be alike, but " + names.apply(0) + " has " + kind(first)
                            + " and " + names.apply(place) + " has " + kind(array)
                            + ". Bring them to one size with a transform, or give a batch size of 1.");
            System.arraycopy(values(array), 0, values(target), i * length, length);
        }
        return target;
    }

    /** As in {@code uint8 [1, 28, 28]}. */
    static String kind(Array array) {
        return array.dtype() + " " + array.shape();
    }

    private static Array like(Array array, Shape shape) {
        int length = Math.toIntExact(shape.elements());
        if (array instanceof Array.Bytes) {
            return new Array.Bytes(shape, new byte[length]);
        }
        return array instanceof Array.Longs
                ? new Array.Longs(shape, new long[length])
                : new Array.Floats(shape, new float[length]);
    }

    private static Object values(Array array) {
        if (array instanceof Array.Bytes bytes) {
            return bytes.values();
        }
        return array instanceof Array.Longs longs ? longs.values() : ((Array.Floats) array).values();
    }
}
