package ai.vivace.lab;

/**
 * Why predictions are wrong: the squared error against the truth, in the mean over training sets, is bias² + variance (Geman 1992). Both are
 * means over the places that are predicted for.
 *
 * @param bias how far the mean prediction over all training sets is from the truth, squared
 * @param variance of predictions from one training set to the next
 */
record Decomposition(double bias, double variance) {
    /**
     * Estimates both without bias of their own: of so few training sets the mean still varies, which is taken off.
     *
     * @param predictions by training set, at least two, and place
     */
    static Decomposition of(double[][] predictions, double[] truth) {
        int sets = predictions.length;
        double bias = 0;
        double variance = 0;
        for (int place = 0; place < truth.length; place++) {
            double sum = 0;
            for (double[] set : predictions) {
                sum += set[place];
            }
            double mean = sum / sets;
            double squares = 0;
            for (double[] set : predictions) {
                squares += (set[place] - mean) * (set[place] - mean);
            }
            double own = squares / (sets - 1);
            bias += (mean - truth[place]) * (mean - truth[place]) - own / sets;
            variance += own;
        }
        return new Decomposition(bias / truth.length, variance / truth.length);
    }

    double error() {
        return bias + variance;
    }
}
