package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryLimitTest {
    @Test
    void workMayFillTheLimitButNotMore() {
        assertThat(MemoryLimit.within(24, () -> Tensor.of(1, 2)
                                .add(Tensor.ones(Shape.of(2, 2)).sum()))
                        .toFloats())
                .containsExactly(5, 6);
        assertThatThrownBy(() -> MemoryLimit.within(23, () -> Tensor.of(1, 2).add(Tensor.ones(Shape.of(2, 2)))))
                .isInstanceOf(TensorException.class)
                .hasMessage("A float32 tensor of shape [2, 2] does not fit: of 23 bytes for this work 15 are left.");
        assertThat(Tensor.zeros(Shape.of(100)).elements()).isEqualTo(100);
    }

    @Test
    void sizesWhoseProductIsBeyondAnyIntegerDoNotFit() {
        Shape huge = Shape.of(1L << 40, 1L << 40, 1L << 40);
        assertThatThrownBy(() -> MemoryLimit.within(1 << 20, () -> Tensor.zeros(huge)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    void innerLimitCountsAgainstTheOuterOne() {
        assertThatThrownBy(() -> MemoryLimit.within(16, () -> {
                    MemoryLimit.within(1000, () -> Tensor.of(1, 2, 3));
                    return Tensor.of(1, 2);
                }))
                .hasMessageContaining("of 16 bytes for this work 4 are left");
    }
}
