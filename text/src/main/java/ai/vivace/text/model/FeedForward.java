package ai.vivace.text.model;

import ai.vivace.tensor.Nonlinearity;

/** What stands between the linear maps of a transformer's second part. */
public enum FeedForward {
    /** max(x, 0): the first transformer, T5. */
    RELU(Nonlinearity.RELU, false),
    /** GELU by the error function: BERT. */
    GELU(Nonlinearity.GELU, false),
    /** GELU's approximation by tanh, also called gelu_new: GPT-2. */
    GELU_TANH(Nonlinearity.GELU_TANH, false),
    /** silu(W·x) · V·x (Shazeer 2020): Llama. */
    SWIGLU(Nonlinearity.SILU, true),
    /** gelu(W·x) · V·x with the approximation by tanh: T5 from 1.1 on. */
    GEGLU(Nonlinearity.GELU_TANH, true);

    private final Nonlinearity function;
    private final boolean gated;

    FeedForward(Nonlinearity function, boolean gated) {
        this.function = function;
        this.gated = gated;
    }

    /** The function. */
    public Nonlinearity function() {
        return function;
    }

    /** Whether a second linear map multiplies what comes out. */
    public boolean isGated() {
        return gated;
    }
}
