package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost by its Java binding, histograms of 256 bins. */
final class TreeXgboost implements TreeProgram {
    @Override
    public String engine() {
        return "XGBoost 3.1.1";
    }

    @Override
    public void start() throws XGBoostError {
        new DMatrix(new float[1], 1, 1, Float.NaN).dispose();
    }

    @Override
    public Loaded load(TreeSamples samples, TreeRecipe recipe) throws XGBoostError {
        InputException.require(
                recipe.kind() == TreeRecipe.Kind.BOOSTING, () -> "XGBoost is measured by boosting only.");
        DMatrix matrix = matrix(samples, samples.training());
        matrix.setLabel(samples.training().targets());
        Map<String, Object> settings = settings(samples, recipe);
        return () -> {
            Booster booster = XGBoost.train(matrix, settings, recipe.rounds(), new HashMap<>(), null, null);
            return judged -> predict(booster, judged);
        };
    }

    private static DMatrix matrix(TreeSamples samples, TreeSamples.Part part) throws XGBoostError {
        DMatrix matrix = new DMatrix(part.values(), part.rows(), samples.columns(), Float.NaN);
        if (samples.levels().stream().anyMatch(count -> count > 0)) {
            matrix.setFeatureTypes(samples.levels().stream()
                    .map(count -> count > 0 ? "c" : "q")
                    .toArray(String[]::new));
        }
        return matrix;
    }

    private static Map<String, Object> settings(TreeSamples samples, TreeRecipe recipe) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("tree_method", "hist");
        settings.put("max_bin", 256);
        settings.put("eta", recipe.learningRate());
        settings.put("max_depth", recipe.depth());
        if (recipe.leaves() > 0) {
            settings.put("grow_policy", "lossguide");
            settings.put("max_leaves", recipe.leaves());
        }
        settings.put("lambda", recipe.l2());
        settings.put("min_child_weight", recipe.leastHessian());
        settings.put("nthread", recipe.threads());
        settings.put("seed", recipe.seed());
        settings.put("verbosity", 0);
        switch (samples.classes()) {
            case 0 -> settings.put("objective", "reg:squarederror");
            case 2 -> settings.put("objective", "binary:logistic");
            default -> {
                settings.put("objective", "multi:softprob");
                settings.put("num_class", samples.classes());
            }
        }
        return settings;
    }

    private static double[][] predict(Booster booster, TreeSamples samples) throws XGBoostError {
        float[][] predicted = booster.predict(matrix(samples, samples.test()));
        int width = predicted[0].length;
        double[] all = new double[predicted.length * width];
        for (int row = 0; row < predicted.length; row++) {
            for (int k = 0; k < width; k++) {
                all[row * width + k] = predicted[row][k];
            }
        }
        return TreeProgram.rows(all, predicted.length, samples.classes() == 2);
    }
}
