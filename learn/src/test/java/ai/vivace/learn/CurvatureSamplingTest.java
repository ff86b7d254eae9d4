package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Sophia;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CurvatureSamplingTest {
    /** For a linear model the Gauss-Newton diagonal of cross-entropy is the mean of p·(1 - p)·x². */
    @Test
    void estimateIsTheGaussNewtonDiagonal() {
        Sophia still = Sophia.standard().interval(1);
        Tensor[] expected = new Tensor[1];
        Callback noting = new Callback() {
            @Override
            public Signal afterOutput(BatchContext batch) {
                Tensor p = batch.output().detach().softmax(1);
                Tensor spread = p.mul(p.neg().add(1)).transpose(0, 1);
                expected[0] =
                        spread.matmul(batch.input().square()).div(batch.size()).retain();
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Learner.of(Blobs.batchesOf(480), Sequential.of(Linear.of(2, 3)))
                .optimizer(still)
                .callbacks(noting)
                .seed(7)
                .build()) {
            learner.fit(500, 1e-9);
            Tensor curvature =
                    Objects.requireNonNull(learner.optimizer().state().tensors().get("0.weight:curvature"));
            assertThat(curvature.min().item()).isPositive();
            assertThat(curvature.sum().item() / expected[0].sum().item()).isCloseTo(1, within(0.25));
        }
    }

    @Test
    void sophiaLearnsAndIsRepeatable() {
        float[] first = trained();
        assertThat(trained()).containsExactly(first);
    }

    private static float[] trained() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.plain())
                .optimizer(Sophia.standard())
                .metrics(Metrics.accuracy())
                .seed(7)
                .build()) {
            learner.fit(6, 5e-3);
            assertThat(learner.validate().metrics().get("accuracy")).isGreaterThan(0.95);
            return Blobs.weight(learner);
        }
    }

    @Test
    void numbersHaveNoClassesToDraw() {
        try (Learner learner = Learner.of(Blobs.plane(), Sequential.of(Linear.of(2, 1)))
                .optimizer(Sophia.standard())
                .build()) {
            assertThatThrownBy(() -> learner.fit(1, 1e-3))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("compares probabilities of classes");
        }
    }
}
