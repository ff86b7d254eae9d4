package ai.vivace.init;

import ai.vivace.base.InputException;

/** Rules for the weights of transformers. Biases start at 0 and norm layers at 1 and 0 in all of them. */
public final class Transformers {
    private static final double DEVIATION = 0.02;

    private Transformers() {}

    /** GPT-2's for weights and embeddings: N(0, 0.02) (Radford 2019). */
    public static Initializer gpt2() {
        return Initializers.normal(0, DEVIATION);
    }

    /**
     * GPT-2's for what is added to the residual stream, which grows with every addition: N(0, 0.02/√(2 · layers)).
     *
     * @param layers how many blocks the model has; each adds twice
     */
    public static Initializer gpt2Residual(int layers) {
        InputException.require(layers > 0, () -> "A transformer has at least one layer, but came " + layers + ".");
        return Initializers.normal(0, DEVIATION / Math.sqrt(2.0 * layers));
    }

    /** BERT's for weights and embeddings: N(0, 0.02) cut at two deviations (Devlin 2018); ports to PyTorch do not cut. */
    public static Initializer bert() {
        return TruncatedNormal.withinTwoDeviations(0, DEVIATION);
    }

    /**
     * T5's for queries, which takes the place of dividing the scores: N(0, 1/√(width · headWidth)) (Raffel 2019).
     *
     * @param width of the model
     * @param headWidth of one head's keys
     */
    public static Initializer t5Query(long width, long headWidth) {
        return Initializers.normal(0, root(width) * root(headWidth));
    }

    /** T5's for keys, values and the first weight of the feed-forward part: N(0, 1/√width), of the model's width. */
    public static Initializer t5In(long width) {
        return Initializers.normal(0, root(width));
    }

    /**
     * T5's for the attention's output and the second weight of the feed-forward part: N(0, 1/√inner).
     *
     * @param inner what the weight reads: heads times their width, or the width of the feed-forward part
     */
    public static Initializer t5Out(long inner) {
        return Initializers.normal(0, root(inner));
    }

    /**
     * The vision transformer's for linear weights and positions: deviation 0.02, cut at -2 and 2, which is to say not at all (timm).
     * Its head starts at 0.
     */
    public static Initializer visionWeight() {
        return TruncatedNormal.between(0, DEVIATION, -2, 2);
    }

    /** The vision transformer's for its class token: N(0, 1e-6) (timm). */
    public static Initializer visionClassToken() {
        return Initializers.normal(0, 1e-6);
    }

    /**
     * PyTorch's {@code MultiheadAttention} for queries, keys and values packed in one matrix [3 · width, width]: Xavier's uniform rule
     * over the whole, so within ±√(6/(4 · width)). Its output weight has the default of linear layers, with a bias of 0.
     */
    public static Initializer packedAttention() {
        return Initializers.xavierUniform(Gain.LINEAR);
    }

    private static double root(long width) {
        InputException.require(width > 0, () -> "A transformer's width must be positive, but is " + width + ".");
        return 1 / Math.sqrt((double) width);
    }
}
