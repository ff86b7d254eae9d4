package ai.vivace.linear;

/** ‖y − Xw‖²/2n + l1·‖w‖₁ + l2/2·‖w‖². */
record PenalizedProblem(Design design, double l1, double l2) {
    /** What is made small. */
    double objective(double[] weights) {
        double[] residuals = design.residuals(weights);
        return Design.dot(residuals, residuals) / (2 * design.rows()) + penalty(weights);
    }

    /**
     * How far the objective can be above its smallest value at most (Kim et al. 2007; the elastic net as a lasso with √(n·l2)·I under the
     * columns).
     */
    double gap(double[] weights, double[] residuals) {
        int rows = design.rows();
        double steepest = 0;
        for (int j = 0; j < weights.length; j++) {
            double slope = Design.dot(design.column(j), residuals) / rows - l2 * weights[j];
            steepest = Math.max(steepest, Math.abs(slope));
        }
        // The residuals, made small enough to be a feasible point of the dual.
        double share = steepest > l1 ? l1 / steepest : 1;
        double squares = Design.dot(residuals, residuals) / rows;
        double length = Design.dot(weights, weights);
        return squares * (1 + share * share) / 2
                + penalty(weights)
                + l2 * share * share * length / 2
                - share * Design.dot(residuals, design.targets()) / rows;
    }

    private double penalty(double[] weights) {
        double magnitudes = 0;
        for (double weight : weights) {
            magnitudes += Math.abs(weight);
        }
        return l1 * magnitudes + l2 / 2 * Design.dot(weights, weights);
    }

    /** sign(value) · max(|value| - threshold, 0). */
    static double shrunk(double value, double threshold) {
        return Math.signum(value) * Math.max(Math.abs(value) - threshold, 0);
    }
}
