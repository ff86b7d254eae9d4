package ai.vivace.init;

import ai.vivace.base.InputException;

/**
 * The factors of DeepNorm (Wang 2022), by which transformers of a thousand layers train: x ← LayerNorm(alpha · x + f(x)), and the
 * weights of values, outputs and feed-forward parts start by Xavier's rule with gain beta; those of queries and keys with gain 1.
 *
 * @param alpha the weight of the shortcut
 * @param beta the gain
 */
public record DeepNorm(double alpha, double beta) {
    /** Of an encoder or a decoder alone: alpha (2N)^(1/4), beta (8N)^(-1/4). */
    public static DeepNorm alone(int layers) {
        double count = positive(layers);
        return new DeepNorm(Math.pow(2 * count, 0.25), Math.pow(8 * count, -0.25));
    }

    /** Of an encoder with N layers beside a decoder with M: alpha 0.81 · (N⁴M)^(1/16), beta 0.87 · (N⁴M)^(-1/16). */
    public static DeepNorm encoder(int encoderLayers, int decoderLayers) {
        double product = Math.pow(positive(encoderLayers), 4) * positive(decoderLayers);
        return new DeepNorm(0.81 * Math.pow(product, 1.0 / 16), 0.87 * Math.pow(product, -1.0 / 16));
    }

    /** Of a decoder with M layers beside an encoder: alpha (3M)^(1/4), beta (12M)^(-1/4). */
    public static DeepNorm decoder(int decoderLayers) {
        double count = positive(decoderLayers);
        return new DeepNorm(Math.pow(3 * count, 0.25), Math.pow(12 * count, -0.25));
    }

    /** Of values, outputs and feed-forward weights. */
    public Initializer weight() {
        return Initializers.xavierNormal(beta);
    }

    private static double positive(int layers) {
        InputException.require(layers > 0, () -> "A transformer has at least one layer, but came " + layers + ".");
        return layers;
    }
}
