package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErasingTest {
    private static final int SIDE = 20;
    private static final Task CLASSES = new Task.Classification(List.of("a", "b"));

    /** Pictures of 2 everywhere, which no noise from 0 to 1 is. */
    private static Batch batch(int... items) {
        return new Batch(
                Tensor.zeros(Shape.of(items.length, 3, SIDE, SIDE)).add(2),
                Tensor.zeros(Shape.of(items.length), DType.INT64),
                items);
    }

    private static Batch erased(Erasing erasing, int... items) {
        return erasing.apply(batch(items), CLASSES, Rng.of(3));
    }

    @Test
    void halfOfThePicturesLoseARectangleOfUpToThreeTenths() {
        try (Scope scope = Scope.open()) {
            int[] items = IntStream.range(0, 400).toArray();
            Tensor pictures = erased(Erasing.standard(), items).input();
            int changed = 0;
            double sum = 0;
            for (int i = 0; i < items.length; i++) {
                Tensor gone = pictures.select(0, i).lt(2).to(DType.FLOAT32);
                double share = gone.mean().item();
                changed += share > 0 ? 1 : 0;
                sum += share;
                double rows = gone.sum(0).sum(1).gt(0).to(DType.FLOAT32).sum().item();
                double columns =
                        gone.sum(0).sum(0).gt(0).to(DType.FLOAT32).sum().item();
                assertThat(share).isLessThan(0.36);
                assertThat(rows * columns / (SIDE * SIDE))
                        .as("one rectangle in all channels")
                        .isCloseTo(share, within(1e-6));
            }
            assertThat(changed).isBetween(160, 220);
            assertThat(sum / changed).as("the mean of 0 to 0.3").isCloseTo(0.15, within(0.02));
            assertThat(pictures.min().item()).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void whatIsErasedOfAnItemDependsOnItAlone() {
        try (Scope scope = Scope.open()) {
            Erasing always = new Erasing(1, 0.1, 0.3, 0.3, 3);
            Tensor together = erased(always, 4, 9, 17).input();
            Tensor alone = erased(always, 9).input();

            assertThat(together.select(0, 1).toDoubles())
                    .containsExactly(alone.select(0, 0).toDoubles());
            assertThat(together.select(0, 0).toDoubles())
                    .isNotEqualTo(together.select(0, 2).toDoubles());
        }
    }

    @Test
    void itIsAPartAmongOthers() {
        try (Scope scope = Scope.open()) {
            Tensor grey = Tensor.zeros(Shape.of(8, 1, SIDE, SIDE)).add(0.5);
            Augment augment = Augment.of(new Erasing(1, 0.2, 0.2, 1, 1)).then(Flip.standard());

            Tensor changed = augment.augmented(grey, Rng.of(1));

            assertThat(changed.sub(grey).abs().gt(1e-3).to(DType.FLOAT32).mean().item())
                    .isCloseTo(81.0 / 400, within(0.01));
            assertThat(augment.toString()).contains("Erasing[probability=1.0");
        }
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new Erasing(2, 0, 0.3, 0.3, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("probability of erasing");
        assertThatThrownBy(() -> new Erasing(1, 0.4, 0.3, 0.3, 1)).hasMessageContaining("0.4 to 0.3");
        assertThatThrownBy(() -> new Erasing(1, 0, 0.3, 0, 1)).hasMessageContaining("but was 0.0");
        assertThatThrownBy(() -> new Erasing(1, 0, 0.3, 0.3, 0)).hasMessageContaining("came 0");
    }
}
