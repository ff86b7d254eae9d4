package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values are the specification's, to 1e-7 in float64; others are PyTorch 1.13's. */
class GenerativeLossTest {
    private static final double TOLERANCE = 1e-7;

    private final Tensor real = Tensor.of(new double[] {1.5, -0.5}, Shape.of(2));
    private final Tensor fake = Tensor.of(new double[] {0.2, -2}, Shape.of(2));

    @Test
    void divergenceOfANormalDistributionIsThePapers() {
        Tensor mean = Tensor.of(new double[] {0.5, -1}, Shape.of(1, 2));
        Tensor logVariance = Tensor.of(new double[] {0, 0.5}, Shape.of(1, 2));
        assertThat(Gaussians.divergenceFromStandard(mean, logVariance).item()).isCloseTo(0.69936064, within(TOLERANCE));
        assertThat(Gaussians.divergenceFromStandard(mean.mul(0), mean.mul(0)).item())
                .isZero();
        FiniteDifferences.agree(
                m -> Gaussians.divergenceFromStandard(m, logVariance).sum(), mean);
        FiniteDifferences.agree(v -> Gaussians.divergenceFromStandard(mean, v).sum(), logVariance);
        assertThatThrownBy(() -> Gaussians.divergenceFromStandard(mean, mean.narrow(1, 0, 1)))
                .isInstanceOf(InputException.class);
    }

    @Test
    void bothSidesOfAnAdversarialNetworkHaveTheirPapersLosses() {
        check(Adversarial.NON_SATURATING, 1.050278571, 1.36253344);
        check(Adversarial.HINGE, 1.35, 0.9);
        check(Adversarial.WASSERSTEIN, -1.4, 0.9);
        check(Adversarial.LEAST_SQUARES, 1.635, 2.41);
    }

    private void check(Adversarial loss, double critic, double generator) {
        assertThat(loss.critic(real, fake).item()).as(loss + " critic").isCloseTo(critic, within(TOLERANCE));
        assertThat(loss.generator(fake).item()).as(loss + " generator").isCloseTo(generator, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(Adversarial.class)
    void sidesPullScoresInOppositeDirections(Adversarial loss) {
        FiniteDifferences.agree(scores -> loss.critic(scores, fake), real);
        FiniteDifferences.agree(scores -> loss.generator(scores), fake);
        Tensor scores = fake.copy().requiresGrad(true);
        double critic = gradient(loss.critic(real, scores), scores);
        double generator = gradient(loss.generator(scores), scores);
        assertThat(critic).isPositive();
        assertThat(generator).isNegative();
    }

    /** That of the score of 0.2, which every critic wants lower. */
    private static double gradient(Tensor loss, Tensor scores) {
        return Autograd.gradients(loss, List.of(scores), Autograd.Differentiable.NO)
                .get(0)
                .toDoubles()[0];
    }

    @Test
    void generatorThatIsFoundOutStillLearns() {
        Tensor hopeless = Tensor.of(new double[] {-30}, Shape.of(1)).requiresGrad(true);
        assertThat(gradient(Adversarial.NON_SATURATING.generator(hopeless), hopeless))
                .isCloseTo(-1, within(1e-9));
    }

    @Test
    void gramMatrixForgetsPlaces() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Tensor features = Tensor.of(values, Shape.of(1, 2, 2, 3));
        assertThat(Perceptual.gram(features).toDoubles())
                .containsExactly(new double[] {7.583333333, 18.083333333, 18.083333333, 46.583333333}, within(1e-8));
        Tensor mirrored = features.flip(3);
        assertThat(Perceptual.style(List.of(features, features), List.of(mirrored, features))
                        .item())
                .isCloseTo(0, within(1e-12));
        assertThat(Perceptual.content(features, mirrored).item()).isPositive();
        assertThat(Perceptual.content(features, features.add(2)).item()).isCloseTo(4, within(1e-12));
        assertThat(Perceptual.style(List.of(features), List.of(features.mul(2))).item())
                .isCloseTo(9 * Perceptual.gram(features).square().sum().item(), within(1e-9));
    }

    @Test
    void perceptualLossesAreCheckedAndHaveFiniteDifferences() {
        Tensor features = FiniteDifferences.normal("features", 1, 1, 2, 2, 2);
        Tensor wanted = FiniteDifferences.normal("wanted", 1, 1, 2, 3, 2);
        FiniteDifferences.agree(
                f -> Perceptual.style(List.of(f), List.of(wanted)).sum(), features);
        assertThatThrownBy(() -> Perceptual.content(features, wanted)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Perceptual.gram(real)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Perceptual.style(List.of(features), List.of())).isInstanceOf(InputException.class);
    }
}
