package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Scorer;
import ai.vivace.trees.Target;
import ai.vivace.trees.TreeEnsemble;

/** Vivace. */
final class TreeVivace implements TreeProgram {
    @Override
    public String engine() {
        return "Vivace";
    }

    @Override
    public void start() {}

    @Override
    public Loaded load(TreeSamples samples, TreeRecipe recipe) {
        Features features = samples.features();
        Target target = samples.target();
        return () -> {
            TreeEnsemble model = fit(features, target, recipe);
            return judged -> {
                Scorer scorer = Scorer.of(model);
                int rows = judged.test().rows();
                double[] predicted = new double[rows * scorer.outputs()];
                scorer.predict(judged.test().values(), rows, predicted);
                return TreeProgram.rows(predicted, rows, false);
            };
        };
    }

    private static TreeEnsemble fit(Features features, Target target, TreeRecipe recipe) {
        return switch (recipe.kind()) {
            case BOOSTING ->
                GradientBoosting.standard()
                        .rounds(recipe.rounds())
                        .learningRate(recipe.learningRate())
                        .depth(recipe.depth())
                        .leaves(recipe.leaves())
                        .l2(recipe.l2())
                        .leastHessian(recipe.leastHessian())
                        .leastRows(recipe.leastRows())
                        .threads(recipe.threads())
                        .seed(recipe.seed())
                        .fit(features, target);
            case FOREST -> grow(Forest.random(), features, target, recipe);
            case EXTRA_TREES -> grow(Forest.extraTrees(), features, target, recipe);
            case TREE -> {
                InputException.require(recipe.threads() == 1, () -> "One tree is grown by one thread.");
                yield DecisionTree.standard().seed(recipe.seed()).fit(features, target);
            }
            case ADABOOST ->
                AdaBoost.standard().rounds(recipe.rounds()).seed(recipe.seed()).fit(features, target);
        };
    }

    private static TreeEnsemble grow(Forest forest, Features features, Target target, TreeRecipe recipe) {
        return forest.trees(recipe.rounds())
                .limits(limits -> limits.columns(recipe.columns()))
                .threads(recipe.threads())
                .seed(recipe.seed())
                .fit(features, target);
    }
}
