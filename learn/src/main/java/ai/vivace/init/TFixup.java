package ai.vivace.init;

import ai.vivace.base.InputException;

/**
 * The factors of T-Fixup (Huang 2020), by which a transformer trains without layer norms and without warming up.
 *
 * <p>Weights start by Xavier's rule, embeddings as N(0, 1/√width). Then the decoder's values', outputs' and feed-forward weights and
 * both embeddings are multiplied by one factor, and the encoder's values', outputs' and feed-forward weights by the other; queries
 * and keys stay.
 *
 * @param encoder 0.67 · N^(-1/4)
 * @param decoder (9 · N)^(-1/4), for the embeddings too
 */
public record TFixup(double encoder, double decoder) {
    /**
     * The factors by depth.
     *
     * @param layers N, in the encoder as in the decoder
     */
    public static TFixup of(int layers) {
        InputException.require(layers > 0, () -> "A transformer has at least one layer, but came " + layers + ".");
        return new TFixup(0.67 * Math.pow(layers, -0.25), Math.pow(9.0 * layers, -0.25));
    }

    /** Of the encoder's values, outputs and feed-forward weights. */
    public Initializer encoderWeight() {
        return Initializers.scaled(Initializers.xavierUniform(Gain.LINEAR), encoder);
    }

    /** Of the decoder's values, outputs and feed-forward weights. */
    public Initializer decoderWeight() {
        return Initializers.scaled(Initializers.xavierUniform(Gain.LINEAR), decoder);
    }

    /** Of both embeddings: N(0, 1/√width) times the decoder's factor. */
    public Initializer embedding(long width) {
        return Initializers.scaled(Transformers.t5In(width), decoder);
    }
}
