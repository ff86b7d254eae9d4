package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Mixup;
import ai.vivace.learn.MonteCarloDropout;
import ai.vivace.learn.Snapshots;
import ai.vivace.learn.Stage;
import ai.vivace.learn.WeightAverage;
import ai.vivace.linear.CrossValidation;
import ai.vivace.linear.Lasso;
import ai.vivace.linear.LinearModel;
import ai.vivace.linear.RegularizationPath;
import ai.vivace.linear.Scaling;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Ensemble;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.SpatialDropout;
import ai.vivace.optim.Adam;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.model.Networks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/regularisation.md. */
class RegularisationGuideTest {
    private final Pictures digits = Pictures.digits();
    private final TrainingData data = TrainingData.of(digits.source(), digits.split(0.2, 42))
            .batchSize(64)
            .seed(42)
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/regularisation.md", RegularisationGuideTest.class);
    }

    @Test
    void aModelWithDropoutIsTrainedAndSaysHowSureItIs() {
        // snippet
        Sequential model = Sequential.of(
                Conv2d.of(1, 16, 3).padding(1).withoutBias().build(),
                BatchNorm2d.of(16),
                Activation.relu(),
                SpatialDropout.of(0.1),
                AdaptiveAveragePool2d.of(2),
                Flatten.of(),
                Dropout.of(0.3),
                Linear.of(16 * 2 * 2, 10));
        // end
        try (Learner learner = Learner.of(data, model).build()) {
            // snippet
            MonteCarloDropout.Spread spread = new MonteCarloDropout(10).predict(learner, data.validation());
            System.out.println(spread.means()[0][3] + " ± " + spread.deviations()[0][3]);
            // end
            assertThat(spread.means()[0]).hasSize(10);
            assertThat(spread.deviations()[0][3]).isPositive();
        }
    }

    @Test
    void severalMeansGoTogether() {
        Sequential model = Networks.mlp(data.inputShape(), 64, 10);
        // snippet
        Learner learner = Learner.of(data, model)
                .optimizer(Adam.standard().weightDecay(0.05))
                .loss(CrossEntropy.standard().smoothing(0.1))
                .callbacks(Mixup.standard(), WeightAverage.exponential(0.99))
                .metrics(Metrics.accuracy())
                .build();
        learner.fitOneCycle(2, 1e-2);
        // end
        assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.8);
        learner.close();
    }

    @Test
    void oneTrainingGivesSeveralModels() {
        // snippet
        Snapshots snapshots = Snapshots.every(1);
        try (Learner cyclic = Learner.of(data, Networks.mlp(data.inputShape(), 32, 10))
                .callbacks(snapshots)
                .build()) {
            Sgdr cycles = Sgdr.of(3, 1).multiplier(1);
            cyclic.fit(List.of(Stage.of(cycles.epochs(), Rates.of(1e-2), cycles)));
        }
        Ensemble ensemble = snapshots.ensemble(() -> Networks.mlp(data.inputShape(), 32, 10), Ensemble.Average.SOFTMAX);
        // end
        assertThat(ensemble.members()).hasSize(3);
        ensemble.close();
        snapshots.close();
    }

    @Test
    void aLassoFindsTheColumnsThatAreNeeded() {
        Rng rng = Rng.of(7);
        double[][] inputs = new double[60][5];
        double[] targets = new double[60];
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < inputs[i].length; j++) {
                inputs[i][j] = rng.nextGaussian();
            }
            targets[i] = 3 * inputs[i][0] - 2 * inputs[i][3] + 0.1 * rng.nextGaussian();
        }
        // snippet
        CrossValidation chosen =
                CrossValidation.of(Lasso.of(1).scaling(Scaling.STANDARDIZED), inputs, targets, 5, Rng.of(42));
        LinearModel line = chosen.model();
        System.out.println("alpha " + chosen.alpha() + ": " + line.nonZero() + " columns are needed");
        RegularizationPath.of(Lasso.of(1), inputs, targets).chart().save(folder.resolve("path.svg"));
        // end
        assertThat(line.weights()[0]).isBetween(2.8, 3.1);
        assertThat(line.weights()[3]).isBetween(-2.1, -1.8);
        assertThat(folder.resolve("path.svg")).isNotEmptyFile();
    }
}
