package ai.vivace.benchmarks;

/** A program that trains trees. Whatever it throws ends the measurement. */
interface TreeProgram {
    /** Its name and version. */
    String engine();

    /** Loads what is no part of a training, such as a native library. */
    void start() throws Exception;

    /** Takes the training rows in the program's own form. */
    Loaded load(TreeSamples samples, TreeRecipe recipe) throws Exception;

    /** Rows that a model can be trained on. */
    interface Loaded {
        Trained train() throws Exception;
    }

    /** A trained model. */
    interface Trained {
        /** Predicts the test rows: by row the number, or a probability for each class. */
        double[][] predict(TreeSamples samples) throws Exception;
    }

    /** Predictions that lie one row's behind the other's; the probability of the second of two classes becomes both. */
    static double[][] rows(double[] predicted, int rows, boolean isOfSecondClass) {
        int width = predicted.length / rows;
        double[][] byRow = new double[rows][];
        for (int row = 0; row < rows; row++) {
            double[] own = new double[width];
            System.arraycopy(predicted, row * width, own, 0, width);
            byRow[row] = isOfSecondClass ? new double[] {1 - own[0], own[0]} : own;
        }
        return byRow;
    }
}
