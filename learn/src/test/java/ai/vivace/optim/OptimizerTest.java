package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private final TestModel model = new TestModel(1, 2, 3);

    static List<OptimizerSettings> all() {
        return List.of(
                Sgd.standard(),
                Sgd.standard().momentum(0.9).weightDecay(0.1),
                Sgd.standard().nesterov(0.9).weightDecay(0.1).decay(Decay.L2),
                RmsProp.standard().momentum(0.9).weightDecay(0.1),
                Adam.standard(),
                Adam.pytorch().weightDecay(0.1),
                RAdam.standard(),
                Lamb.standard(),
                QhAdam.standard(),
                Larc.standard(),
                Sgd.standard().momentum(0.9).dampening(0.5),
                Adagrad.standard().startSquares(0.1).rateDecay(0.1),
                Adadelta.standard(),
                Adamax.standard(),
                NAdam.standard(),
                Lion.standard(),
                Adan.standard().weightDecay(0.1),
                Sophia.standard(),
                Proximal.elasticNet(Adam.standard(), 0.1, 0.5),
                MaxNorm.over(Sgd.standard().momentum(0.9).weightDecay(0.1), 2),
                ScheduleFreeSgd.standard().weightDecay(0.1),
                ScheduleFreeAdamW.standard(),
                Muon.of(new TestModel(1, 2, 3)),
                Lookahead.ranger().interval(3));
    }

    /** Also those that estimate one number for all parameters, who therefore cannot sit out unnoticed. */
    static List<OptimizerSettings> alsoJoint() {
        List<OptimizerSettings> settings = new ArrayList<>(all());
        settings.add(Prodigy.standard().firstDistance(0.1).weightDecay(0.1));
        settings.add(DAdaptAdam.standard().firstDistance(0.1).growth(1.1));
        return settings;
    }

    @ParameterizedTest
    @MethodSource("alsoJoint")
    void biasesAndNormsDoNotDecay(OptimizerSettings settings) {
        try (Optimizer optimizer = settings.build(model.parameters())) {
            optimizer.groups().get(0).hyper().weightDecay(0.5);
            optimizer.groups().get(0).hyper().learningRate(0.1);
            model.parameters().values().forEach(parameter -> TestModel.gradient(parameter, 0, 0, 0));
            optimizer.step();
        }
        assertThat(model.bias.value().toFloats()).containsExactly(1, 2, 3);
        assertThat(model.scale.value().toFloats()).containsExactly(1, 2, 3);
        assertThat(model.weight.value().toFloats()[2]).isLessThan(3);
    }

    @Test
    void allRolesDecayWhenToldTo() {
        try (Optimizer optimizer =
                Sgd.standard().learningRate(0.5).weightDecay(1).build(model.parameters())) {
            optimizer.groups().get(0).decayedRoles(EnumSet.allOf(Parameter.Role.class));
            model.parameters().values().forEach(parameter -> TestModel.gradient(parameter, 0, 0, 0));
            optimizer.step();
        }
        assertThat(model.scale.value().toFloats()).containsExactly(0.5f, 1, 1.5f);
    }

    @Test
    void frozenParametersAndThoseWithoutGradientStay() {
        try (Optimizer optimizer = Adam.standard().learningRate(0.1).build(model.parameters())) {
            model.waveGradients(0);
            model.scale.trainable(false);
            model.bias.value().clearGrad();
            optimizer.step();
            assertThat(optimizer.state().numbers()).containsKey("weight:steps").doesNotContainKey("bias:steps");
        }
        assertThat(model.bias.value().toFloats()).containsExactly(1, 2, 3);
        assertThat(model.scale.value().toFloats()).containsExactly(1, 2, 3);
        assertThat(model.weight.value().toFloats()[0]).isNotEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void parametersThatSitStepsOutGoOnAsIfTheStepsHadNotBeen(OptimizerSettings settings) {
        TestModel steady = new TestModel(1, 2, 3);
        try (Optimizer optimizer = settings.build(model.parameters());
                Optimizer reference = settings.build(steady.parameters())) {
            for (int t = 0; t < 7; t++) {
                model.waveGradients(t);
                boolean sitsOut = t == 2 || t == 3;
                if (sitsOut) {
                    model.bias.value().clearGrad();
                } else {
                    steady.waveGradients(t);
                    reference.step();
                }
                optimizer.step();
            }
            assertThat(optimizer.state().numbers())
                    .containsEntry("weight:steps", 7.0)
                    .containsEntry("bias:steps", 5.0);
        }
        assertThat(model.bias.value().toFloats())
                .containsExactly(steady.bias.value().toFloats());
    }

    @ParameterizedTest
    @MethodSource("alsoJoint")
    void restoredTrainingIsBitEqualToTheUninterrupted(OptimizerSettings settings) {
        TestModel resumed = new TestModel(0, 0, 0);
        try (Optimizer optimizer = settings.build(model.parameters());
                Optimizer continued = settings.build(resumed.parameters())) {
            optimizer.groups().get(0).hyper().learningRate(0.07);
            run(optimizer, model, 0, 4);
            run(continued, resumed, 0, 1);
            model.parameters()
                    .forEach((name, parameter) -> parameter(resumed, name).assign(parameter.value()));
            continued.load(optimizer.state());
            run(optimizer, model, 4, 9);
            run(continued, resumed, 4, 9);
        }
        model.parameters()
                .forEach((name, parameter) -> assertThat(parameter.value().toRaw())
                        .isEqualTo(parameter(resumed, name).value().toRaw()));
    }

    @Test
    void ownStateCanBeLoadedBack() {
        try (Optimizer optimizer = Adam.standard().build(model.parameters())) {
            run(optimizer, model, 0, 2);
            float[] average = tensor(optimizer, "weight:average");
            optimizer.load(optimizer.state());
            assertThat(tensor(optimizer, "weight:average")).containsExactly(average);
            optimizer.clearState();
            assertThat(optimizer.state().tensors()).isEmpty();
            assertThat(optimizer.state().numbers()).doesNotContainKey("weight:steps");
        }
    }

    @Test
    void stateOfAnotherModelIsRefused() {
        TestModel wider = new TestModel(1, 2, 3, 4);
        try (Optimizer optimizer = Adam.standard().build(model.parameters());
                Optimizer other = Adam.standard().build(wider.parameters());
                Optimizer part = Adam.standard().build(model.justWeight())) {
            run(other, wider, 0, 1);
            assertThatThrownBy(() -> optimizer.load(other.state()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("has shape [4]");
            run(optimizer, model, 0, 1);
            assertThatThrownBy(() -> part.load(optimizer.state()))
                    .hasMessageContaining("[bias:average, bias:squares, scale:average, scale:squares]");
        }
    }

    @Test
    void lookaheadKeepsSlowWeightsAndMeetsThemOnTheInterval() {
        OptimizerSettings settings =
                Lookahead.over(Sgd.standard().learningRate(1)).interval(2);
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            TestModel.gradient(model.weight, 1, 1, 1);
            optimizer.step();
            assertThat(model.weight.value().toFloats()).containsExactly(0, 1, 2);
            assertThat(tensor(optimizer, "weight:slow")).containsExactly(1, 2, 3);
            optimizer.step();
            assertThat(model.weight.value().toFloats()).containsExactly(0, 1, 2);
            assertThat(tensor(optimizer, "weight:slow")).containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientInAnotherMemoryOrderMovesTheSameElements(OptimizerSettings settings) {
        TestModel matrix = new TestModel(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        try (Optimizer optimizer = settings.build(matrix.parameters())) {
            optimizer.groups().get(0).hyper().learningRate(0.1);
            TestModel.gradient(matrix.bias, -1, 0, 1, 2, -2, 3);
            Tensor transposed = Tensor.of(new float[] {-1, 2, 0, -2, 1, 3}, Shape.of(3, 2));
            Autograd.off(() -> matrix.scale.value().grad(transposed.transpose(0, 1)));
            optimizer.step();
        }
        assertThat(matrix.scale.value().toFloats())
                .containsExactly(matrix.bias.value().toFloats());
    }

    @Test
    void momentumScheduleDoesNotGiveMomentumToAnOptimizerWithoutIt() {
        try (Optimizer optimizer = Sgd.standard().learningRate(1).build(model.justWeight())) {
            optimizer.groups().get(0).hyper().momentum(0.9);
            TestModel.gradient(model.weight, 1, 1, 1);
            optimizer.step();
            optimizer.step();
        }
        assertThat(model.weight.value().toFloats()).containsExactly(-1, 0, 1);
    }

    @Test
    void gradientOfAStepWithoutMomentumIsInTheNextStepsAverage() {
        for (Sgd.Look look : Sgd.Look.values()) {
            TestModel one = new TestModel(0f);
            Sgd settings = new Sgd(1, 0.5, 0, 0, look, Decay.DECOUPLED);
            double[] momenta = {0, 0.5, 0, 0.5};
            double average = 0;
            double expected = 0;
            try (Optimizer optimizer = settings.build(one.justWeight())) {
                for (int t = 0; t < momenta.length; t++) {
                    float gradient = t + 1;
                    average = momenta[t] * average + gradient;
                    expected -= look == Sgd.Look.NESTEROV ? gradient + momenta[t] * average : average;
                    optimizer.groups().get(0).hyper().momentum(momenta[t]);
                    TestModel.gradient(one.weight, gradient);
                    optimizer.step();
                    assertThat(one.weight.value().item())
                            .as(look + " step " + t)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void layerwiseRatesMoveParametersThatStartAtZero() {
        for (Larc settings : new Larc[] {Larc.standard(), Larc.lars()}) {
            TestModel zero = new TestModel(0, 0, 0);
            try (Optimizer optimizer = settings.learningRate(0.1).build(zero.justWeight())) {
                TestModel.gradient(zero.weight, 1, 0, -2);
                optimizer.step();
            }
            assertThat(zero.weight.value().toFloats()).containsExactly(-0.1f, 0, 0.2f);
        }
    }

    @Test
    void stateOfMoreGroupsIsRefused() {
        try (Optimizer two = Sgd.standard().build(List.of(model.justWeight(), Map.of("bias", model.bias)));
                Optimizer one = Sgd.standard().build(model.parameters())) {
            OptimizerState state = two.state();
            assertThatThrownBy(() -> one.load(state))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("more parameter groups than the 1 that are here");
        }
    }

    @Test
    void eachGroupHasItsOwnRate() {
        try (Optimizer optimizer = Sgd.standard().build(List.of(model.justWeight(), Map.of("bias", model.bias)))) {
            optimizer.groups().get(0).hyper().learningRate(0);
            optimizer.groups().get(1).hyper().learningRate(1);
            TestModel.gradient(model.weight, 1, 1, 1);
            TestModel.gradient(model.bias, 1, 1, 1);
            optimizer.step();
            optimizer.clearGradients();
        }
        assertThat(model.weight.value().toFloats()).containsExactly(1, 2, 3);
        assertThat(model.bias.value().toFloats()).containsExactly(0, 1, 2);
        assertThat(model.weight.value().grad()).isNull();
    }

    @Test
    void sharedParameterMovesOnceInAGroupAndIsRefusedInTwo() {
        Map<String, Parameter> tied = new LinkedHashMap<>();
        tied.put("encoder", model.weight);
        tied.put("decoder", model.weight);
        try (Optimizer optimizer = Sgd.standard().learningRate(1).build(tied)) {
            TestModel.gradient(model.weight, 1, 1, 1);
            optimizer.step();
            assertThat(optimizer.groups().get(0).parameters()).containsOnlyKeys("encoder");
        }
        assertThat(model.weight.value().toFloats()).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> Sgd.standard().build(List.of(model.justWeight(), tied)))
                .hasMessageContaining("in two places");
    }

    @Test
    void ownStepperWithStateIsAnOptimizer() {
        OptimizerSettings sums = new OptimizerSettings() {
            @Override
            public Hyper hyper() {
                return Hyper.of(0.5);
            }

            @Override
            public List<Stepper> steppers() {
                return List.of(
                        step -> step.gradients(step.state("sum").addInPlace(step.gradients(), 1)),
                        step -> step.parameters()
                                .addInPlace(step.gradients(), -step.hyper().learningRate()));
            }
        };
        try (Optimizer optimizer = sums.build(model.justWeight())) {
            TestModel.gradient(model.weight, 1, 0, 0);
            optimizer.step();
            optimizer.step();
        }
        assertThat(model.weight.value().toFloats()).containsExactly(-0.5f, 2, 3);
    }

    @Test
    void wrongNumbersAreNamed() {
        assertThatThrownBy(() -> Adam.standard().momentum(1)).hasMessageContaining("below 1, but was 1.0");
        assertThatThrownBy(() -> Sgd.standard().learningRate(-1)).hasMessageContaining("learning rate");
        assertThatThrownBy(() -> Sgd.standard().nesterov(0)).hasMessageContaining("Nesterov");
        assertThatThrownBy(() -> Sgd.standard().dampening(2)).hasMessageContaining("dampening");
        assertThatThrownBy(() -> Sgd.standard().nesterov(0.9).dampening(0.1)).hasMessageContaining("no dampening");
        assertThatThrownBy(() -> Adagrad.standard().rateDecay(-1)).hasMessageContaining("-1.0 and 0.0");
        assertThatThrownBy(() -> NAdam.standard().warming(-1)).hasMessageContaining("warming");
        assertThatThrownBy(() -> Lion.standard().memory(1)).hasMessageContaining("memory");
        assertThatThrownBy(() -> Lookahead.ranger().interval(0)).hasMessageContaining("interval");
        assertThatThrownBy(() -> Larc.lars().trust(0)).hasMessageContaining("trust");
        assertThatThrownBy(() -> QhAdam.standard().shares(0.7, 2)).hasMessageContaining("0.7 and 2.0");
        assertThatThrownBy(() -> Lookahead.ranger().share(0)).hasMessageContaining("share");
        assertThatThrownBy(() -> Sgd.standard().build(List.of())).hasMessageContaining("at least one");
    }

    @ParameterizedTest
    @MethodSource("alsoJoint")
    @Tag("leak")
    void liveObjectsStayTheSameOverManySteps(OptimizerSettings settings) {
        try (Scope outer = Scope.open();
                Optimizer optimizer = settings.build(model.parameters())) {
            run(optimizer, model, 0, 3);
            long before = Engine.liveObjects();
            run(optimizer, model, 3, 203);
            // Fewer are no leak: the collector may free what other tests have left.
            assertThat(Engine.liveObjects()).isLessThanOrEqualTo(before);
            optimizer.clearState();
            assertThat(Engine.liveObjects()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void clippingByNormScalesAllGradientsTogether() {
        TestModel.gradient(model.weight, 3, 0, 0);
        TestModel.gradient(model.bias, 0, 4, 0);
        List<Parameter> parameters = List.copyOf(model.parameters().values());
        assertThat(GradientClipping.byNorm(parameters, 10).item()).isEqualTo(5);
        assertThat(grad(model.weight)).containsExactly(3, 0, 0);
        assertThat(GradientClipping.byNorm(parameters, 1).item()).isEqualTo(5);
        assertThat(grad(model.weight)[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(grad(model.bias)[1]).isCloseTo(0.8f, within(1e-6f));
        model.parameters().values().forEach(parameter -> parameter.value().clearGrad());
        assertThat(GradientClipping.byNorm(parameters, 1).item()).isZero();
        assertThatThrownBy(() -> GradientClipping.byNorm(parameters, 0)).hasMessageContaining("positive");
    }

    @Test
    void clippingByValueLimitsEachElement() {
        TestModel.gradient(model.weight, 3, -0.5f, -2);
        GradientClipping.byValue(model.parameters().values(), 1);
        assertThat(grad(model.weight)).containsExactly(1, -0.5f, -1);
    }

    private static Parameter parameter(TestModel model, String name) {
        return Objects.requireNonNull(model.parameters().get(name));
    }

    private static float[] tensor(Optimizer optimizer, String key) {
        return Objects.requireNonNull(optimizer.state().tensors().get(key)).toFloats();
    }

    private static float[] grad(Parameter parameter) {
        return Objects.requireNonNull(parameter.value().grad()).toFloats();
    }

    private static void run(Optimizer optimizer, TestModel model, int from, int to) {
        for (int t = from; t < to; t++) {
            try (Scope scope = Scope.open()) {
                model.waveGradients(t);
                optimizer.step();
                optimizer.clearGradients();
            }
        }
    }
}
