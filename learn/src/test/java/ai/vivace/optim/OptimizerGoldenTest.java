package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.tensor.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trajectories equal those of fastai, of PyTorch, and of the formulas worked by hand. */
class OptimizerGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final double RATE = 0.1;

    @ParameterizedTest
    @MethodSource("fastaiCases")
    void trajectoryEqualsFastai(String name, OptimizerSettings settings) {
        JsonNode all =
                goldens("/goldens_fastai.json").get("optimizers(p0=wave(6,.7) as 2x3, grad_t=wave(6,.3(t+1)), lr .1)");
        assertWaveTrajectory(settings, all.get(name));
    }

    static Arguments[] fastaiCases() {
        Sgd momentum = Sgd.standard().learningRate(RATE).momentum(0.9).weightDecay(0.01);
        return new Arguments[] {
            Arguments.of("SGD", Sgd.standard().learningRate(RATE)),
            Arguments.of("SGD mom .9 wd .01", momentum),
            Arguments.of("SGD mom .9 wd .01 l2", momentum.decay(Decay.L2)),
            Arguments.of("RMSProp", RmsProp.standard().learningRate(RATE)),
            Arguments.of("RMSProp mom .9", RmsProp.standard().learningRate(RATE).momentum(0.9)),
            Arguments.of("Adam", Adam.standard().learningRate(RATE)),
            Arguments.of("Adam l2", Adam.standard().learningRate(RATE).decay(Decay.L2)),
            Arguments.of("RAdam", RAdam.standard().learningRate(RATE)),
            Arguments.of("QHAdam", QhAdam.standard().learningRate(RATE)),
            Arguments.of("Larc", Larc.standard().learningRate(RATE)),
            Arguments.of("Lars", Larc.lars().learningRate(RATE)),
            Arguments.of("Lamb", Lamb.standard().learningRate(RATE)),
            Arguments.of(
                    "ranger k=2",
                    Lookahead.over(((RAdam) Lookahead.ranger().inner()).learningRate(RATE))
                            .interval(2))
        };
    }

    @ParameterizedTest
    @MethodSource("torchCases")
    void trajectoryEqualsPyTorch(String name, OptimizerSettings settings) {
        assertWaveTrajectory(
                settings,
                goldens("/goldens_torch.json").get("optimizers").get(name).get("p"));
    }

    static Arguments[] torchCases() {
        Sgd sgd = Sgd.pytorch().learningRate(RATE);
        Adam adam = Adam.pytorch().learningRate(RATE);
        Adam decoupled = AdamW.pytorch().learningRate(RATE);
        RAdam rectified = RAdam.pytorch().learningRate(RATE);
        return new Arguments[] {
            Arguments.of("sgd", sgd),
            Arguments.of("sgd_weight_decay", sgd.weightDecay(0.01)),
            Arguments.of("sgd_momentum", sgd.momentum(0.9)),
            Arguments.of("sgd_momentum_weight_decay", sgd.momentum(0.9).weightDecay(0.01)),
            Arguments.of("sgd_momentum_dampening", sgd.momentum(0.9).dampening(0.5)),
            Arguments.of("sgd_nesterov", sgd.nesterov(0.9)),
            Arguments.of("sgd_nesterov_weight_decay", sgd.nesterov(0.9).weightDecay(0.01)),
            Arguments.of("adam", adam),
            Arguments.of("adam_weight_decay", adam.weightDecay(0.01)),
            Arguments.of("adamw", decoupled.weightDecay(0.1)),
            Arguments.of(
                    "adamw_eps_betas",
                    decoupled.momentum(0.95).squareMomentum(0.99).epsilon(1e-5)),
            Arguments.of("rmsprop", RmsProp.standard().learningRate(RATE)),
            Arguments.of("radam", rectified),
            Arguments.of("radam_weight_decay", rectified.weightDecay(0.01))
        };
    }

    @ParameterizedTest
    @MethodSource("handCases")
    void stepsDownAParabolaEqualTheFormula(OptimizerSettings settings, double[] expected) {
        // f = (w - 3)² / 2 from w = 1.
        TestModel model = new TestModel(1f);
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            for (double value : expected) {
                TestModel.gradient(model.weight, (float) model.weight.value().item() - 3);
                optimizer.step();
                assertThat(model.weight.value().item()).isCloseTo(value, within(2e-6));
            }
        }
    }

    static Arguments[] handCases() {
        Sgd sgd = Sgd.pytorch().learningRate(RATE);
        Adam adam = Adam.pytorch().learningRate(RATE);
        return new Arguments[] {
            hand(sgd, 1.2, 1.38, 1.542),
            hand(sgd.weightDecay(0.1), 1.19, 1.3591, 1.509599),
            hand(sgd.weightDecay(0.1).decay(Decay.DECOUPLED), 1.19, 1.3591, 1.509599),
            hand(sgd.momentum(0.9), 1.2, 1.56, 2.028),
            hand(sgd.momentum(0.9).dampening(0.9), 1.2, 1.398, 1.59222),
            hand(sgd.nesterov(0.9), 1.38, 1.8498, 2.345358),
            hand(adam, 1.0999999995, 1.1998335134, 1.2993766072),
            hand(adam.weightDecay(0.1), 1.0999999995, 1.1998002562, 1.2992490822),
            hand(AdamW.pytorch().learningRate(RATE).weightDecay(0.1), 1.0899999995, 1.1789535527, 1.2667659666),
            hand(RmsProp.standard().learningRate(RATE), 1.99999995, 2.4490132028, 2.6903125906),
            hand(Adagrad.pytorch().learningRate(RATE), 1.1, 1.1688749462, 1.224178485),
            hand(Adadelta.pytorch(), 1.0031622737, 1.0064042650, 1.0096992383),
            hand(Adamax.pytorch().learningRate(RATE), 1.0999999995, 1.197465886, 1.2923517637),
            // The paper's product of momenta, as PyTorch has it since 2.0; PyTorch 1.13 counts one of them twice
            // (1.1049531177, …).
            hand(NAdam.pytorch().learningRate(RATE), 1.1056451773, 1.1821024687, 1.2524914981),
            hand(Lion.standard().learningRate(RATE).weightDecay(0.1), 1.09, 1.1791, 1.267309),
            // Adan's by the formula of the reference implementation, in double arithmetic.
            hand(Adan.standard().learningRate(RATE), 1.0999999995, 1.1997713194, 1.2993992569, 1.3988648517),
            hand(
                    Adan.standard().learningRate(RATE).weightDecay(0.1),
                    1.0891089104,
                    1.1771475153,
                    1.2642024769,
                    1.3502738613),
            hand(
                    RAdam.pytorch().learningRate(RATE),
                    1.2,
                    1.3894736842,
                    1.5684598951,
                    1.7370267398,
                    1.8952716098,
                    1.8977148259)
        };
    }

    private static Arguments hand(OptimizerSettings settings, double... expected) {
        return Arguments.of(settings, expected);
    }

    private static void assertWaveTrajectory(OptimizerSettings settings, JsonNode expected) {
        assertThat(expected.size()).isGreaterThanOrEqualTo(5);
        TestModel model = new TestModel(Shape.of(2, 3), TestModel.wave(6, 0.7));
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            for (int t = 0; t < expected.size(); t++) {
                model.waveGradients(t);
                optimizer.step();
                float[] values = model.weight.value().toFloats();
                for (int i = 0; i < values.length; i++) {
                    assertThat((double) values[i])
                            .as("step %d, element %d", t, i)
                            .isCloseTo(expected.get(t).get(i).asDouble(), within(TOLERANCE));
                }
            }
        }
    }

    private static JsonNode goldens(String resource) {
        try (InputStream in = OptimizerGoldenTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
