package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Embeddings;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A learnt vector for each of several numbers: int64 [N, …] to [N, …, width].
 *
 * <p>State: {@code weight} [count, width]. It starts as N(0, 1), as in PyTorch, with zeros in the padding's row; fastai starts
 * embeddings as N(0, 0.01).
 */
public final class Embedding extends WeightedLayer {
    private static final Initializer STANDARD = Initializers.normal(0, 1);
    private static final long NO_PADDING = -1;

    private final long count;
    private final long width;
    private final long padding;
    private final Parameter weight;

    /**
     * A vector for each number.
     *
     * @param count how many numbers there are: from 0 to count - 1
     * @param width the vectors' length
     */
    public static Embedding of(long count, long width) {
        return new Embedding(count, width, NO_PADDING, STANDARD);
    }

    /** A vector for each number, started by a given rule, as reference models have it. */
    public static Embedding of(long count, long width, Initializer rule) {
        return new Embedding(count, width, NO_PADDING, rule);
    }

    /**
     * One number stands for padding: its vector starts as zeros and gets no gradient.
     *
     * @param padding that number
     */
    public static Embedding of(long count, long width, long padding) {
        return of(count, width, padding, STANDARD);
    }

    /** The same, with the other vectors started by a given rule. */
    public static Embedding of(long count, long width, long padding, Initializer rule) {
        InputException.require(
                padding >= 0 && padding < count,
                () -> "The padding's number must be from 0 to " + (count - 1) + ", but is " + padding + ".");
        return new Embedding(count, width, padding, rule);
    }

    static Embedding build(Settings settings) {
        return new Embedding(
                settings.integer("count"), settings.integer("width"), settings.integer("padding"), STANDARD);
    }

    private Embedding(long count, long width, long padding, Initializer rule) {
        InputException.require(
                count > 0 && width > 0,
                () -> "An embedding needs at least one number and a width of 1, but came " + count + " and " + width
                        + ".");
        this.count = count;
        this.width = width;
        this.padding = padding;
        weight = parameter("weight", Shape.of(count, width), Parameter.Role.WEIGHT, (tensor, rng) -> {
            rule.initialize(tensor, rng);
            if (padding >= 0) {
                tensor.select(0, padding).fill(0);
            }
        });
    }

    /** By another rule, still with zeros in the padding's row. */
    Initializer padded(Initializer rule) {
        return padding >= 0 ? Embeddings.padded(rule, padding) : rule;
    }

    @Override
    Parameter weight() {
        return weight;
    }

    @Override
    @Nullable
    Parameter bias() {
        return null;
    }

    @Override
    Tensor forward(Tensor input, Tensor weight) {
        return Functional.embedding(weight, input, padding);
    }

    /** Count, width and padding, which is -1 where there is none. */
    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("count", count), entry("width", width), entry("padding", padding));
    }
}
