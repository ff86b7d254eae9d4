package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopOnDivergenceTest {
    @TempDir
    Path folder;

    /** Does something to batches from a step on. */
    private static Callback from(long step, Consumer<BatchContext> beforeModel, Consumer<BatchContext> afterModel) {
        return new Callback() {
            @Override
            public Phase phase() {
                return Phase.INPUT;
            }

            @Override
            public Signal beforeBatch(BatchContext batch) {
                if (batch.fit().step() >= step) {
                    beforeModel.accept(batch);
                }
                return Signal.CONTINUE;
            }

            @Override
            public Signal afterOutput(BatchContext batch) {
                if (batch.fit().step() >= step) {
                    afterModel.accept(batch);
                }
                return Signal.CONTINUE;
            }
        };
    }

    @Test
    void nanInTheBatchIsNamed() {
        Callback spoiling = from(2, batch -> batch.input(batch.input().mul(Double.NaN)), batch -> {});
        try (Learner learner = Blobs.simple(spoiling)) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("step 3 (epoch 1 of 1, batch 3 of 4)")
                    .hasMessageContaining("the loss is NaN")
                    .hasMessageContaining("rate of 0.100")
                    .hasMessageContaining("The batch itself has NaN");
            assertThat(learner.history().steps()).hasSize(2);
        }
    }

    @Test
    void firstItemWithABadValueIsNamed() {
        Callback spoiling = from(
                1,
                batch -> {
                    Tensor input = batch.input().copy();
                    input.narrow(0, 5, 2).fill(Double.NaN);
                    batch.input(input);
                },
                batch -> {});
        try (Learner learner = Blobs.simple(spoiling)) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .hasMessageContaining(
                            "The batch itself has NaN or infinite values, first in row 5 of the batch (item ");
        }
    }

    @Test
    void nanInTheTargetsIsNamed() {
        Callback spoiling = from(0, batch -> batch.target(batch.target().mul(Double.NaN)), batch -> {});
        try (Learner learner =
                Learner.of(Blobs.plane(), Linear.of(2, 1)).callbacks(spoiling).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("targets have NaN");
        }
    }

    @Test
    void parameterWithNanIsNamed() {
        try (Learner learner = Blobs.simple()) {
            learner.model().parameter("2.bias").value().detach().fill(Double.NaN);
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .hasMessageContaining("first parameter with a bad value is 2.bias");
        }
    }

    /** Gives NaN for what is negative. */
    private static final class Logarithm extends UnaryLayer {
        @Override
        protected Tensor forward(Tensor input) {
            return input.log();
        }
    }

    @Test
    void layerThatGivesNanIsNamed() {
        Sequential model = Sequential.of(Linear.of(2, 4), new Logarithm(), Linear.of(4, 3));
        try (Learner learner = Learner.of(Blobs.batchesOf(120), model).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .hasMessageContaining("first layer with a bad value is 1 Logarithm(), first for row ");
        }
    }

    /** Fine inside, and then not. */
    private static final class Composite extends UnaryLayer {
        private final Linear inner = child("inner", Linear.of(2, 3));

        @Override
        protected Tensor forward(Tensor input) {
            return inner.apply(input).square().neg().sub(1).log();
        }
    }

    @Test
    void layerWhoseOwnComputationGivesNanIsNamedAndNotOneInsideIt() {
        try (Learner learner =
                Learner.of(Blobs.batchesOf(120), Sequential.of(new Composite())).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .hasMessageContaining("first layer with a bad value is 0 Composite()");
        }
        try (Learner learner = Learner.of(Blobs.batchesOf(120), new Composite()).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .hasMessageContaining("first layer with a bad value is Composite()");
        }
    }

    @Test
    void infiniteLossEndsTraining() {
        Callback spoiling = from(
                1, batch -> {}, batch -> batch.output(batch.output().mul(1e30).square()));
        try (Learner learner =
                Learner.of(Blobs.plane(), Linear.of(2, 1)).callbacks(spoiling).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("step 2 ")
                    .hasMessageContaining("the loss is Infinity")
                    .hasMessageContaining("Lower the learning rate");
        }
    }

    @Test
    void lossAHundredTimesTheFirstEndsTraining() {
        assertThatThrownBy(() -> train(10, 10, 1000, 1101))
                .hasMessageContaining("step 4 ")
                .hasMessageContaining("1101");
        train(10, 10, 1000, 1099);
    }

    private static void train(double... losses) {
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(Scripted.loss(losses))
                .build()) {
            learner.fit(1, 0.1);
        }
    }

    @Test
    void resumedFitComparesWithTheFirstLossOfTheWhole() {
        Path file = folder.resolve("interrupted");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        checkpoints.interrupt();
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(Scripted.loss(1))
                .callbacks(checkpoints)
                .build()) {
            learner.fit(1, 0.1);
        }
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(Scripted.loss(300))
                .build()) {
            assertThatThrownBy(() -> learner.resume(file)).isInstanceOf(DivergenceException.class);
        }
    }
}
