package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Splitter;
import ai.vivace.optim.OptimizerGroup;
import ai.vivace.schedule.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rates that training has, batch by batch, are those of fastai's formulas. */
class PolicyTest {
    private static final int BATCHES = 4;

    /** For each batch the groups' rates, then the momentum, then whether the first group's weights are trained. */
    private record Setting(double[] rates, double momentum, boolean bodyTrains) {}

    private static List<Setting> settings(Consumer<Learner> training) {
        List<Setting> settings = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                Learner learner = batch.fit().learner();
                List<OptimizerGroup> groups = learner.optimizer().groups();
                settings.add(new Setting(
                        groups.stream()
                                .mapToDouble(group -> group.hyper().learningRate())
                                .toArray(),
                        groups.get(0).hyper().momentum(),
                        learner.model().parameter("0.weight").isTrainable()));
                return Signal.CONTINUE;
            }
        };
        Sequential model =
                Sequential.of(Linear.of(2, 8), Activation.relu(), Linear.of(8, 8), Activation.relu(), Linear.of(8, 3));
        try (Learner learner = Learner.of(Blobs.batchesOf(120), model)
                .splitter(Splitter.startingAt("0", "2", "4"))
                .callbacks(noting)
                .build()) {
            training.accept(learner);
        }
        return settings;
    }

    private static double cosine(double from, double to, double share) {
        return from + (1 + Math.cos(Math.PI * (1 - share))) * (to - from) / 2;
    }

    private static double oneCycle(double progress, double division, double rise) {
        return progress < rise
                ? cosine(1 / division, 1, progress / rise)
                : cosine(1, 1e-5, (progress - rise) / (1 - rise));
    }

    private static double momentum(double progress, double rise) {
        return progress < rise
                ? cosine(0.95, 0.85, progress / rise)
                : cosine(0.85, 0.95, (progress - rise) / (1 - rise));
    }

    @Test
    void fineTuningIsFastais() {
        double base = 2e-3;
        List<Setting> settings = settings(learner -> learner.fineTune(2, base));
        assertThat(settings).hasSize(3 * BATCHES);
        for (int i = 0; i < BATCHES; i++) {
            Setting setting = settings.get(i);
            double progress = (double) i / BATCHES;
            double factor = oneCycle(progress, 25, 0.99);
            assertThat(setting.rates())
                    .containsExactly(
                            new double[] {base / 10 * factor, base / 10 * factor, base * factor}, within(1e-12));
            assertThat(setting.momentum()).isCloseTo(momentum(progress, 0.99), within(1e-9));
            assertThat(setting.bodyTrains()).isFalse();
        }
        for (int i = 0; i < 2 * BATCHES; i++) {
            Setting setting = settings.get(BATCHES + i);
            double progress = (double) i / (2 * BATCHES);
            double factor = oneCycle(progress, 5, 0.3);
            assertThat(setting.rates())
                    .containsExactly(
                            new double[] {base / 200 * factor, base / 20 * factor, base / 2 * factor}, within(1e-12));
            assertThat(setting.momentum()).isCloseTo(momentum(progress, 0.3), within(1e-9));
            assertThat(setting.bodyTrains()).isTrue();
        }
    }

    @Test
    void warmRestartsFallFromTheRateToNothingAndDoubleInLength() {
        List<Setting> settings = settings(learner -> learner.fitSgdr(2, 1, Rates.of(0.1)));
        assertThat(settings).hasSize(3 * BATCHES);
        for (int i = 0; i < 3 * BATCHES; i++) {
            double share = i < BATCHES ? (double) i / BATCHES : (i - BATCHES) / (2.0 * BATCHES);
            assertThat(settings.get(i).rates()[2]).isCloseTo(cosine(0.1, 0, share), within(1e-9));
            assertThat(settings.get(i).momentum()).isEqualTo(0.9);
        }
    }

    @Test
    void flatCosineIsFlatForThreeQuarters() {
        List<Setting> settings = settings(learner -> learner.fitFlatCosine(3, Rates.last(0.1)));
        for (int i = 0; i < 3 * BATCHES; i++) {
            double progress = i / (3.0 * BATCHES);
            double factor = progress < 0.75 ? 1 : cosine(1, 1e-5, (progress - 0.75) / 0.25);
            assertThat(settings.get(i).rates())
                    .containsExactly(new double[] {0.01 * factor, 0.01 * factor, 0.1 * factor}, within(1e-9));
            assertThat(settings.get(i).momentum()).isEqualTo(0.9);
        }
    }

    @Test
    void fitsThatAreNotToldARateHaveTheBuilders() {
        List<StepRow> steps = new ArrayList<>();
        try (Learner learner =
                Learner.of(Blobs.batchesOf(120), Blobs.plain()).rate(0.02).build()) {
            learner.fit(1);
            learner.fitOneCycle(1);
            steps.addAll(learner.history().steps());
        }
        assertThat(steps.get(0).rate()).isEqualTo(0.02);
        assertThat(steps.get(4).rate()).isCloseTo(0.02 / 25, within(1e-12));
        assertThat(steps.get(5).rate()).isCloseTo(0.02, within(1e-12));
        assertThatThrownBy(() -> Learner.of(Blobs.data(), Blobs.plain()).rate(-1))
                .isInstanceOf(InputException.class);
    }
}
