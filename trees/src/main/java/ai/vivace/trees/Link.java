package ai.vivace.trees;

/** How the sum over trees becomes what is predicted. */
public enum Link {
    /** As it is. */
    IDENTITY {
        @Override
        public void apply(double[] raw) {}
    },
    /** The probability of the second of two classes, 1 / (1 + e^-x). */
    LOGISTIC {
        @Override
        public void apply(double[] raw) {
            for (int i = 0; i < raw.length; i++) {
                raw[i] = 1 / (1 + Math.exp(-raw[i]));
            }
        }
    },
    /** Probabilities of classes, e^x / Σ e^x. */
    SOFTMAX {
        @Override
        public void apply(double[] raw) {
            double most = Double.NEGATIVE_INFINITY;
            for (double value : raw) {
                most = Math.max(most, value);
            }
            double sum = 0;
            for (int i = 0; i < raw.length; i++) {
                raw[i] = Math.exp(raw[i] - most);
                sum += raw[i];
            }
            for (int i = 0; i < raw.length; i++) {
                raw[i] /= sum;
            }
        }
    },
    /** e^x, for counts and amounts. */
    EXPONENTIAL {
        @Override
        public void apply(double[] raw) {
            for (int i = 0; i < raw.length; i++) {
                raw[i] = Math.exp(raw[i]);
            }
        }
    };

    /** Turns one row's sums into predictions, in place. */
    public abstract void apply(double[] raw);
}
