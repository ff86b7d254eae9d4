package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.metric.Metrics;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Adam;
import ai.vivace.optim.DAdaptAdam;
import ai.vivace.optim.Muon;
import ai.vivace.optim.NAdam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.Prodigy;
import ai.vivace.optim.Proximal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers that remember more than tensors of their own, or tell parameters apart, at work in a learner. */
class OptimizersTest {
    @TempDir
    Path folder;

    static Arguments[] all() {
        return new Arguments[] {
            of(model -> NAdam.standard(), 1e-2),
            of(model -> Muon.of(model).restRate(1e-2), 0.02),
            of(model -> Prodigy.standard(), 1),
            of(model -> DAdaptAdam.standard(), 1),
            of(model -> Proximal.l1(Adam.standard(), 1e-3), 1e-2)
        };
    }

    private static Arguments of(Function<Sequential, OptimizerSettings> settings, double rate) {
        return Arguments.of(settings, rate);
    }

    @ParameterizedTest
    @MethodSource("all")
    void cloudsAreToldApartAndAResumedFitIsBitEqual(Function<Sequential, OptimizerSettings> settings, double rate) {
        Map<String, String> model;
        List<StepRow> steps;
        try (Learner learner = learner(settings)) {
            learner.fitOneCycle(4, rate);
            assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.9);
            model = Blobs.bits(learner.model().state());
            steps = List.copyOf(learner.history().steps());
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback stop = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                if (batch.fit().step() == 20) {
                    checkpoints.interrupt();
                }
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = learner(settings, checkpoints, stop)) {
            learner.fitOneCycle(4, rate);
        }
        try (Learner learner = learner(settings)) {
            learner.resume(file);
            assertThat(learner.history().steps()).isEqualTo(steps);
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
        }
    }

    private static Learner learner(Function<Sequential, OptimizerSettings> settings, Callback... callbacks) {
        Sequential model = Blobs.model();
        return Learner.of(Blobs.data(), model)
                .optimizer(settings.apply(model))
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }
}
