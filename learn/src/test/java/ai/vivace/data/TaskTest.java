package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static void assertRefused(Runnable making, String... parts) {
        assertThatThrownBy(making::run).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void labelsAreDistinctAndEnough() {
        List<String> one = List.of("a");
        assertRefused(() -> new Task.Classification(one), "Classification needs at least two classes", "[a]");
        assertRefused(() -> new Task.Segmentation(one), "Segmentation needs at least two classes");
        assertThat(new Task.MultiLabel(one).labels()).isEqualTo(one);
        assertThat(new Task.Detection(one).labels()).isEqualTo(one);
        assertRefused(() -> new Task.MultiLabel(List.of()), "at least one class");
        assertRefused(() -> new Task.Detection(List.of("a", "b", "a")), "not distinct");
        assertRefused(() -> new Task.Segmentation(Collections.nCopies(256, "a")), "distinct");
    }

    @Test
    void aClassNumberIsItsPlace() {
        assertThat(new Task.MultiLabel(List.of("a", "b")).number("b")).isEqualTo(1);
        assertThat(new Task.Detection(List.of("a", "b")).number("a")).isZero();
        assertRefused(() -> new Task.Detection(List.of("a", "b")).number("c"), "\"c\"", "a, b");
    }

    @Test
    void numbersHaveNoLabels() {
        assertThat(new Task.Points(3).labels()).isEmpty();
        assertThat(new Task.Regression(3).labels()).isEmpty();
        assertRefused(() -> new Task.Points(0), "at least one point");
    }
}
