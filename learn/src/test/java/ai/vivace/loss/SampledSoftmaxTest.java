package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampledSoftmaxTest {
    private static final int CLASSES = 50;

    private final Tensor hidden = FiniteDifferences.normal("hidden", 0.7, 6, 4);
    private final Tensor weight = FiniteDifferences.normal("weight", 0.7, CLASSES, 4);
    private final Tensor bias = FiniteDifferences.normal("bias", 0.7, CLASSES);
    private final Tensor target = Tensor.ofLongs(0, 3, 49, 3, 20, 1);

    private double full() {
        return CrossEntropy.standard()
                .mean(Functional.linear(hidden, weight, bias), target)
                .item();
    }

    @Test
    void allClassesDrawnAlikeAreTheFullSoftmax() {
        SampledSoftmax all = new SampledSoftmax(CLASSES, SampledSoftmax.Draw.UNIFORM);
        assertThat(all.mean(hidden, weight, bias, target, Rng.of(1)).item()).isCloseTo(full(), within(1e-9));
        double withoutBias = CrossEntropy.standard()
                .mean(Functional.linear(hidden, weight, null), target)
                .item();
        assertThat(all.mean(hidden, weight, null, target, Rng.of(1)).item()).isCloseTo(withoutBias, within(1e-9));
    }

    @Test
    void fewerRivalsMeanALowerLossUntilAllAreDrawn() {
        for (SampledSoftmax.Draw draw : SampledSoftmax.Draw.values()) {
            double few = meanOverDraws(new SampledSoftmax(5, draw));
            double many = meanOverDraws(new SampledSoftmax(40, draw));
            assertThat(few).as(draw.toString()).isLessThan(many);
            assertThat(many).as(draw.toString()).isLessThan(full()).isGreaterThan(full() - 0.5);
        }
    }

    @Test
    void trainingAgainstFewRivalsLowersTheFullLoss() {
        SampledSoftmax loss = SampledSoftmax.of(10);
        Tensor trained = weight.copy().requiresGrad(true);
        double before = full();
        for (int step = 0; step < 300; step++) {
            Tensor gradient = Autograd.gradients(
                            loss.mean(hidden, trained, bias, target, Rng.of(step)),
                            List.of(trained),
                            Autograd.Differentiable.NO)
                    .get(0);
            Autograd.off(() -> {
                trained.addInPlace(gradient, -1);
            });
        }
        double after = CrossEntropy.standard()
                .mean(Functional.linear(hidden, trained, bias), target)
                .item();
        assertThat(after).isLessThan(before / 4);
    }

    private double meanOverDraws(SampledSoftmax loss) {
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += loss.mean(hidden, weight, bias, target, Rng.of(i)).item() / 200;
        }
        return sum;
    }

    @Test
    void onlyDrawnClassesAndOnesOwnHaveGradients() {
        SampledSoftmax loss = SampledSoftmax.of(5);
        Tensor leaf = weight.copy().requiresGrad(true);
        Tensor gradient = Autograd.gradients(
                        loss.mean(hidden, leaf, bias, target, Rng.of(4)), List.of(leaf), Autograd.Differentiable.NO)
                .get(0);
        double[] lengths = gradient.square().sum(1).toDoubles();
        Set<Long> moved = new HashSet<>();
        LongStream.range(0, CLASSES).filter(i -> lengths[(int) i] > 0).forEach(moved::add);
        assertThat(moved).contains(0L, 1L, 3L, 20L, 49L).hasSizeBetween(5, 10);
        FiniteDifferences.agree(input -> loss.mean(input, weight, bias, target, Rng.of(4)), hidden);
        FiniteDifferences.agree(input -> loss.mean(hidden, input, bias, target, Rng.of(4)), weight);
    }

    @Test
    void drawsHaveTheirProbabilities() {
        for (SampledSoftmax.Draw draw : SampledSoftmax.Draw.values()) {
            Rng rng = Rng.of(9);
            int[] counts = new int[10];
            for (int i = 0; i < 50_000; i++) {
                counts[(int) draw.next(10, rng)]++;
            }
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                sum += draw.probability(k, 10);
                assertThat(counts[k] / 50_000.0).isCloseTo(draw.probability(k, 10), within(0.008));
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void settingsAndTargetsThatDoNotFitAreErrors() {
        SampledSoftmax loss = SampledSoftmax.of(5);
        assertThatThrownBy(() -> SampledSoftmax.of(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SampledSoftmax.of(51).mean(hidden, weight, bias, target, Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Of 50 classes 51 cannot be drawn");
        assertThatThrownBy(() -> loss.mean(hidden, weight, bias, Tensor.ofLongs(0, 1, 2, 50, 1, 1), Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 3 has the target 50");
        assertThatThrownBy(() -> loss.mean(hidden, weight, bias, Tensor.ofLongs(0), Rng.of(1)))
                .hasMessageContaining("came [6, 4], [50, 4] and");
    }
}
