package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Linear;
import ai.vivace.store.Prediction;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning numbers, and answers of exported models. */
class RegressionTest {
    @TempDir
    Path folder;

    private static Learner learner() {
        return Learner.of(Blobs.plane(), Linear.of(2, 1))
                .metrics(Metrics.r2(), Metrics.rootMeanSquaredError())
                .seed(1)
                .build();
    }

    @Test
    void planeIsFound() {
        try (Learner learner = learner()) {
            learner.fitOneCycle(15, 0.3);
            Evaluation evaluation = learner.validate();
            assertThat(evaluation.metric("r2").orElseThrow()).isGreaterThan(0.99);
            assertThat(evaluation.metric("rmse").orElseThrow()).isCloseTo(Math.sqrt(evaluation.loss()), within(1e-5));
        }
    }

    @Test
    void predictionsAreTheNumbersAndTheirErrors() {
        try (Learner learner = learner()) {
            learner.fit(1, 0.1);
            Predictions predictions = learner.predictions();
            assertThat(predictions.size()).isEqualTo(120);
            assertThat(predictions.decisions()).isEmpty();
            assertThat(predictions.indices()).isSorted().startsWith(0).endsWith(119);
            for (int row = 0; row < 120; row++) {
                double error = predictions.output(row)[0] - predictions.target(row)[0];
                assertThat(predictions.losses()[row]).isCloseTo(error * error, within(1e-4));
            }
            assertThatThrownBy(() -> predictions.output(120))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("0 to 119");
            assertThatThrownBy(learner::interpret).isInstanceOf(InputException.class);
        }
    }

    @Test
    void exportedModelAnswersAsTheLearner() {
        try (Learner learner = learner()) {
            learner.fit(1, 0.1);
            learner.model().train();
            Path file = folder.resolve("plane.vivace");
            learner.export(file);
            assertThat(learner.model().isTraining()).as("as before").isTrue();
            Predictions predictions = learner.predictions();
            try (Predictor predictor = Predictor.load(file, Device.CPU)) {
                List<Prediction> answers = predictor.predict(inputs(learner));
                for (int row = 0; row < predictions.size(); row++) {
                    assertThat(answers.get(row).values().get(0))
                            .isCloseTo(predictions.output(row)[0], within(1e-6));
                }
            }
        }
    }

    @Test
    void exportedClassifierAnswersAsTheLearner() {
        try (Learner learner = LearnerTest.learner()) {
            learner.fitOneCycle(2, 1e-2);
            Path file = folder.resolve("blobs.vivace");
            learner.export(file);
            Predictions predictions = learner.predictions();
            try (Predictor predictor = Predictor.load(file, Device.CPU)) {
                List<Prediction> answers = predictor.predict(inputs(learner));
                for (int row = 0; row < predictions.size(); row++) {
                    Prediction.Ranked best = answers.get(row).ranking().get(0);
                    assertThat(best.number()).isEqualTo((int) predictions.decisions()[row]);
                    assertThat(best.probability()).isCloseTo(predictions.output(row)[best.number()], within(1e-6));
                }
            }
        }
    }

    private static List<Array> inputs(Learner learner) {
        DataSet items = learner.data().validation().dataSet();
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            inputs.add(items.item(i).input());
        }
        return inputs;
    }
}
