package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SegmentationLossTest {
    /** Two classes; the logit of class 1 minus that of class 0 is 0, 1, 2, … by pixel. */
    private static Tensor logits(int pixels) {
        float[] values = new float[2 * pixels];
        for (int i = 0; i < pixels; i++) {
            values[pixels + i] = i;
        }
        return Tensor.of(values, Shape.of(1, 2, 1, pixels));
    }

    private static double lossOf(double logit, long target) {
        return Math.log1p(Math.exp(target == 1 ? -logit : logit));
    }

    @Test
    void pixelsOf255DoNotCount() {
        Tensor masks = Tensor.of(new long[] {1, 255, 0}, Shape.of(1, 1, 3));
        double expected = (lossOf(0, 1) + lossOf(2, 0)) / 2;
        assertThat(SegmentationLoss.standard().mean(logits(3), masks).item()).isCloseTo(expected, within(1e-6));
        assertThat(SegmentationLoss.standard().each(logits(3), masks).toFloats()[0])
                .isCloseTo((float) expected, within(1e-6f));
    }

    @Test
    void ofLargerMasksTheMiddleCounts() {
        Tensor masks = Tensor.of(new long[] {9, 9, 9, 9, 1, 9, 9, 9, 9}, Shape.of(1, 3, 3));
        assertThat(SegmentationLoss.standard().mean(logits(1), masks).item()).isCloseTo(Math.log(2), within(1e-6));
    }

    @Test
    void borderWeightsWeighThePixelsBetweenThings() {
        Tensor masks = Tensor.of(new long[] {1, 0, 1, 255}, Shape.of(1, 1, 4));
        SegmentationLoss loss = SegmentationLoss.ofBorderWeights(BorderWeights.of(1));
        double weight = 1 + 10 * Math.exp(-4.0 / 50);
        double expected = (lossOf(0, 1) + weight * lossOf(1, 0) + lossOf(2, 1)) / (2 + weight);
        assertThat(loss.mean(logits(4), masks).item()).isCloseTo(expected, within(1e-6));
        assertThat(loss.each(logits(4), masks).toFloats()[0]).isCloseTo((float) expected, within(1e-6f));
    }

    @Test
    void masksThatDoNotFitAreRefused() {
        Tensor small = Tensor.of(new long[] {1}, Shape.of(1, 1, 1));
        assertThatThrownBy(() -> SegmentationLoss.standard().mean(logits(2), small))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("smaller");
        Tensor unknown = Tensor.of(new long[] {1, 7}, Shape.of(1, 1, 2));
        assertThatThrownBy(() -> SegmentationLoss.standard().mean(logits(2), unknown))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("7");
    }
}
