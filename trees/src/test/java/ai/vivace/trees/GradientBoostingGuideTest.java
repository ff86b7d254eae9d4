package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.tune.Fold;
import ai.vivace.trees.tune.Folds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/gradient-boosting.md. */
class GradientBoostingGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/gradient-boosting.md", GradientBoostingGuideTest.class);
    }

    @Test
    void validationRowsTellWhenToStop() {
        TestData all = TestData.breastCancer();
        Fold fold = Folds.standard(4, 42).of(all.target()).get(0);
        TestData training =
                all.rows(fold.training().stream().mapToInt(row -> row).toArray());
        TestData validation =
                all.rows(fold.validation().stream().mapToInt(row -> row).toArray());
        // snippet
        BoostingRun run = GradientBoosting.standard()
                .rounds(2000)
                .learningRate(0.05)
                .depth(4)
                .rowShare(0.8)
                .columnShare(0.8)
                .patience(50)
                .fit(training.features(), training.target(), validation.features(), validation.target());
        System.out.println(run.best() + " trees are kept: " + run.bestMeasure());
        TreeEnsemble model = run.model();
        // end
        assertThat(model.trees()).hasSize(run.best()).hasSizeLessThan(1900);
        assertThat(run.bestMeasure().get("log loss")).isLessThan(0.15);
    }

    // snippet
    /** The logarithm of the hyperbolic cosine: squared for small errors, absolute for large ones. */
    static final class LogCosh implements Objective {
        @Override
        public double[] start(Target target) {
            double sum = 0;
            for (int row = 0; row < target.rows(); row++) {
                sum += target.value(row);
            }
            return new double[] {sum / target.rows()};
        }

        @Override
        public Link link() {
            return Link.IDENTITY;
        }

        @Override
        public void gradients(
                Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
            for (int row = from; row < to; row++) {
                double slope = Math.tanh(scores[0][row] - target.value(row));
                gradients[0][row] = slope;
                hessians[0][row] = Math.max(1 - slope * slope, 1e-3);
            }
        }

        @Override
        public String name() {
            return "log cosh";
        }
    }
    // end

    @Test
    void otherLossesPredictOtherThings() {
        Features features = TestData.diabetes().features();
        Target target = TestData.diabetes().target();
        // snippet
        GradientBoosting small = GradientBoosting.standard().depth(3).rounds(60);
        TreeEnsemble mean = small.fit(features, target);
        TreeEnsemble high = small.objective(Objectives.quantile(0.9)).fit(features, target);
        TreeEnsemble own = small.objective(new LogCosh()).fit(features, target);
        // end
        int below = 0;
        double[][] bounds = high.predict(features);
        for (int row = 0; row < target.rows(); row++) {
            below += target.value(row) <= bounds[row][0] ? 1 : 0;
        }
        assertThat(below / 442.0).isBetween(0.85, 0.97);
        double error = Measures.meanAbsolute().of(target, mean.predict(features));
        double ownError = Measures.meanAbsolute().of(target, own.predict(features));
        assertThat(error).isLessThan(45);
        assertThat(ownError).isLessThan(65);
    }

    @Test
    void constraintsHoldAndTrainingGoesOn() {
        Features features = TestData.breastCancer().features();
        Target target = TestData.breastCancer().target();
        // snippet
        GradientBoosting settings = GradientBoosting.likeLightGbm()
                .constraints(new Constraints(
                        Map.of("worst radius", -1),
                        List.of(Set.of("worst radius", "worst texture"), Set.of("area error"))))
                .variant(new BoostingVariant.OneSideSampling(0.2, 0.1))
                .rounds(50);
        TreeEnsemble first = settings.fit(features, target);
        TreeEnsemble further = settings.resume(first, features, target);
        // end
        assertThat(further.trees()).hasSize(100);
        assertThat(GradientBoosting.likeXgboost()
                        .rounds(5)
                        .fit(features, target)
                        .trees())
                .hasSize(5);
    }
}
