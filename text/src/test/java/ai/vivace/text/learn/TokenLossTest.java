package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TokenLossTest {
    private static final long OUT = CrossEntropy.IGNORED;

    /** Two texts of two tokens of two classes: logits (0, log 3) of every token. */
    private static Tensor output() {
        float three = (float) Math.log(3);
        return Tensor.of(new float[] {0, three, 0, three, 0, three, 0, three}, Shape.of(2, 2, 2));
    }

    private static Tensor target(long... numbers) {
        return Tensor.of(numbers, Shape.of(2, 2));
    }

    @Test
    void theMeanIsOverTokensThatCount() {
        try (Scope scope = Scope.open()) {
            double right = -Math.log(0.75);
            double wrong = -Math.log(0.25);
            TokenLoss loss = TokenLoss.standard();
            assertThat(loss.mean(output(), target(1, 1, 0, OUT)).item())
                    .isCloseTo((2 * right + wrong) / 3, within(1e-6));
            assertThat(loss.each(output(), target(1, 0, 0, OUT)).toDoubles())
                    .containsExactly(new double[] {(right + wrong) / 2, wrong}, within(1e-6));
            assertThat(loss.each(output(), target(1, 1, OUT, OUT)).toDoubles()[1])
                    .isZero();
        }
    }

    @Test
    void answersKeepTheShapeOfTheTexts() {
        try (Scope scope = Scope.open()) {
            TokenLoss loss = TokenLoss.standard();
            assertThat(loss.activate(output()).shape()).isEqualTo(Shape.of(2, 2, 2));
            assertThat(loss.activate(output()).toDoubles()[1]).isCloseTo(0.75, within(1e-6));
            assertThat(loss.decode(output()).toLongs()).containsExactly(1, 1, 1, 1);
            assertThat(loss.decode(output()).shape()).isEqualTo(Shape.of(2, 2));
        }
    }

    @Test
    void metricsCountTokensThatCount() {
        try (Scope scope = Scope.open()) {
            Metric.Accumulator accuracy = new TokenMetric(Metrics.accuracy()).start();
            accuracy.add(output(), target(OUT, OUT, OUT, OUT));
            assertThat(accuracy.value()).isNaN();
            accuracy.add(output(), target(1, 1, 0, OUT));
            assertThat(accuracy.value()).isCloseTo(2 / 3.0, within(1e-12));
        }
    }

    @Test
    void outputsOfAnotherShapeAreRefused() {
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> TokenLoss.standard().mean(output(), Tensor.of(new long[] {1, 1}, Shape.of(2))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[texts, tokens, classes]");
        }
    }
}
