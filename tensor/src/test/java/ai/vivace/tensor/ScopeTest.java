package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void scopeFreesWhatWasMadeInsideAndKeepsWhatItIsTold() {
        Tensor kept;
        Tensor lost;
        try (var scope = Scope.open()) {
            lost = Tensor.of(1, 2, 3);
            kept = scope.keep(lost.mul(2));
        }
        assertThat(lost.isClosed()).isTrue();
        assertThat(kept.toFloats()).containsExactly(2, 4, 6);
    }

    @Test
    void keptTensorPassesToTheScopeAround() {
        Tensor inner;
        try (var outside = Scope.open()) {
            try (var inside = Scope.open()) {
                inner = inside.keep(Tensor.of(5));
            }
            assertThat(inner.item()).isEqualTo(5);
        }
        assertThat(inner.isClosed()).isTrue();
    }

    @Test
    void retainedTensorIsOutOfReachOfEveryScope() {
        Tensor state;
        try (var outside = Scope.open();
                var inside = Scope.open()) {
            state = Tensor.of(5).retain();
        }
        assertThat(state.item()).isEqualTo(5);
        state.close();
        assertThat(state.isClosed()).isTrue();
    }

    @Test
    @Tag("leak")
    void scopedLoopHoldsTheSameNumberOfObjectsThroughout() {
        Tensor weight = Tensor.zeros(Shape.of(64, 64)).requiresGrad(true);
        long after10 = 0;
        for (int step = 0; step < 200; step++) {
            try (var scope = Scope.open()) {
                Tensor.ones(Shape.of(32, 64)).matmul(weight).square().mean().backward();
                weight.clearGrad();
            }
            if (step == 10) {
                after10 = Engine.liveObjects();
            }
        }
        assertThat(Engine.liveObjects()).isLessThanOrEqualTo(after10);
    }

    @Test
    @Tag("leak")
    void tensorsLeftToTheGarbageCollectorAreFreed() {
        long before = Engine.residentBytes();
        for (int i = 0; i < 400; i++) {
            Tensor.ones(Shape.of(4 << 20)); // 16 MiB each, 6.4 GiB in all
        }
        assertThat(Engine.residentBytes() - before).isLessThan(2L << 30);
    }
}
