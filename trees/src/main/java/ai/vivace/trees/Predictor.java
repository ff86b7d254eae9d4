package ai.vivace.trees;

/**
 * Anything that predicts for rows: a {@link TreeEnsemble}, one that is calibrated, or a program's own rule. What explains or judges models
 * asks for no more than this. It must allow several threads at once.
 */
@FunctionalInterface
public interface Predictor {
    /**
     * What is predicted for each row: a number, or a probability for each class.
     *
     * @return by row
     */
    double[][] predict(Features rows);
}
