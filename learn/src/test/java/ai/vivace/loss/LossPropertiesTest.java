package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss, on random numbers in float64. */
class LossPropertiesTest {
    private static final int ITEMS = 5;
    private static final int OUTPUTS = 4;

    private record Case(String name, Loss loss, Tensor target) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor random(String stream) {
        return Tensor.randomNormal(Shape.of(ITEMS, OUTPUTS), Rng.of(5).split(stream))
                .to(DType.FLOAT64);
    }

    static List<Case> cases() {
        CrossEntropy entropy = CrossEntropy.standard();
        Tensor classes = Tensor.ofLongs(0, 3, -100, 1, 2);
        Tensor numbers = random("target");
        Tensor shares = numbers.softmax(1);
        return List.of(
                new Case("cross-entropy", entropy, classes),
                new Case("smoothed", entropy.smoothing(0.2), classes),
                new Case("weighted", entropy.classWeights(1, 2, 0.5, 3), classes),
                new Case(
                        "weighted and smoothed",
                        entropy.classWeights(1, 2, 0.5, 3).smoothing(0.2),
                        classes),
                new Case("soft targets", entropy.classWeights(1, 2, 0.5, 3).smoothing(0.2), shares),
                new Case(
                        "binary",
                        BinaryCrossEntropy.standard().weights(1, 2, 3, 4).positiveWeights(3),
                        shares),
                new Case("squares", new MeanSquaredError(), numbers),
                new Case("absolute", new MeanAbsoluteError(), numbers),
                new Case("smooth", new SmoothL1(0.7), numbers),
                new Case("huber", new Huber(0.7), numbers));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsTheSlope(Case given) {
        Tensor output = random("output").requiresGrad(true);
        given.loss.mean(output, given.target).backward();
        double[] gradient = Objects.requireNonNull(output.grad()).toDoubles();
        double step = 1e-5;
        for (int i = 0; i < gradient.length; i++) {
            double slope = (at(given, output, i, step) - at(given, output, i, -step)) / (2 * step);
            assertThat(gradient[i]).as("element %d", i).isCloseTo(slope, within(1e-6));
        }
    }

    private static double at(Case given, Tensor output, int element, double step) {
        double[] values = output.detach().toDoubles();
        values[element] += step;
        return given.loss.mean(Tensor.of(values, output.shape()), given.target).item();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossIsConvexAlongEverySegment(Case given) {
        for (int pair = 0; pair < 10; pair++) {
            Tensor start = random("start" + pair).mul(3);
            Tensor end = random("end" + pair).mul(3);
            double middle = given.loss.mean(start.lerp(end, 0.3), given.target).item();
            double chord = 0.7 * given.loss.mean(start, given.target).item()
                    + 0.3 * given.loss.mean(end, given.target).item();
            assertThat(middle).isLessThanOrEqualTo(chord + 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void orderOfTheItemsDoesNotMatter(Case given) {
        Tensor output = random("output");
        Tensor order = Tensor.ofLongs(3, 0, 4, 2, 1);
        assertThat(given.loss
                        .mean(output.indexSelect(0, order), given.target.indexSelect(0, order))
                        .item())
                .isCloseTo(given.loss.mean(output, given.target).item(), within(1e-12));
        assertThat(given.loss
                        .each(output.indexSelect(0, order), given.target.indexSelect(0, order))
                        .toDoubles())
                .containsExactly(
                        given.loss
                                .each(output, given.target)
                                .indexSelect(0, order)
                                .toDoubles(),
                        within(1e-12));
    }
}
