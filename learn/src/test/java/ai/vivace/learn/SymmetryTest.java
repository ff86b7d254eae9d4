package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.RmsProp;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the first article shows: units that start alike stay alike, and a little noise is enough to part them. */
class SymmetryTest {
    private static final int STEPS = 1000;

    /** Exclusive or, shifted to ±1: one hidden unit cannot learn it. */
    private final Tensor inputs = Tensor.of(new float[] {-1, -1, -1, 1, 1, -1, 1, 1}, Shape.of(4, 2));

    private final Tensor targets = Tensor.of(new float[] {0, 1, 1, 0}, Shape.of(4, 1));

    static Stream<OptimizerSettings> optimizers() {
        return Stream.of(
                Sgd.standard().learningRate(0.1),
                Sgd.standard().learningRate(0.1).momentum(0.9),
                RmsProp.standard().learningRate(0.01),
                Adam.standard().learningRate(0.01));
    }

    private static Sequential alike(Nonlinearity function, double value) {
        Sequential net = Sequential.of(Linear.of(2, 4), Activation.of(function), Linear.of(4, 1));
        net.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        Initializers.constant(parameter.role() == Parameter.Role.WEIGHT ? value : 0), Rng.of(0)));
        return net;
    }

    private double train(Sequential net, OptimizerSettings settings) {
        double loss = Double.NaN;
        try (Optimizer optimizer = settings.build(net.parameters())) {
            for (int step = 0; step < STEPS; step++) {
                try (Scope scope = Scope.open()) {
                    Tensor mean = net.apply(inputs).sub(targets).square().mean();
                    mean.backward();
                    optimizer.step();
                    optimizer.clearGradients();
                    loss = mean.item();
                }
            }
        }
        return loss;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void unitsThatStartAlikeStayAlikeToTheLastBit(OptimizerSettings settings) {
        Sequential net = alike(Nonlinearity.TANH, 0.5);
        float[] start = net.parameter("0.weight").value().toFloats();
        double loss = train(net, settings);
        float[] rows = net.parameter("0.weight").value().toFloats();
        float[] biases = net.parameter("0.bias").value().toFloats();
        float[] outgoing = net.parameter("2.weight").value().toFloats();
        assertThat(rows).isNotEqualTo(start);
        for (int unit = 1; unit < 4; unit++) {
            assertThat(rows[2 * unit]).isEqualTo(rows[0]);
            assertThat(rows[2 * unit + 1]).isEqualTo(rows[1]);
            assertThat(biases[unit]).isEqualTo(biases[0]);
            assertThat(outgoing[unit]).isEqualTo(outgoing[0]);
        }
        assertThat(loss).as("one unit cannot learn it").isGreaterThan(0.1);
        net.close();
    }

    @Test
    void aThousandthOfNoiseLetsThemPartAndLearn() {
        Sequential net = alike(Nonlinearity.TANH, 0.5);
        Rng rng = Rng.of(4);
        for (String path : new String[] {"0.weight", "0.bias"}) {
            Tensor values = net.parameter(path).value().detach();
            values.addInPlace(Tensor.randomNormal(values.shape(), rng.split(path)), 1e-3);
        }
        assertThat(train(net, Adam.standard().learningRate(0.05))).isLessThan(0.01);
        net.close();
    }

    @Test
    void withEverythingAtZeroOnlyTheLastBiasLearns() {
        for (Nonlinearity function : new Nonlinearity[] {Nonlinearity.TANH, Nonlinearity.RELU}) {
            Sequential net = alike(function, 0);
            double loss = train(net, Sgd.standard().learningRate(0.1));
            // A constant predictor: the loss is the variance of the targets.
            assertThat(loss).isCloseTo(0.25, within(1e-6));
            assertThat(net.parameter("0.weight").value().toFloats()).containsOnly(0);
            assertThat(net.parameter("2.weight").value().toFloats()).containsOnly(0);
            assertThat(net.parameter("2.bias").value().item()).isCloseTo(0.5, within(1e-5));
            net.close();
        }
    }
}
