package ai.vivace.tensor;

import java.util.Arrays;

/** The sizes of a tensor's dimensions, outermost first. A scalar has none. */
public final class Shape {
    private final long[] sizes;

    private Shape(long[] sizes) {
        this.sizes = sizes;
    }

    /**
     * A shape of the given sizes.
     *
     * @throws TensorException when a size is negative
     */
    public static Shape of(long... sizes) {
        for (long size : sizes) {
            if (size < 0) {
                throw new TensorException(
                        "A shape's sizes must be 0 or more, but came " + Arrays.toString(sizes) + ".");
            }
        }
        return new Shape(sizes.clone());
    }

    /** The number of dimensions. */
    public int rank() {
        return sizes.length;
    }

    /**
     * The size of one dimension.
     *
     * @param dimension from 0, or from -1 for the last and backwards
     */
    public long size(int dimension) {
        int index = dimension < 0 ? dimension + sizes.length : dimension;
        if (index < 0 || index >= sizes.length) {
            throw new TensorException("Shape " + this + " has no dimension " + dimension + ".");
        }
        return sizes[index];
    }

    /**
     * The number of elements: the product of all sizes; 1 for a scalar.
     *
     * @throws TensorException when it is beyond a long
     */
    public long elements() {
        long product = 1;
        for (long size : sizes) {
            if (Math.multiplyHigh(product, size) != 0 || product * size < 0) {
                throw new TensorException(
                        "A tensor of shape " + this + " would have more elements than can be counted.");
            }
            product *= size;
        }
        return product;
    }

    /** This shape with one more dimension in front. */
    public Shape prepend(long size) {
        long[] grown = new long[sizes.length + 1];
        grown[0] = size;
        System.arraycopy(sizes, 0, grown, 1, sizes.length);
        return of(grown);
    }

    /** This shape without its first dimension. */
    public Shape withoutFirst() {
        size(0);
        return new Shape(Arrays.copyOfRange(sizes, 1, sizes.length));
    }

    /** The sizes as a new array. */
    public long[] toArray() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** As in {@code [64, 3, 32, 32]}. */
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
