package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values are the specification's, to 1e-7 in float64; the gradient is PyTorch 1.13's. */
class CtcTest {
    private static final double TOLERANCE = 1e-7;
    private static final double[] PROBABILITIES = {0.1, 0.6, 0.3, 0.4, 0.2, 0.4, 0.5, 0.3, 0.2, 0.2, 0.2, 0.6};

    private final Tensor logits = Tensor.of(PROBABILITIES, Shape.of(1, 4, 3)).log();

    private static Tensor target(long... numbers) {
        return Tensor.of(numbers, Shape.of(1, numbers.length));
    }

    @Test
    void lossIsThatOfAllPaths() {
        Ctc ctc = Ctc.standard();
        assertThat(ctc.each(logits, target(1, 2)).item()).isCloseTo(1.3108159, within(TOLERANCE));
        assertThat(ctc.each(logits, target(1, 1)).item()).isCloseTo(2.7060522, within(TOLERANCE));
        assertThat(ctc.mean(logits, target(1, 2)).item()).isCloseTo(0.65540795, within(TOLERANCE));
        assertThat(ctc.each(logits, target(-100, -100)).item())
                .as("nothing to spell: all blanks")
                .isCloseTo(-Math.log(0.1 * 0.4 * 0.5 * 0.2), within(TOLERANCE));
    }

    @Test
    void impossibleTargetsAreInfiniteOrLeftOut() {
        assertThat(Ctc.standard().each(logits, target(1, 1, 1)).item()).isInfinite();
        Tensor output = logits.detach().copy().requiresGrad(true);
        Tensor left = Ctc.standard().ignoringImpossible().mean(output, target(1, 1, 1));
        assertThat(left.item()).isZero();
        left.backward();
        assertThat(Objects.requireNonNull(output.grad()).toDoubles()).containsOnly(0);
    }

    @Test
    void gradientIsPyTorchsAndAFiniteDifference() {
        Tensor output = logits.detach().copy().requiresGrad(true);
        Ctc.standard().each(output, target(1, 2)).sum().backward();
        assertThat(Objects.requireNonNull(output.grad()).toDoubles())
                .containsExactly(
                        new double[] {
                            0.025816024,
                            -0.325816024,
                            0.3,
                            -0.03620178,
                            -0.132344214,
                            0.168545994,
                            -0.011869436,
                            0.179821958,
                            -0.167952522,
                            0.018991098,
                            0.2,
                            -0.218991098
                        },
                        within(TOLERANCE));
        Tensor two = FiniteDifferences.normal("ctc", 1, 2, 5, 4);
        Tensor targets = Tensor.of(new long[] {1, 3, 3, 2, -100, -100}, Shape.of(2, 3));
        FiniteDifferences.agree(z -> Ctc.standard().mean(z, targets), two);
    }

    @Test
    void paddingAndUnusedStepsDoNotCount() {
        Tensor batch = Tensor.cat(List.of(logits, logits), 0);
        Tensor padded = Tensor.of(new long[] {1, 2, -100, 1, -100, -100}, Shape.of(2, 3));
        double[] losses = Ctc.standard().each(batch, padded).toDoubles();
        assertThat(losses[0]).isCloseTo(1.3108159, within(TOLERANCE));
        assertThat(Ctc.standard().mean(batch, padded).item())
                .isCloseTo((losses[0] / 2 + losses[1]) / 2, within(TOLERANCE));
        assertThat(Ctc.standard().each(batch, padded, 4, 1).toDoubles()[1])
                .isCloseTo(-Math.log(0.6), within(TOLERANCE));
    }

    @Test
    void anotherBlankIsAnotherNumbering() {
        // Classes 0, 1, 2 become 1, 2, 0.
        Tensor turned = Tensor.cat(List.of(logits.narrow(2, 2, 1), logits.narrow(2, 0, 2)), 2);
        assertThat(Ctc.standard().blank(1).each(turned, target(2, 0)).item()).isCloseTo(1.3108159, within(TOLERANCE));
    }

    @Test
    void likeliestPathIsSpelledWithoutBlanksAndRepetitions() {
        assertThat(Ctc.standard().decode(logits).toLongs()).containsExactly(1, 2, -100, -100);
        double[] path = new double[6 * 3];
        int[] classes = {1, 1, 0, 1, 2, 2};
        for (int i = 0; i < classes.length; i++) {
            path[3 * i + classes[i]] = 5;
        }
        assertThat(Ctc.standard().decode(Tensor.of(path, Shape.of(1, 6, 3))).toLongs())
                .containsExactly(1, 1, 2, -100, -100, -100);
    }

    @Test
    void wideBeamFindsTheSpellingsOfAllPaths() {
        Map<List<Integer>, Double> all = new HashMap<>();
        spell(new ArrayList<>(), 1, all);
        List<CtcBeamSearch.Spelling> found = new CtcBeamSearch(0, 1000).spellings(logits.select(0, 0));
        assertThat(found).hasSameSizeAs(all.keySet());
        for (CtcBeamSearch.Spelling spelling : found) {
            assertThat(Math.exp(spelling.logProbability()))
                    .isCloseTo(Objects.requireNonNull(all.get(spelling.classes())), within(1e-12));
        }
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.logProbability(), a.logProbability()));
        assertThat(new CtcBeamSearch(0, 3).spellings(logits.select(0, 0)).get(0).classes())
                .isEqualTo(found.get(0).classes());
    }

    /** Adds the probability of each of the 81 paths to its spelling. */
    private static void spell(List<Integer> path, double probability, Map<List<Integer>, Double> all) {
        if (path.size() == 4) {
            List<Integer> spelling = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                if (path.get(i) != 0 && (i == 0 || !path.get(i).equals(path.get(i - 1)))) {
                    spelling.add(path.get(i));
                }
            }
            all.merge(spelling, probability, Double::sum);
            return;
        }
        for (int label = 0; label < 3; label++) {
            List<Integer> longer = new ArrayList<>(path);
            longer.add(label);
            spell(longer, probability * PROBABILITIES[3 * path.size() + label], all);
        }
    }

    @Test
    void targetsThatDoNotFitAreErrorsThatNameRowAndPlace() {
        Ctc ctc = Ctc.standard();
        assertThatThrownBy(() -> ctc.mean(logits, target(1, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 0 has the target 3 at place 1");
        assertThatThrownBy(() -> ctc.mean(logits, target(0, 1))).hasMessageContaining("without the blank, 0");
        assertThatThrownBy(() -> ctc.mean(logits, target(1, -100, 2)))
                .hasMessageContaining("Padding belongs at the end");
        assertThatThrownBy(() -> ctc.mean(logits, Tensor.ofLongs(1, 2))).hasMessageContaining("[N, longest]");
        assertThatThrownBy(() -> ctc.each(logits, target(1), 5)).hasMessageContaining("numbers of steps");
        assertThatThrownBy(() -> ctc.blank(3).mean(logits, target(1))).hasMessageContaining("the blank is class 3");
        assertThatThrownBy(() -> new CtcBeamSearch(0, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new CtcBeamSearch(0, 1).spellings(logits)).isInstanceOf(InputException.class);
    }
}
