package ai.vivace.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metric;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenMetricsTest {
    /** Logits that tell the classes given, [N, T, 3]. */
    private static Tensor telling(long... classes) {
        return Tensor.ofLongs(classes).oneHot(3).reshape(-1, 4, 3).to(DType.FLOAT32);
    }

    private static Tensor target(long... classes) {
        return Tensor.of(classes, Shape.of(classes.length / 4, 4));
    }

    @Test
    void entitiesAreThoseOfTheTokensThatCount() {
        try (Scope scope = Scope.open()) {
            Metric.Accumulator f1 = EntityF1.of(List.of("O", "B-X", "I-X")).start();
            assertThat(f1.value()).isNaN();
            // Right, though the piece that does not count says something else; then one missed.
            f1.add(telling(1, 0, 2, 0), target(1, -100, 2, 0));
            assertThat(f1.value()).isEqualTo(1);
            f1.add(telling(0, 0, 0, 0), target(0, 1, 2, -100));
            assertThat(f1.value()).isCloseTo(2 / 3.0, within(1e-12));
        }
    }

    @Test
    void labelsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> EntityF1.of(List.of("O", "noun")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("noun");
    }

    @Test
    void aTextMatchesWhenAllItsTokensThatCountDo() {
        try (Scope scope = Scope.open()) {
            Metric.Accumulator match = new ExactMatch().start();
            match.add(telling(1, 2, 0, 0, 1, 2, 0, 0), target(1, 2, -100, -100, 1, 1, -100, -100));
            assertThat(match.value()).isEqualTo(0.5);
        }
        assertThat(ExactMatch.share(List.of("a ", "b"), List.of("a", "c"))).isEqualTo(0.5);
    }
}
