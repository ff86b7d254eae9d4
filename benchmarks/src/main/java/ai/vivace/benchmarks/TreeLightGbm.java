package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import ai.vivace.trees.Scorer;
import ai.vivace.trees.exchange.LightGbmFormat;
import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** LightGBM by lightgbm4j, histograms of 255 bins. */
final class TreeLightGbm implements TreeProgram {
    @Override
    public String engine() {
        return "LightGBM 4.1";
    }

    @Override
    public void start() throws LGBMException {
        LGBMDataset.createFromMat(new float[1], 1, 1, true, "verbosity=-1", null)
                .close();
    }

    @Override
    public Loaded load(TreeSamples samples, TreeRecipe recipe) throws LGBMException {
        InputException.require(
                recipe.kind() == TreeRecipe.Kind.BOOSTING, () -> "LightGBM is measured by boosting only.");
        String settings = settings(samples, recipe);
        LGBMDataset set = LGBMDataset.createFromMat(
                samples.training().values(), samples.training().rows(), samples.columns(), true, settings, null);
        set.setField("label", samples.training().targets());
        return () -> {
            LGBMBooster booster = LGBMBooster.create(set, settings);
            for (int round = 0; round < recipe.rounds(); round++) {
                booster.updateOneIter();
            }
            return judged -> judged.classes() > 2 ? predictClasses(booster, judged) : predict(booster, judged, recipe);
        };
    }

    private static String settings(TreeSamples samples, TreeRecipe recipe) {
        String objective =
                switch (samples.classes()) {
                    case 0 -> "regression";
                    case 2 -> "binary";
                    default -> "multiclass num_class=" + samples.classes();
                };
        String categories = IntStream.range(0, samples.columns())
                .filter(column -> samples.levels().get(column) > 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        int depth = recipe.depth() == 0 ? -1 : recipe.depth();
        int leaves = recipe.leaves() == 0 ? 1 << recipe.depth() : recipe.leaves();
        return "objective=" + objective
                + (categories.isEmpty() ? "" : " categorical_feature=" + categories)
                + " max_bin=255 learning_rate=" + recipe.learningRate()
                + " num_leaves=" + leaves
                + " max_depth=" + depth
                + " lambda_l2=" + recipe.l2()
                + " min_sum_hessian_in_leaf=" + recipe.leastHessian()
                + " min_data_in_leaf=" + recipe.leastRows()
                + " num_threads=" + recipe.threads()
                + " seed=" + recipe.seed()
                + " verbosity=-1";
    }

    private static double[][] predict(LGBMBooster booster, TreeSamples samples, TreeRecipe recipe)
            throws LGBMException {
        double[] predicted = booster.predictForMat(
                samples.test().values(),
                samples.test().rows(),
                samples.columns(),
                true,
                PredictionType.C_API_PREDICT_NORMAL,
                "num_threads=" + recipe.threads());
        return TreeProgram.rows(predicted, samples.test().rows(), samples.classes() == 2);
    }

    /** By our scorer of LightGBM's model: lightgbm4j has room for one class only, and writes past it. */
    private static double[][] predictClasses(LGBMBooster booster, TreeSamples samples)
            throws LGBMException, IOException {
        Path file = Files.createTempFile("lightgbm", ".txt");
        try {
            Files.writeString(file, booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.GAIN));
            Scorer scorer = Scorer.of(LightGbmFormat.read(file));
            int rows = samples.test().rows();
            double[] predicted = new double[rows * scorer.outputs()];
            scorer.predict(samples.test().values(), rows, predicted);
            return TreeProgram.rows(predicted, rows, false);
        } finally {
            Files.delete(file);
        }
    }
}
