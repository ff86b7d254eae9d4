package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import ai.vivace.testing.DocumentedSnippets;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/tensor.md. */
class TensorGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/tensor.md", TensorGuideTest.class);
    }

    @Test
    void aTensorIsMadeComputedWithAndRead() {
        // snippet
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
        Tensor w = Tensor.randomNormal(Shape.of(3, 4), Rng.of(42).split("weights"));
        float[] values = x.matmul(w).relu().toFloats();
        // end
        assertThat(values).hasSize(8);

        // snippet
        Tensor v = Tensor.of(1, 2, 3).requiresGrad(true);
        v.square().sum().backward();
        System.out.println(v.grad());
        // end
        Tensor gradient = v.grad();
        assertThat(gradient).isNotNull();
        if (gradient != null) {
            assertThat(gradient.toFloats()).containsExactly(2, 4, 6);
        }

        // snippet
        double norm;
        try (Scope scope = Scope.open()) {
            norm = Autograd.off(() -> v.square().sum().sqrt()).item();
        }
        // end
        assertThat(norm * norm).isCloseTo(14, within(1e-5));

        // snippet
        Device device = Device.of("auto");
        Tensor there = x.to(device);
        // end
        assertThat(there.device()).isEqualTo(device);
    }

    @Test
    void wrongShapesAreExplained() {
        Tensor x = Tensor.ones(Shape.of(2, 3));
        assertThatThrownBy(() -> x.matmul(Tensor.ones(Shape.of(4, 5))))
                .isInstanceOf(TensorException.class)
                .hasMessage("matmul: [2, 3] x [4, 5]: inner sizes 3 and 4 differ");
    }
}
