package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.MeanSquaredError;
import ai.vivace.optim.Adagrad;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Lion;
import ai.vivace.optim.Lookahead;
import ai.vivace.optim.NAdam;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.RmsProp;
import ai.vivace.optim.ScheduleFreeSgd;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.LinearAlgebra;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Why weights start different: units that start equal stay equal for ever, whatever the value. */
class SymmetryTest {
    private static final Tensor ONE_TWO_THREE = Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 3));

    private static Sequential net(int hidden, Nonlinearity function) {
        return Sequential.of(Linear.of(3, hidden), Activation.of(function), Linear.of(hidden, 1));
    }

    private static void fill(Layer model, Initializer weights) {
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        parameter.role() == Parameter.Role.BIAS ? Initializers.zeros() : weights,
                        Rng.of(1).split(path)));
    }

    private static double[] gradient(Layer net, String path) {
        return Objects.requireNonNull(net.parameter(path).value().grad()).toDoubles();
    }

    /** The gradients of (o - 1)²/2 at (1, 2, 3). */
    private static Sequential differentiated(Nonlinearity function, double weight) {
        Sequential net = net(2, function);
        fill(net, Initializers.constant(weight));
        net.apply(ONE_TWO_THREE).sub(1).square().mul(0.5).sum().backward();
        return net;
    }

    @Test
    void zeroWeightsMoveTheLastLayerOnlyAndWithTanhAndReluItsBiasOnly() {
        Sequential sigmoid = differentiated(Nonlinearity.SIGMOID, 0);
        assertThat(gradient(sigmoid, "0.weight")).containsOnly(0);
        assertThat(gradient(sigmoid, "2.weight")).containsExactly(new double[] {-0.5, -0.5}, within(1e-7));
        assertThat(gradient(sigmoid, "2.bias")).containsExactly(-1);
        for (Nonlinearity function : new Nonlinearity[] {Nonlinearity.TANH, Nonlinearity.RELU}) {
            Sequential net = differentiated(function, 0);
            assertThat(gradient(net, "0.weight")).as(function.toString()).containsOnly(0);
            assertThat(gradient(net, "2.weight")).as(function.toString()).containsOnly(0);
            assertThat(gradient(net, "2.bias")).as(function.toString()).containsExactly(-1);
        }
    }

    @Test
    void equalWeightsOfAnyValueGetEqualGradients() {
        Sequential sigmoid = differentiated(Nonlinearity.SIGMOID, 0.5);
        assertThat(sigmoid.layers().get(0).apply(ONE_TWO_THREE).sigmoid().toDoubles())
                .containsExactly(new double[] {0.95257413, 0.95257413}, within(1e-7));
        assertThat(gradient(sigmoid, "0.weight"))
                .containsExactly(
                        new double[] {-0.00107127, -0.00214254, -0.00321381, -0.00107127, -0.00214254, -0.00321381},
                        within(1e-7));
        assertThat(gradient(sigmoid, "2.weight"))
                .containsExactly(new double[] {-0.04517666, -0.04517666}, within(1e-7));
        Sequential relu = differentiated(Nonlinearity.RELU, 0.5);
        assertThat(relu.apply(ONE_TWO_THREE).item()).isEqualTo(3);
        assertThat(gradient(relu, "0.weight")).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(gradient(relu, "2.weight")).containsExactly(6, 6);
    }

    static Stream<OptimizerSettings> optimizers() {
        return Stream.of(
                Sgd.standard().learningRate(0.1),
                Sgd.standard().learningRate(0.03).momentum(0.9),
                Adam.pytorch().learningRate(0.01),
                Adam.standard().learningRate(0.01),
                RmsProp.standard().learningRate(0.003),
                Adagrad.standard().learningRate(0.1),
                NAdam.pytorch().learningRate(0.01),
                Lion.standard().learningRate(0.001),
                ScheduleFreeSgd.standard().learningRate(0.1),
                Lookahead.over(Adam.pytorch().learningRate(0.01)));
    }

    /**
     * Two units and one item at a time, so that each gradient is one product and each step rounds alike. In wider layers the engine
     * computes eight elements at a time and the rest one by one, which rounds otherwise: clones then differ in their last bits.
     */
    @ParameterizedTest
    @MethodSource("optimizers")
    void clonesStayEqualBitForBitForAThousandSteps(OptimizerSettings settings) {
        int hidden = 2;
        Sequential net = net(hidden, Nonlinearity.TANH);
        fill(net, Initializers.constant(0.5));
        Tensor start = net.parameter("0.weight").value().detach().copy();
        Tensor inputs = Tensor.randomNormal(Shape.of(16, 3), Rng.of(2));
        Tensor targets = inputs.select(1, 0).sin().unsqueeze(1);
        try (Optimizer optimizer = settings.build(net.parameters())) {
            for (int step = 0; step < 1000; step++) {
                step(net, optimizer, inputs.narrow(0, step % 16, 1), targets.narrow(0, step % 16, 1));
                if (step % 50 == 49) {
                    float[] weights = net.parameter("0.weight").value().toFloats();
                    for (int unit = 1; unit < hidden; unit++) {
                        assertThat(Arrays.copyOfRange(weights, 3 * unit, 3 * unit + 3))
                                .as("step " + step)
                                .containsExactly(Arrays.copyOf(weights, 3));
                    }
                }
            }
        }
        Tensor weight = net.parameter("0.weight").value().detach();
        assertThat(weight.sub(start).abs().max().item()).as("they did learn").isGreaterThan(0.05);
        double[] singular =
                LinearAlgebra.singularValues(weight.to(DType.FLOAT64)).toDoubles();
        assertThat(singular[1] / singular[0]).as("rank 1").isLessThan(1e-12);
    }

    private static void step(Sequential net, Optimizer optimizer, Tensor inputs, Tensor targets) {
        try (Scope scope = Scope.open()) {
            new MeanSquaredError().mean(net.apply(inputs), targets).backward();
            optimizer.step();
            optimizer.clearGradients();
        }
    }

    /** The exclusive or, which one unit cannot tell. */
    private static double lossOnExclusiveOr(Sequential net) {
        Tensor inputs = Tensor.of(new float[] {-1, -1, 1, -1, 1, 1, 1, -1, 1, 1, 1, 1}, Shape.of(4, 3));
        Tensor targets = Tensor.of(new float[] {0, 1, 1, 0}, Shape.of(4, 1));
        try (Optimizer optimizer = Adam.pytorch().learningRate(0.03).build(net.parameters())) {
            for (int step = 0; step < 2000; step++) {
                step(net, optimizer, inputs, targets);
            }
        }
        return new MeanSquaredError().mean(net.apply(inputs), targets).item();
    }

    @Test
    void noiseOfAThousandthRestoresLearning() {
        Sequential equal = net(6, Nonlinearity.TANH);
        fill(equal, Initializers.constant(0.5));
        assertThat(lossOnExclusiveOr(equal)).isGreaterThan(0.15);
        Sequential broken = net(6, Nonlinearity.TANH);
        fill(broken, Initializers.normal(0.5, 1e-3));
        assertThat(lossOnExclusiveOr(broken)).isLessThan(0.02);
    }

    @Test
    void zeroBiasesAndAZeroLastLayerAreHarmless() {
        Sequential net = net(6, Nonlinearity.TANH);
        fill(net, Initializers.xavierNormal(1));
        net.parameter("2.weight").initialize(Initializers.zeros(), Rng.of(0));
        assertThat(net.apply(ONE_TWO_THREE).item()).isZero();
        assertThat(lossOnExclusiveOr(net)).isLessThan(0.02);
    }

    @Test
    void dropoutBreaksTheSymmetryBetweenClones() {
        Engine.seed(Rng.of(3));
        Sequential net =
                Sequential.of(Linear.of(3, 2), Activation.of(Nonlinearity.TANH), Dropout.of(0.5), Linear.of(2, 1));
        fill(net, Initializers.constant(0.5));
        Tensor inputs = Tensor.randomNormal(Shape.of(16, 3), Rng.of(2));
        try (Optimizer optimizer = Sgd.standard().learningRate(0.1).build(net.parameters())) {
            for (int step = 0; step < 20; step++) {
                step(net, optimizer, inputs, inputs.select(1, 0).unsqueeze(1));
            }
        }
        float[] weights = net.parameter("0.weight").value().toFloats();
        assertThat(Math.abs(weights[0] - weights[3])).isGreaterThan(1e-4f);
    }

    @Test
    void zeroNetsEndAsTheBestConstant() {
        Tensor inputs = Tensor.randomNormal(Shape.of(100, 3), Rng.of(2));
        Tensor targets = inputs.mul(Tensor.of(1, 2, 3)).sum(1).add(0.7).unsqueeze(1);
        Sequential net = net(8, Nonlinearity.RELU);
        fill(net, Initializers.zeros());
        try (Optimizer optimizer = Sgd.standard().learningRate(0.1).build(net.parameters())) {
            for (int step = 0; step < 200; step++) {
                step(net, optimizer, inputs, targets);
            }
        }
        assertThat(new MeanSquaredError().mean(net.apply(inputs), targets).item())
                .isCloseTo(targets.variance().item(), within(1e-4));

        Sequential classifier = Sequential.of(Linear.of(3, 8), Activation.relu(), Linear.of(8, 5));
        fill(classifier, Initializers.zeros());
        long[] classes = new long[100];
        Arrays.setAll(classes, i -> i % 5);
        Tensor target = Tensor.ofLongs(classes);
        try (Optimizer optimizer = Adam.pytorch().learningRate(0.01).build(classifier.parameters())) {
            for (int step = 0; step < 100; step++) {
                try (Scope scope = Scope.open()) {
                    CrossEntropy.standard()
                            .mean(classifier.apply(inputs), target)
                            .backward();
                    optimizer.step();
                    optimizer.clearGradients();
                }
            }
        }
        assertThat(CrossEntropy.standard()
                        .mean(classifier.apply(inputs), target)
                        .item())
                .isCloseTo(Math.log(5), within(1e-5));
    }

    @Test
    void normLayersThatStartAtZeroAreHarmless() {
        Sequential net = Sequential.of(
                Linear.of(3, 6),
                Residual.of(Sequential.of(
                        Linear.of(6, 6), Activation.of(Nonlinearity.TANH), Linear.of(6, 6), BatchNorm1d.of(6))),
                Linear.of(6, 1));
        Initialization.xavier().zeroGamma().apply(net, Rng.of(1));
        Parameter gamma = net.parameter("1.branch.3.weight");
        assertThat(gamma.value().toFloats()).containsOnly(0);
        assertThat(lossOnExclusiveOr(net)).isLessThan(0.02);
        assertThat(gamma.value().toFloats()).doesNotContain(0f);
    }
}
