package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorListTest {
    private final Tensor a = Tensor.of(1, 2);
    private final Tensor b = Tensor.of(new float[] {3, 4, 5, 6}, Shape.of(2, 2));
    private final TensorList list = TensorList.of(List.of(a, b));

    @Test
    void oneCallChangesEveryTensor() {
        list.mulInPlace(2).addInPlace(list.copies(), 1).addInPlace(1.0);
        assertThat(a.toFloats()).containsExactly(5, 9);
        assertThat(b.toFloats()).containsExactly(13, 17, 21, 25);
    }

    @Test
    void normIsThatOfAllElementsTogether() {
        assertThat(list.norm().item()).isCloseTo(Math.sqrt(1 + 4 + 9 + 16 + 25 + 36), within(1e-6));
        assertThat(TensorList.of(List.of()).norm().item()).isZero();
    }

    @Test
    void productsQuotientsAndRootsWorkElementByElement() {
        TensorList sums = list.zerosLike().addProductInPlace(list, list, 1);
        assertThat(sums.get(1).toFloats()).containsExactly(9, 16, 25, 36);
        assertThat(sums.sqrt().get(1).toFloats()).containsExactly(3, 4, 5, 6);
        assertThat(sums.div(list).get(0).toFloats()).containsExactly(1, 2);
        assertThat(list.zerosLike().addQuotientInPlace(sums, list, -1).get(0).toFloats())
                .containsExactly(-1, -2);
        assertThat(list.zerosLike().lerpInPlace(list, 0.5).get(0).toFloats()).containsExactly(0.5f, 1);
    }

    @Test
    void missingGradientIsNamed() {
        a.requiresGrad(true);
        a.sum().backward();
        assertThat(TensorList.gradients(List.of(a)).get(0).toFloats()).containsExactly(1, 1);
        assertThatThrownBy(() -> TensorList.gradients(List.of(a, b))).hasMessageContaining("Tensor 1 of the list");
    }
}
