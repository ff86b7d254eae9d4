package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values are the specification's, to 1e-7 in float64; that of another aspect ratio is the paper's formula in PyTorch 1.13. */
class BoxOverlapTest {
    private static final double TOLERANCE = 1e-7;

    private final Tensor boxes = Tensor.of(new double[] {0, 0, 2, 2, 0, 0, 2, 2}, Shape.of(2, 4));
    private final Tensor others = Tensor.of(new double[] {1, 1, 3, 3, 3, 3, 4, 4}, Shape.of(2, 4));

    @Test
    void overlapsAreThoseOfThePapers() {
        assertThat(BoxOverlap.PLAIN.of(boxes, others).toDoubles())
                .containsExactly(new double[] {0.14285714, 0}, within(TOLERANCE));
        assertThat(BoxOverlap.GENERALIZED.of(boxes, others).toDoubles())
                .containsExactly(new double[] {-0.07936508, -0.6875}, within(TOLERANCE));
        assertThat(BoxOverlap.DISTANCE.each(boxes, others).toDoubles())
                .containsExactly(new double[] {0.96825397, 1.390625}, within(TOLERANCE));
        assertThat(BoxOverlap.COMPLETE.each(boxes, others).toDoubles())
                .containsExactly(new double[] {0.96825397, 1.390625}, within(TOLERANCE));
        Tensor wide = Tensor.of(new double[] {0, 0, 4, 1}, Shape.of(1, 4));
        Tensor high = Tensor.of(new double[] {1, 0, 3, 3}, Shape.of(1, 4));
        assertThat(BoxOverlap.COMPLETE.each(wide, high).item()).isCloseTo(0.840148616, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(BoxOverlap.class)
    void equalBoxesHaveNoLossAndNoOverlapIsTheWorst(BoxOverlap overlap) {
        assertThat(overlap.each(boxes, boxes).toDoubles()).containsExactly(new double[] {0, 0}, within(TOLERANCE));
        assertThat(overlap.each(boxes, others).min().item()).isPositive();
        assertThat(overlap.of(boxes, others).toDoubles())
                .as("symmetric where shapes are alike")
                .containsExactly(overlap.of(others, boxes).toDoubles(), within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(BoxOverlap.class)
    void movingAndScalingBothBoxesChangesNothing(BoxOverlap overlap) {
        double[] expected = overlap.of(boxes, others).toDoubles();
        assertThat(overlap.of(boxes.mul(5).add(3), others.mul(5).add(3)).toDoubles())
                .containsExactly(expected, within(1e-10));
    }

    @ParameterizedTest
    @EnumSource(value = BoxOverlap.class, names = "COMPLETE", mode = EnumSource.Mode.EXCLUDE)
    void gradientsAreFiniteDifferences(BoxOverlap overlap) {
        Tensor prediction = Tensor.of(new double[] {0.2, 0.1, 2.3, 1.9, -1, 0, 2.5, 1.1}, Shape.of(2, 4));
        Tensor truth = Tensor.of(new double[] {1, 1, 3, 3.5, 0, -0.5, 2, 2}, Shape.of(2, 4));
        FiniteDifferences.agree(output -> overlap.mean(output, truth), prediction);
    }

    @ParameterizedTest
    @EnumSource(BoxOverlap.class)
    void boxesWithoutAreaHaveFiniteLossAndGradients(BoxOverlap overlap) {
        Tensor points =
                Tensor.of(new double[] {1, 1, 1, 1, 0, 0, 0, 2}, Shape.of(2, 4)).requiresGrad(true);
        Tensor mean = overlap.mean(points, Tensor.of(new double[] {1, 1, 1, 1, 0, 0, 0, 2}, Shape.of(2, 4)));
        mean.backward();
        assertThat(Double.isFinite(mean.item())).isTrue();
        assertThat(Objects.requireNonNull(points.grad()).allFinite()).isTrue();
    }

    @Test
    void apartBoxesArePulledTogetherExceptByPlainOverlap() {
        for (BoxOverlap overlap : BoxOverlap.values()) {
            Tensor box = Tensor.of(new double[] {0, 0, 1, 1}, Shape.of(1, 4)).requiresGrad(true);
            overlap.mean(box, Tensor.of(new double[] {3, 0, 4, 1}, Shape.of(1, 4)))
                    .backward();
            double right = Objects.requireNonNull(box.grad()).toDoubles()[2];
            if (overlap == BoxOverlap.PLAIN) {
                assertThat(right).isZero();
            } else {
                assertThat(right).isNegative();
            }
        }
    }

    @Test
    void whatAreNoBoxesIsAnError() {
        assertThatThrownBy(() -> BoxOverlap.PLAIN.mean(boxes, others.narrow(0, 0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[2, 4] and [1, 4]");
    }
}
