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
    void productsAndMagnitudesAddUpOverAllTensors() {
        assertThat(list.dot(list)).isEqualTo(91);
        assertThat(list.mul(-1).sumOfMagnitudes()).isEqualTo(21);
        assertThat(TensorList.of(List.of()).dot(TensorList.of(List.of()))).isZero();
        assertThat(TensorList.of(List.of()).sumOfMagnitudes()).isZero();
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
    void sumsScalesAndLimitsWorkElementByElement() {
        TensorList sums = list.add(list, 0.5);
        assertThat(sums.get(0).toFloats()).containsExactly(1.5f, 3);
        assertThat(a.toFloats()).containsExactly(1, 2);
        sums.mulInPlace(TensorList.unbind(Tensor.of(2, -1)));
        assertThat(sums.get(0).toFloats()).containsExactly(3, 6);
        assertThat(sums.get(1).toFloats()).containsExactly(-4.5f, -6, -7.5f, -9);
        sums.clampInPlace(-6, 5);
        assertThat(sums.get(0).toFloats()).containsExactly(3, 5);
        assertThat(sums.get(1).toFloats()).containsExactly(-4.5f, -6, -6, -6);
    }

    @Test
    void signsMagnitudesAndBoundsWorkElementByElement() {
        TensorList signed = TensorList.of(List.of(Tensor.of(-2, 0, 3)));
        assertThat(signed.abs().get(0).toFloats()).containsExactly(2, 0, 3);
        assertThat(signed.sign().get(0).toFloats()).containsExactly(-1, 0, 1);
        assertThat(signed.add(1.0).get(0).toFloats()).containsExactly(-1, 1, 4);
        assertThat(signed.mul(2).get(0).toFloats()).containsExactly(-4, 0, 6);
        assertThat(list.reciprocal().get(0).toFloats()).containsExactly(1, 0.5f);
        TensorList bounds = TensorList.of(List.of(Tensor.of(-1, 1, 1)));
        assertThat(signed.copies().maximumInPlace(bounds).get(0).toFloats()).containsExactly(-1, 1, 3);
        assertThat(signed.copies().minimumInPlace(bounds).get(0).toFloats()).containsExactly(-2, 0, 1);
        assertThat(signed.get(0).toFloats()).containsExactly(-2, 0, 3);
    }

    @Test
    void tensorTakenOutOutlivesTheList() {
        TensorList sums = list.add(list, 1);
        Tensor kept = sums.get(0);
        sums.close();
        assertThat(kept.toFloats()).containsExactly(2, 4);
        assertThat(a.zerosLike().toFloats()).containsExactly(0, 0);
    }

    @Test
    void onlyTensorsInAnotherMemoryOrderAreCopied() {
        Tensor turned = Tensor.of(new float[] {3, 5, 4, 6}, Shape.of(2, 2)).transpose(0, 1);
        TensorList mixed = TensorList.of(List.of(a, turned));
        assertThat(mixed.inMemoryOrderOf(mixed)).isSameAs(mixed);
        TensorList aligned = mixed.inMemoryOrderOf(list);
        assertThat(aligned.get(1).toFloats()).containsExactly(3, 4, 5, 6);
        assertThat(aligned.get(1).isContiguous()).isTrue();
        assertThat(turned.isContiguous()).isFalse();
    }

    @Test
    void missingGradientIsNamed() {
        a.requiresGrad(true);
        assertThat(a.hasGrad()).isFalse();
        a.sum().backward();
        assertThat(a.hasGrad()).isTrue();
        assertThat(TensorList.gradients(List.of(a)).get(0).toFloats()).containsExactly(1, 1);
        assertThatThrownBy(() -> TensorList.gradients(List.of(a, b))).hasMessageContaining("Tensor 1 of the list");
    }
}
