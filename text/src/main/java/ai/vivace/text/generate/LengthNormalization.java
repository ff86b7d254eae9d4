package ai.vivace.text.generate;

/** How beams of different lengths are compared: by log-probability divided by a function of the length, the end's token with it. */
public enum LengthNormalization {
    /** By length^α: 0 for no normalisation, 1 for the mean of a token (Hugging Face's). */
    POWER {
        @Override
        double divisor(int length, double alpha) {
            return Math.pow(length, alpha);
        }
    },
    /** By ((5 + length) / 6)^α (Wu 2016). */
    GNMT {
        @Override
        double divisor(int length, double alpha) {
            return Math.pow((5 + length) / 6.0, alpha);
        }
    };

    abstract double divisor(int length, double alpha);
}
