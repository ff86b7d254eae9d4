package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Some items of a source, in a given order; they are numbered from 0 again. */
public final class Subset implements Source {
    private final Source whole;
    private final int[] indices;

    private Subset(Source whole, int[] indices) {
        this.whole = whole;
        this.indices = indices;
    }

    /**
     * The items of the given numbers.
     *
     * @throws InputException when a number is not of the source
     */
    public static Subset of(Source source, int... indices) {
        int[] copy = indices.clone();
        for (int i = 0; i < copy.length; i++) {
            int index = copy[i];
            InputException.require(
                    index >= 0 && index < source.size(),
                    () -> "There is no item " + index + " among " + source.size() + ".");
            if (source instanceof Subset subset) {
                copy[i] = subset.indices[index];
            }
        }
        return new Subset(source instanceof Subset subset ? subset.whole : source, copy);
    }

    /** Which items of the whole source these are, in order. */
    public int[] indices() {
        return indices.clone();
    }

    /** Whole batches of this subset, where the source has them. */
    @Nullable
    BatchSource batchSource() {
        return whole instanceof BatchSource batches ? numbers -> batches.batch(inWhole(numbers)) : null;
    }

    private int[] inWhole(int[] numbers) {
        int[] mapped = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            mapped[i] = indices[numbers[i]];
        }
        return mapped;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Item item(int index) {
        return whole.item(indices[index]);
    }

    @Override
    public Item item(int index, Rng rng) {
        return whole.item(indices[index], rng);
    }

    @Override
    public String describe(int index) {
        return whole.describe(indices[index]);
    }

    @Override
    public Task task() {
        return whole.task();
    }

    @Override
    public Shape inputShape() {
        return whole.inputShape();
    }

    @Override
    public double scale() {
        return whole.scale();
    }

    @Override
    public int classOf(int index) {
        return whole.classOf(indices[index]);
    }

    @Override
    public String group(int index) {
        return whole.group(indices[index]);
    }
}
