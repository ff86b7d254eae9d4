package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens attend to which. It knows what its numbers mean, so that a mask of another library cannot be taken the wrong way round:
 * {@link #attending} takes those in which true means to attend to a token (Hugging Face's, and ours), {@link #ignoring} those in which true
 * means to ignore it (of PyTorch's attention layers).
 *
 * <p>A token that may attend to nothing, as padding before a text, gets zeros, not NaN.
 */
public final class AttentionMask {
    private static final AttentionMask ALL = new AttentionMask(null, false, 0);

    private final @Nullable Tensor sources;
    private final boolean causal;
    private final long window;

    private AttentionMask(@Nullable Tensor sources, boolean causal, long window) {
        this.sources = sources;
        this.causal = causal;
        this.window = window;
    }

    /** All tokens attend to all. */
    public static AttentionMask all() {
        return ALL;
    }

    /**
     * All tokens attend to some.
     *
     * @param mask [N, T]: true, or not 0, for tokens that are attended to
     */
    public static AttentionMask attending(Tensor mask) {
        return new AttentionMask(checked(mask).ne(0), false, 0);
    }

    /**
     * All tokens attend to those that are not to be ignored.
     *
     * @param mask [N, T]: true, or not 0, for tokens that are not attended to
     */
    public static AttentionMask ignoring(Tensor mask) {
        return new AttentionMask(checked(mask).eq(0), false, 0);
    }

    private static Tensor checked(Tensor mask) {
        InputException.require(
                mask.rank() == 2,
                () -> "A mask of tokens has the shape [texts, tokens], but came " + mask.shape() + ".");
        return mask;
    }

    /** The same, with each token attending only to itself and those before it. */
    public AttentionMask causal() {
        return new AttentionMask(sources, true, window);
    }

    /**
     * The same, with each token attending only to itself and the last ones before it.
     *
     * @param tokens how many there are, itself included; at least 1
     */
    public AttentionMask window(long tokens) {
        InputException.require(
                tokens > 0, () -> "A window of attention must have at least 1 token, but came " + tokens + ".");
        return new AttentionMask(sources, true, tokens);
    }

    /** The tokens that are attended to, bool [N, T]; empty for all. */
    public Optional<Tensor> sources() {
        return Optional.ofNullable(sources);
    }

    /** Whether tokens attend only to themselves and those before them. */
    public boolean isCausal() {
        return causal;
    }

    /** Whether the engine's attention has this mask built in. */
    boolean isBuiltIn(long targets, long length) {
        return causal && sources == null && window == 0 && targets == length && targets > 1;
    }

    /**
     * The mask in the engine's form, bool and broadcasting to [N, heads, targets, length]; null where nothing is masked.
     *
     * @param targets the tokens that attend, which are the last ones
     * @param length all tokens, those that are remembered with them
     */
    @Nullable
    Tensor tensor(long targets, long length, Tensor like) {
        Tensor visible = null;
        if (causal && targets > 1) {
            Tensor from = Tensor.arange(length).reshape(1, length);
            Tensor to = Tensor.of(LongStream.range(length - targets, length).toArray(), Shape.of(targets, 1));
            visible = to.lt(from).not();
            if (window > 0) {
                Tensor first = Tensor.of(
                        LongStream.range(length - targets, length)
                                .map(place -> place - window)
                                .toArray(),
                        Shape.of(targets, 1));
                visible = visible.and(first.lt(from));
            }
            visible = visible.to(like.device());
        } else if (window > 0 && length > window) {
            visible = Tensor.arange(length)
                    .gt(length - 1.0 - window)
                    .reshape(1, length)
                    .to(like.device());
        }
        if (sources == null) {
            return visible;
        }
        InputException.require(
                sources.size(1) == length,
                () -> "The mask is for " + sources.size(1) + " tokens, but there are " + length + ".");
        Tensor attended = sources.reshape(sources.size(0), 1, 1, length);
        return visible == null ? attended : attended.and(visible);
    }
}
