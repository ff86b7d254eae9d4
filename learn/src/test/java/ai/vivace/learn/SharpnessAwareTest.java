package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.loss.Loss;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Decay;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SharpnessAwareTest {
    /** Gives its weight, times a scale, for every item. */
    private static final class Point extends UnaryLayer {
        private final Parameter weight;
        private final double scale;

        Point(double start, double scale) {
            this.scale = scale;
            weight = parameter("weight", Shape.of(1, 1), Parameter.Role.WEIGHT, Initializers.constant(start));
        }

        @Override
        protected Tensor forward(Tensor input) {
            return weight.value().mul(scale).expand(input.size(0), 1);
        }
    }

    /** ½ · (w - 3)². */
    private static final Loss BOWL = new Loss() {
        @Override
        public Tensor mean(Tensor output, Tensor target) {
            return output.sub(3).square().mean().div(2);
        }

        @Override
        public Tensor each(Tensor output, Tensor target) {
            return output.sub(3).square().sum(1).div(2);
        }
    };

    private static List<Double> path(Point point, int steps, double rate, Callback... callbacks) {
        List<Double> path = new ArrayList<>();
        Callback look = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                path.add(point.weight.value().item());
                return path.size() == steps ? Signal.END_FIT : Signal.CONTINUE;
            }
        };
        List<Callback> all = new ArrayList<>(List.of(callbacks));
        all.add(look);
        try (Learner learner = Learner.of(Blobs.plane(), point)
                .loss(BOWL)
                .optimizer(new Sgd(0.1, 0, 0, 0, Sgd.Look.HERE, Decay.DECOUPLED))
                .callbacks(all.toArray(Callback[]::new))
                .build()) {
            learner.fit(1, rate);
        }
        return path;
    }

    @Test
    void stepsWithTheGradientAtTheWorstPointNearby() {
        List<Double> path = path(new Point(1, 1), 2, 0.1, SharpnessAware.standard());
        assertThat(path.get(0)).isCloseTo(1.205, within(1e-6));
        assertThat(path.get(1)).isCloseTo(1.3895, within(1e-6));
    }

    @Test
    void adaptiveRadiusIsInUnitsOfTheWeight() {
        // g = -2 and T = 1.01, so w moves by -0.5 · 1.01² · 2 / (1.01 · 2) to 0.495, where g = -2.505.
        assertThat(path(new Point(1, 1), 1, 0.1, SharpnessAware.adaptive(0.5)).get(0))
                .isCloseTo(1.2505, within(1e-5));
    }

    @Test
    void adaptivePointDoesNotDependOnHowWeightsAreScaled() {
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            int index = i;
            double scale = i == 0 ? 1 : 1e-3;
            path(new Point(100 / scale, scale), 1, 1e-9, SharpnessAware.adaptive(0.1), Looking.once(batch -> {
                losses[index] = batch.objective().item();
            }));
        }
        assertThat(losses[1]).isCloseTo(losses[0], within(1e-3 * losses[0]));
        assertThat(losses[0]).as("no longer the loss at the weight itself").isGreaterThan(97 * 97 / 2.0 * 1.1);
    }

    @Test
    void recordedLossIsThatOfTheFirstLookAndTheObjectiveThatOfTheSecond() {
        path(new Point(1, 1), 1, 0.1, SharpnessAware.standard(), Looking.once(batch -> {
            assertThat(batch.loss()).isCloseTo(2, within(1e-6));
            assertThat(batch.objective().item()).isCloseTo(2.05 * 2.05 / 2, within(1e-5));
        }));
    }

    @Test
    void weightsComeBackToTheLastBitWhenABatchIsCutShortOrTheFitFails() {
        for (boolean fails : new boolean[] {false, true}) {
            Callback cut = new Callback() {
                @Override
                public Signal afterLoss(BatchContext batch) {
                    if (fails) {
                        throw new IllegalStateException("stop");
                    }
                    return Signal.END_FIT;
                }
            };
            try (Learner learner = Blobs.simple(SharpnessAware.of(0.3), cut)) {
                Map<String, String> before = Blobs.bits(learner.model().state());
                if (fails) {
                    assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessage("stop");
                } else {
                    learner.fit(1, 0.1);
                }
                assertThat(Blobs.bits(learner.model().state())).isEqualTo(before);
            }
        }
    }

    @Test
    void batchNormCountsEachBatchOnce() {
        try (Learner learner = Tiles.learner(SharpnessAware.standard())) {
            learner.fit(1, 0.1);
            assertThat(Objects.requireNonNull(learner.model().state().get("1.num_batches_tracked"))
                            .item())
                    .isEqualTo(4);
        }
        float[][] means = new float[2][];
        for (int i = 0; i < 2; i++) {
            int index = i;
            Callback[] callbacks = {
                Looking.once(batch -> {
                    means[index] = Objects.requireNonNull(
                                    batch.fit().learner().model().state().get("1.running_mean"))
                            .toFloats();
                }),
                i == 0 ? SharpnessAware.of(0.5) : GradientClip.byNorm(1)
            };
            try (Learner learner = Tiles.learner(callbacks)) {
                learner.fit(1, 0.1);
            }
        }
        assertThat(means[0]).isEqualTo(means[1]);
    }

    @Test
    void secondLookDropsWhatTheFirstDropped() {
        // With a radius of almost nothing, both looks are one when dropout is the same.
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.model())
                .callbacks(SharpnessAware.of(1e-9), Looking.once(batch -> assertThat(
                                batch.objective().item())
                        .isCloseTo(batch.loss(), within(1e-6))))
                .build()) {
            learner.fit(1, 0.1);
        }
    }

    @Test
    void gathersWithAccumulationWhatItDoesBatchByBatch() {
        float[] gradient = gradient(2, SharpnessAware.of(0.1), GradientAccumulation.items(480));
        float[] first = gradient(1, SharpnessAware.of(0.1));
        assertThat(gradient).hasSameSizeAs(first);
        // Bare descent does not move before 480 items have come, so both batches look at the same weights.
        float[] both = gradient(2, SharpnessAware.of(0.1), keepingWeights());
        for (int i = 0; i < gradient.length; i++) {
            assertThat(4.0 * gradient[i]).isCloseTo(first[i] + both[i], within(1e-5));
        }
    }

    private static Callback keepingWeights() {
        return new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                batch.fit().learner().optimizer().clearGradients();
                return Signal.CONTINUE;
            }

            @Override
            public Signal beforeStep(BatchContext batch) {
                return Signal.SKIP_BATCH;
            }
        };
    }

    /** The gradient of the first layer's weight after so many batches of 120 items. */
    private static float[] gradient(int batches, Callback... callbacks) {
        List<Callback> all = new ArrayList<>(List.of(callbacks));
        float[][] found = new float[1][];
        all.add(new Callback() {
            @Override
            public Signal afterGradients(BatchContext batch) {
                if (batch.fit().step() + 1 == batches) {
                    found[0] = Objects.requireNonNull(batch.fit()
                                    .learner()
                                    .model()
                                    .parameter("0.weight")
                                    .value()
                                    .grad())
                            .toFloats();
                    return Signal.END_FIT;
                }
                return Signal.CONTINUE;
            }
        });
        try (Learner learner = Blobs.simple(all.toArray(Callback[]::new))) {
            learner.fit(1, 0.1);
        }
        return found[0];
    }

    @Test
    void frozenParametersDoNotMove() {
        try (Learner learner = Blobs.simple(SharpnessAware.of(0.5))) {
            learner.model().parameter("0.weight").trainable(false);
            float[] before = Blobs.weight(learner);
            learner.fit(1, 0.1);
            assertThat(Blobs.weight(learner)).isEqualTo(before);
        }
    }

    @Test
    void radiusMustBePositive() {
        assertThatThrownBy(() -> SharpnessAware.of(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SharpnessAware.adaptive(Double.NaN)).isInstanceOf(InputException.class);
    }

    @Test
    void weightThatIsUsedTwiceMovesByTheRadiusOnce() {
        Linear twice = Linear.withoutBias(2, 2);
        double[] moved = new double[1];
        float[][] before = new float[1][];
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Sequential.of(twice, twice, Linear.withoutBias(2, 3)))
                .callbacks(SharpnessAware.of(0.3), new Callback() {
                    @Override
                    public Signal beforeBatch(BatchContext batch) {
                        before[0] = flat(batch);
                        return Signal.CONTINUE;
                    }

                    @Override
                    public Signal afterLoss(BatchContext batch) {
                        float[] after = flat(batch);
                        double squares = 0;
                        for (int i = 0; i < after.length; i++) {
                            squares += Math.pow((double) after[i] - before[0][i], 2);
                        }
                        moved[0] = Math.sqrt(squares);
                        return Signal.CONTINUE;
                    }
                })
                .build()) {
            learner.fit(1, 0.1);
        }
        assertThat(moved[0]).isCloseTo(0.3, within(1e-4));
    }

    /** All weights of the model, each once. */
    private static float[] flat(BatchContext batch) {
        return Tensor.cat(
                        batch.fit().learner().model().parameters().values().stream()
                                .distinct()
                                .map(parameter -> parameter.value().detach().flatten(0, -1))
                                .toList(),
                        0)
                .toFloats();
    }

    @Test
    void biasesOfNormLayersAreMeasuredAsTheyAreAndTheirWeightsByTheirSize() {
        // A gradient of 1 for both of one norm layer: T is 2.01 for the weight and 1 for the bias.
        BatchNorm1d norm = BatchNorm1d.of(1);
        Sequential model = Sequential.of(Linear.of(2, 1), norm);
        double[] moved = new double[2];
        try (Learner learner = Learner.of(Blobs.plane(), model)
                .loss(new Loss() {
                    @Override
                    public Tensor mean(Tensor output, Tensor target) {
                        return norm.parameter("weight")
                                .value()
                                .sum()
                                .add(norm.parameter("bias").value().sum());
                    }

                    @Override
                    public Tensor each(Tensor output, Tensor target) {
                        return output.select(1, 0);
                    }
                })
                .callbacks(SharpnessAware.adaptive(0.5), Looking.once(batch -> {
                    moved[0] = norm.parameter("weight").value().item() - 2;
                    moved[1] = norm.parameter("bias").value().item() - 5;
                }))
                .build()) {
            norm.parameter("weight").assign(Tensor.of(2f));
            norm.parameter("bias").assign(Tensor.of(5f));
            learner.fit(1, 1e-3);
        }
        double length = Math.hypot(2.01, 1);
        assertThat(moved[0]).isCloseTo(0.5 * 2.01 * 2.01 / length, within(1e-5));
        assertThat(moved[1]).isCloseTo(0.5 / length, within(1e-5));
    }
}
