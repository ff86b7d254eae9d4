package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Losses of distributions and of numbers. Values are the specification's, to 1e-7 in float64; others are PyTorch 1.13's. */
class OutputLossTest {
    private static final double TOLERANCE = 1e-7;

    private static Tensor vector(double... values) {
        return Tensor.of(values, Shape.of(values.length));
    }

    @Test
    void binaryCrossEntropyHasItsValuesInFloat64() {
        Tensor z = vector(-2, 0, 3, 50);
        Tensor y = vector(0, 1, 1, 0);
        assertThat(BinaryCrossEntropy.standard().each(z, y).toDoubles())
                .containsExactly(new double[] {0.12692801, 0.69314718, 0.04858735, 50}, within(TOLERANCE));
        assertThat(BinaryCrossEntropy.standard().positiveWeights(3).each(z, y).toDoubles())
                .containsExactly(new double[] {0.12692801, 2.07944154, 0.14576205, 50}, within(TOLERANCE));
    }

    @Test
    void binaryFocalLossIsThePapers() {
        Tensor z = vector(-2, 0, 3, 50);
        Tensor y = vector(0, 1, 1, 0);
        assertThat(BinaryFocal.standard().each(z, y).toDoubles())
                .containsExactly(new double[] {0.00135267, 0.0433217, 0.00002732, 37.5}, within(TOLERANCE));
        assertThat(new BinaryFocal(0.5, 0).each(z, y).mul(2).toDoubles())
                .containsExactly(BinaryCrossEntropy.standard().each(z, y).toDoubles(), within(TOLERANCE));
        FiniteDifferences.agree(
                output -> BinaryFocal.standard().mean(output, vector(0, 1, 0.3, 1)), vector(-1, 0.5, 2, -2));
        assertThat(BinaryFocal.standard().decode(z).toLongs()).containsExactly(0, 0, 1, 1);
        assertThatThrownBy(() -> new BinaryFocal(2, 2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new BinaryFocal(0.5, -1)).isInstanceOf(InputException.class);
    }

    @Test
    void divergencesNameWhatTheyDivideBy() {
        Tensor p = Tensor.of(new double[] {0.7, 0.2, 0.1}, Shape.of(1, 3));
        Tensor logQ = Tensor.of(new double[] {0.5, 0.3, 0.2}, Shape.of(1, 3)).log();
        assertThat(KullbackLeibler.perDistribution().mean(logQ, p).item()).isCloseTo(0.08512283, within(TOLERANCE));
        assertThat(KullbackLeibler.perElement().mean(logQ, p).item()).isCloseTo(0.02837428, within(TOLERANCE));
        assertThat(KullbackLeibler.perDistribution().mean(logQ.add(5), p).item())
                .isCloseTo(0.08512283, within(TOLERANCE));
    }

    @Test
    void divergenceOfCertainTargetsIsCrossEntropy() {
        Tensor z = FiniteDifferences.normal("kl", 2, 4, 3);
        Tensor certain = Tensor.ofLongs(0, 2, 1, 1);
        Tensor p = certain.oneHot(3);
        assertThat(KullbackLeibler.perDistribution().each(z, p).toDoubles())
                .containsExactly(CrossEntropy.standard().each(z, certain).toDoubles(), within(TOLERANCE));
        Tensor ruledOut = Tensor.of(new double[] {0, 0, Double.NEGATIVE_INFINITY}, Shape.of(1, 3));
        Tensor half = Tensor.of(new double[] {0.5, 0.5, 0}, Shape.of(1, 3));
        assertThat(KullbackLeibler.perDistribution().mean(ruledOut, half).item())
                .isCloseTo(0, within(TOLERANCE));
    }

    @Test
    void divergenceIsNeverNegativeAndItsGradientIsAFiniteDifference() {
        for (int i = 0; i < 20; i++) {
            Tensor z = FiniteDifferences.normal("z" + i, 2, 4, 3);
            Tensor p = FiniteDifferences.normal("p" + i, 2, 4, 3).softmax(1);
            assertThat(KullbackLeibler.perDistribution().each(z, p).min().item())
                    .isGreaterThanOrEqualTo(-1e-12);
        }
        Tensor places = FiniteDifferences.normal("places", 1, 2, 3, 2);
        Tensor p = FiniteDifferences.normal("p", 1, 2, 3, 2).softmax(1);
        FiniteDifferences.agree(z -> KullbackLeibler.perDistribution().mean(z, p), places);
        assertThat(KullbackLeibler.perElement().mean(places, p).item() * 3)
                .isCloseTo(KullbackLeibler.perDistribution().mean(places, p).item(), within(TOLERANCE));
        assertThatThrownBy(() -> KullbackLeibler.perElement().mean(places, p.select(2, 0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[2, 3, 2]");
    }

    @Test
    void studentsLearnFromSoftenedTeachers() {
        Tensor student = Tensor.of(new double[] {2, 1, 0.1, 0.5, 2.5, -1}, Shape.of(2, 3));
        Tensor teacher = Tensor.of(new double[] {1, 1, 0.5, -1, 3, 0}, Shape.of(2, 3));
        assertThat(new DistillationLoss(2).each(student, teacher).toDoubles())
                .containsExactly(new double[] {0.175508674, 0.271756054}, within(TOLERANCE));
        assertThat(new DistillationLoss(3).mean(teacher.add(4), teacher).item()).isCloseTo(0, within(TOLERANCE));
        FiniteDifferences.agree(output -> new DistillationLoss(2).mean(output, teacher), student);
        Tensor recorded = teacher.detach().copy().requiresGrad(true);
        assertThat(new DistillationLoss(2).mean(student, recorded).requiresGrad())
                .isFalse();
        assertThatThrownBy(() -> new DistillationLoss(0)).isInstanceOf(InputException.class);
    }

    @Test
    void gradientsOfDistillationKeepTheirSizeWhateverTheTemperature() {
        Tensor student = FiniteDifferences.normal("student", 0.1, 4, 3).requiresGrad(true);
        Tensor teacher = FiniteDifferences.normal("teacher", 0.1, 4, 3);
        double warm = size(new DistillationLoss(10).mean(student, teacher), student);
        double hot = size(new DistillationLoss(100).mean(student, teacher), student);
        assertThat(hot).isCloseTo(warm, within(0.02 * warm));
    }

    private static double size(Tensor loss, Tensor input) {
        return Autograd.gradients(loss, List.of(input), Autograd.Differentiable.NO)
                .get(0)
                .norm()
                .item();
    }

    @Test
    void smoothErrorsHaveTheirValuesInFloat64() {
        Tensor zero = vector(0, 0);
        assertThat(new SmoothL1(1).each(vector(0.5, 2), zero).toDoubles()).containsExactly(0.125, 1.5);
        assertThat(new Huber(2).each(vector(0.5, 3), zero).toDoubles()).containsExactly(0.125, 4);
        assertThat(new Huber(2).each(vector(0.7, -5), zero).toDoubles())
                .containsExactly(
                        new SmoothL1(2).each(vector(0.7, -5), zero).mul(2).toDoubles(), within(TOLERANCE));
    }

    @Test
    void quantileLossIsSmallestAtTheQuantile() {
        Tensor targets = Tensor.arange(101).to(DType.FLOAT64);
        for (double level : new double[] {0.1, 0.5, 0.9}) {
            double best = new Quantile(level)
                    .mean(targets.mul(0).add(100 * level), targets)
                    .item();
            for (double other : new double[] {-2, 2}) {
                assertThat(new Quantile(level)
                                .mean(targets.mul(0).add(100 * level + other), targets)
                                .item())
                        .isGreaterThan(best);
            }
        }
        assertThat(new Quantile(0.9).each(vector(1, 4), vector(3, 3)).toDoubles())
                .containsExactly(new double[] {1.8, 0.1}, within(TOLERANCE));
        assertThat(new Quantile(0.5).mean(vector(1, 4), vector(3, 3)).item())
                .isEqualTo(
                        new MeanAbsoluteError().mean(vector(1, 4), vector(3, 3)).item() / 2);
        FiniteDifferences.agree(output -> new Quantile(0.9).mean(output, vector(3, 3)), vector(1, 4));
        assertThatThrownBy(() -> new Quantile(1)).isInstanceOf(InputException.class);
    }

    @Test
    void poissonLikelihoodIsPyTorchs() {
        Tensor z = vector(-1, 0, 0.5, 2);
        Tensor y = vector(0, 1, 3, 5);
        assertThat(PoissonLikelihood.standard().each(z, y).toDoubles())
                .containsExactly(new double[] {0.367879441, 1, 0.148721271, -2.610943901}, within(TOLERANCE));
        PoissonLikelihood whole = new PoissonLikelihood(PoissonLikelihood.Constant.STIRLING);
        assertThat(whole.each(z, y).toDoubles())
                .containsExactly(new double[] {0.367879441, 1, 1.912802814, 2.159903151}, within(TOLERANCE));
        FiniteDifferences.agree(output -> whole.mean(output, y), z);
        assertThat(whole.activate(z).toDoubles()).containsExactly(z.exp().toDoubles());
    }

    @Test
    void cosineDistanceIgnoresLengths() {
        Tensor a = Tensor.of(new double[] {1, 0, 0, 1, 1, 1}, Shape.of(3, 2));
        Tensor b = Tensor.of(new double[] {1, 0.2, 0.1, 1, 1, 0.8}, Shape.of(3, 2));
        CosineDistance loss = new CosineDistance();
        assertThat(loss.each(a, b).toDoubles())
                .containsExactly(new double[] {0.019419324, 0.00496281, 0.006116265}, within(TOLERANCE));
        assertThat(loss.mean(a.mul(7), b).item()).isCloseTo(loss.mean(a, b).item(), within(1e-12));
        assertThat(loss.mean(a, a.neg()).item()).isCloseTo(2, within(1e-12));
        assertThat(loss.each(a.mul(0), b).toDoubles()).containsOnly(1);
        FiniteDifferences.agree(output -> loss.mean(output, b), a);
        assertThatThrownBy(() -> loss.mean(a, b.transpose(0, 1))).isInstanceOf(InputException.class);
    }

    @Test
    void penaltiesAddToTheMean() {
        Tensor z = Tensor.of(new double[] {2, 1, 0.1, 0.5, 2.5, -1, 0, 0, 0, 9, 9, 9}, Shape.of(4, 3));
        Tensor y = Tensor.ofLongs(0, 1, 2, -100);
        double plain = CrossEntropy.standard().mean(z, y).item();
        Penalized penalized = Penalized.of(CrossEntropy.standard());
        assertThat(penalized.normalizer(1e-4).mean(z, y).item() - plain)
                .isCloseTo((0.000584203 + 0.000703935 + 0.000120695) / 3, within(1e-9));
        assertThat(penalized.confidence(0.1).mean(z, y).item() - plain)
                .isCloseTo(-0.1 * (0.846738179 + 0.476087568 + 1.098612289) / 3, within(1e-9));
        assertThat(penalized.confidence(0.1).each(z, y).toDoubles()[3]).isZero();
        Penalized both = penalized.normalizer(0.01).confidence(0.1);
        FiniteDifferences.agree(output -> both.mean(output, y), FiniteDifferences.normal("penalty", 1, 4, 3));
        assertThat(both.decode(z).toLongs()).containsExactly(0, 1, 0, 0);
        Tensor soft = z.softmax(1);
        assertThat(penalized.mean(z, soft).item())
                .isEqualTo(CrossEntropy.standard().mean(z, soft).item());
        assertThatThrownBy(() -> penalized.normalizer(-1)).isInstanceOf(InputException.class);
    }

    @Test
    void penaltiesLeaveOutWhatTheirLossIgnores() {
        Tensor z = FiniteDifferences.normal("ignored", 1, 3, 4);
        Tensor usual = Tensor.ofLongs(0, -100, 2);
        Tensor other = Tensor.ofLongs(0, 255, 2);
        double expected =
                Penalized.of(new Poly1(1)).normalizer(0.1).mean(z, usual).item();
        for (Loss base : new Loss[] {
            new Poly1(1).ignoring(255), new Poly1(1).ignoring(-1).ignoring(255)
        }) {
            assertThat(Penalized.of(base).normalizer(0.1).mean(z, other).item()).isEqualTo(expected);
        }
        Penalized crossEntropy =
                Penalized.of(CrossEntropy.standard().ignoring(255)).confidence(0.1);
        assertThat(crossEntropy.mean(z, other).item())
                .isEqualTo(Penalized.of(CrossEntropy.standard())
                        .confidence(0.1)
                        .mean(z, usual)
                        .item());
    }

    @Test
    void cappedLogitsStayBelowTheCap() {
        Tensor z = vector(-100, -1, 0, 0.01, 50);
        assertThat(Logits.softCap(z, 30).abs().max().item()).isLessThan(30);
        assertThat(Logits.softCap(z, 30).toDoubles()[1]).isCloseTo(30 * Math.tanh(-1 / 30.0), within(1e-12));
        FiniteDifferences.agree(input -> Logits.softCap(input, 2).square().sum(), vector(-1, 0.5, 2));
        assertThatThrownBy(() -> Logits.softCap(z, 0)).isInstanceOf(InputException.class);
    }

    @Test
    void firstUnusableRowIsFoundAlsoAmongPlaces() {
        Tensor z = Tensor.zeros(Shape.of(3, 2, 2));
        assertThat(Logits.firstUnusable(z)).isEqualTo(OptionalLong.empty());
        z.select(0, 2).select(0, 1).select(0, 1).fill(Double.NaN);
        assertThat(Logits.firstUnusable(z)).isEqualTo(OptionalLong.of(2));
    }
}
