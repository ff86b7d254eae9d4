package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Noise on gradients, and clipping by units. */
class GradientsTest {
    private interface Look {
        void at(BatchContext batch, int step);
    }

    private static void watch(int steps, Look look, Callback... callbacks) {
        Callback[] all = Arrays.copyOf(callbacks, callbacks.length + 1);
        all[callbacks.length] = new Callback() {
            private int seen;

            @Override
            public Signal beforeStep(BatchContext batch) {
                look.at(batch, seen++);
                return seen == steps ? Signal.END_FIT : Signal.CONTINUE;
            }
        };
        try (Learner learner = Blobs.simple(all)) {
            learner.fit(5, 1e-9);
        }
    }

    private static Tensor gradient(BatchContext batch, String name) {
        return Objects.requireNonNull(
                batch.fit().learner().model().parameter(name).value().grad());
    }

    /** Makes all gradients one number. */
    private static Callback gradients(double number) {
        return new Callback() {
            @Override
            public Phase phase() {
                return Phase.OBJECTIVE;
            }

            @Override
            public Signal beforeStep(BatchContext batch) {
                each(batch, gradient -> gradient.fill(number));
                return Signal.CONTINUE;
            }
        };
    }

    private static void each(BatchContext batch, Consumer<Tensor> body) {
        batch.fit().learner().model().parameters().keySet().forEach(name -> body.accept(gradient(batch, name)));
    }

    @Test
    void noiseHasTheVarianceOfItsStep() {
        double[] squares = new double[20];
        watch(
                20,
                (batch, step) -> {
                    double[] sum = new double[2];
                    each(batch, gradient -> {
                        sum[0] += gradient.square().sum().item();
                        sum[1] += gradient.elements();
                    });
                    squares[step] = sum[0] / sum[1] * Math.pow(1 + step, 0.55);
                },
                gradients(0),
                GradientNoise.of(0.3));
        double mean = Arrays.stream(squares).average().orElseThrow();
        assertThat(mean).isCloseTo(0.3, within(0.03));
        assertThat(squares).doesNotHaveDuplicates();
    }

    @Test
    void noiseOfEachParameterIsItsOwnAndFollowsFromTheSeed() {
        float[][] seen = new float[2][];
        for (int i = 0; i < 2; i++) {
            int index = i;
            watch(
                    1,
                    (batch, step) -> {
                        seen[index] = gradient(batch, "0.weight").toFloats();
                        assertThat(gradient(batch, "0.bias").toFloats()[0]).isNotEqualTo(seen[index][0]);
                    },
                    gradients(0),
                    GradientNoise.of(1));
        }
        assertThat(seen[0]).isEqualTo(seen[1]);
        assertThatThrownBy(() -> GradientNoise.of(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GradientNoise(1, -1)).isInstanceOf(InputException.class);
    }

    @Test
    void adaptiveClippingBoundsEachUnitByItsOwnLength() {
        watch(
                1,
                (batch, step) -> {
                    Tensor weight =
                            batch.fit().learner().model().parameter("0.weight").value();
                    double[] lengths = weight.detach().square().sum(1).sqrt().toDoubles();
                    double[] gradients =
                            gradient(batch, "0.weight").square().sum(1).sqrt().toDoubles();
                    for (int unit = 0; unit < lengths.length; unit++) {
                        double most = Math.min(0.01 * Math.max(lengths[unit], 1e-3), Math.sqrt(2));
                        assertThat(gradients[unit]).isCloseTo(most, within(1e-6));
                    }
                    Tensor bias =
                            batch.fit().learner().model().parameter("0.bias").value();
                    assertThat(gradient(batch, "0.bias").norm().item())
                            .isCloseTo(0.01 * bias.detach().norm().item(), within(1e-6));
                    assertThat(gradient(batch, "2.weight").toFloats())
                            .as("spared")
                            .containsOnly(1);
                },
                gradients(1),
                GradientClip.adaptive(0.01, "2"));
    }

    @Test
    void adaptiveClippingLeavesShortGradientsAloneAndLetsZerosMove() {
        watch(
                1,
                (batch, step) -> {
                    assertThat(gradient(batch, "0.weight").toFloats()).containsOnly(1e-7f);
                    assertThat(gradient(batch, "0.bias").norm().item()).isPositive();
                },
                new Callback() {
                    @Override
                    public void beforeFit(FitContext fit) {
                        fit.learner().model().parameter("0.bias").assign(Tensor.zeros(Shape.of(16)));
                    }
                },
                gradients(1e-7),
                GradientClip.adaptive(0.01));
    }

    @Test
    void layerToSpareMustBeThere() {
        try (Learner learner = Blobs.simple(GradientClip.adaptive(0.01, "head"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the layer \"head\" that clipping is to spare")
                    .hasMessageContaining("2.weight");
        }
    }
}
