package ai.vivace.benchmarks;

import ai.vivace.base.InputException;

/**
 * A model that several programs train with the same settings; what a setting is called differs.
 *
 * @param kind what it is
 * @param rounds how many trees, for each class where boosting needs it
 * @param learningRate of boosting
 * @param depth splits on the way to a leaf at most; 0 for any number
 * @param leaves at most, those of most gain first; 0 for any number, level by level
 * @param l2 penalty on leaves' squares
 * @param leastHessian of a leaf
 * @param leastRows of a leaf
 * @param columns that a node of a forest looks at; 0 for the program's own number
 * @param threads that work
 * @param seed what is random depends on
 */
record TreeRecipe(
        Kind kind,
        int rounds,
        double learningRate,
        int depth,
        int leaves,
        double l2,
        double leastHessian,
        int leastRows,
        int columns,
        int threads,
        long seed) {
    /** What a model is. */
    enum Kind {
        BOOSTING,
        FOREST,
        EXTRA_TREES,
        TREE,
        ADABOOST
    }

    /** A model by the name that a program's option has. */
    static TreeRecipe of(Options options) {
        String model = options.text("model", "depth");
        int rounds = options.number("rounds", 100);
        int columns = options.number("columns", 0);
        int threads = options.number("threads", 1);
        long seed = options.number("seed", 1);
        return switch (model) {
            // The same for all: XGBoost's penalties, a learning rate of 0.1.
            case "depth" -> boosting(rounds, 0.1, 6, 0, 1, 1, 1, threads, seed);
            case "leaves" -> boosting(rounds, 0.1, 0, 64, 1, 1, 1, threads, seed);
            // Programs' defaults.
            case "xgboost" -> boosting(rounds, 0.3, 6, 0, 1, 1, 1, threads, seed);
            case "lightgbm" -> boosting(rounds, 0.1, 0, 31, 0, 1e-3, 20, threads, seed);
            case "lightgbm64" -> boosting(rounds, 0.1, 0, 64, 0, 1e-3, 20, threads, seed);
            case "forest" -> apart(Kind.FOREST, rounds, columns, threads, seed);
            case "extra" -> apart(Kind.EXTRA_TREES, rounds, columns, threads, seed);
            case "tree" -> apart(Kind.TREE, 1, columns, threads, seed);
            case "adaboost" -> apart(Kind.ADABOOST, rounds, columns, threads, seed);
            default ->
                throw new InputException(
                        "There is no model " + model
                                + "; there are depth, leaves, xgboost, lightgbm, lightgbm64, forest, extra, tree and adaboost.");
        };
    }

    private static TreeRecipe boosting(
            int rounds,
            double rate,
            int depth,
            int leaves,
            double l2,
            double leastHessian,
            int leastRows,
            int threads,
            long seed) {
        return new TreeRecipe(
                Kind.BOOSTING, rounds, rate, depth, leaves, l2, leastHessian, leastRows, 0, threads, seed);
    }

    private static TreeRecipe apart(Kind kind, int rounds, int columns, int threads, long seed) {
        return new TreeRecipe(kind, rounds, 1, 0, 0, 0, 0, 1, columns, threads, seed);
    }
}
