package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GradientClipTest {
    /** With an objective of 3·a + 4·b the gradients are 3 and 4, and their length together is 5. */
    private static final class Slopes implements Callback {
        private double a;
        private double b;

        @Override
        public Phase phase() {
            return Phase.SCHEDULE;
        }

        @Override
        public Signal afterLoss(BatchContext batch) {
            Learner learner = batch.fit().learner();
            batch.objective(element(learner, "0.weight")
                    .mul(3)
                    .add(element(learner, "2.bias").mul(4)));
            return Signal.CONTINUE;
        }

        @Override
        public Signal afterStep(BatchContext batch) {
            return Signal.END_FIT;
        }

        private static Tensor element(Learner learner, String name) {
            return learner.model().parameter(name).value().flatten(0, -1).select(0, 0);
        }
    }

    private static Slopes clipped(GradientClip clip) {
        Slopes slopes = new Slopes();
        Callback look = new Callback() {
            @Override
            public Signal beforeStep(BatchContext batch) {
                slopes.a = gradient(batch, "0.weight");
                slopes.b = gradient(batch, "2.bias");
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Blobs.simple(slopes, clip, look)) {
            learner.fit(1, 0.1);
        }
        return slopes;
    }

    private static double gradient(BatchContext batch, String name) {
        return Objects.requireNonNull(
                        batch.fit().learner().model().parameter(name).value().grad())
                .toFloats()[0];
    }

    @Test
    void normScalesAllGradientsTogether() {
        Slopes slopes = clipped(GradientClip.byNorm(2.5));
        assertThat(slopes.a).isCloseTo(1.5, within(1e-5));
        assertThat(slopes.b).isCloseTo(2, within(1e-5));
    }

    @Test
    void shortGradientsStay() {
        Slopes slopes = clipped(GradientClip.byNorm(6));
        assertThat(slopes.a).isEqualTo(3);
        assertThat(slopes.b).isEqualTo(4);
    }

    @Test
    void valueCutsEachElement() {
        Slopes slopes = clipped(GradientClip.byValue(3.5));
        assertThat(slopes.a).isEqualTo(3);
        assertThat(slopes.b).isEqualTo(3.5);
    }

    @Test
    void boundMustBePositive() {
        assertThatThrownBy(() -> GradientClip.byNorm(0)).hasMessageContaining("must be positive, but is 0.0");
        assertThatThrownBy(() -> GradientClip.byValue(-1)).hasMessageContaining("must be positive");
    }

    @Test
    void weightThatIsUsedTwiceIsScaledOnce() {
        Linear twice = Linear.withoutBias(2, 2);
        double[] length = new double[1];
        Callback look = new Callback() {
            @Override
            public Signal beforeStep(BatchContext batch) {
                length[0] = Objects.requireNonNull(
                                twice.parameter("weight").value().grad())
                        .norm()
                        .item();
                return Signal.END_FIT;
            }
        };
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Sequential.of(twice, twice, Linear.of(2, 3)))
                .callbacks(
                        ObjectiveTerm.of(
                                batch -> twice.parameter("weight").value().sum().mul(100)),
                        GradientClip.byNorm(2),
                        look)
                .build()) {
            learner.fit(1, 0.1);
        }
        assertThat(length[0]).isCloseTo(2, within(1e-3));
    }
}
