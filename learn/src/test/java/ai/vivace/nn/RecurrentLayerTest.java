package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reference values are PyTorch's, to eight digits. */
class RecurrentLayerTest {
    private static final Offset<Float> CLOSE = within(2e-6f);

    private static Tensor input() {
        return Tensor.of(new float[] {.5f, -1, 1, .25f, -.75f, 2}, Shape.of(1, 3, 2));
    }

    /** Value i of all parameters in order is sin(i + 1) / 2. */
    private static RecurrentLayer filled(RecurrentSettings settings) {
        RecurrentLayer layer = RecurrentLayer.of(settings);
        int next = 0;
        for (Parameter parameter : layer.parameters().values()) {
            float[] values = new float[(int) parameter.shape().elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.5 * Math.sin(++next));
            }
            parameter.assign(Tensor.of(values, parameter.shape()));
        }
        return layer;
    }

    private static void assertStep(Tensor output, int step, float... expected) {
        assertThat(output.select(0, 0).select(0, step).toFloats()).containsExactly(expected, CLOSE);
    }

    @Test
    void plainLayerEqualsTheReference() {
        try (RecurrentLayer layer = filled(RecurrentSettings.rnn(2, 3));
                Scope scope = Scope.open()) {
            RecurrentOutput result = layer.run(input());
            assertStep(result.output(), 0, -0.30343083f, 0.3708904f, -0.05712686f);
            assertStep(result.output(), 2, 0.49771684f, -0.66681886f, 0.04412108f);
            assertThat(result.state().hidden().toFloats())
                    .containsExactly(new float[] {0.49771684f, -0.66681886f, 0.04412108f}, CLOSE);
            assertThat(result.state().cell()).isEmpty();
            assertThat(layer.parameterCount()).isEqualTo(21);
        }
    }

    @Test
    void lstmEqualsTheReference() {
        try (RecurrentLayer layer = filled(RecurrentSettings.lstm(2, 3));
                Scope scope = Scope.open()) {
            RecurrentOutput result = layer.run(input());
            assertStep(result.output(), 0, -0.10447659f, -0.16535658f, -0.07018788f);
            assertStep(result.output(), 2, -0.11445036f, -0.2282412f, -0.17641617f);
            assertThat(result.state().cell().orElseThrow().toFloats())
                    .containsExactly(new float[] {-0.14682442f, -0.34749848f, -0.42682227f}, CLOSE);
            assertThat(layer.parameterCount()).isEqualTo(84);
        }
    }

    @Test
    void gruEqualsTheReference() {
        try (RecurrentLayer layer = filled(RecurrentSettings.gru(2, 3));
                Scope scope = Scope.open()) {
            RecurrentOutput result = layer.run(input());
            assertStep(result.output(), 0, -0.05941066f, 0.10573293f, -0.04837863f);
            assertStep(result.output(), 2, 0.31128037f, -0.17481571f, -0.51519156f);
            assertThat(layer.parameterCount()).isEqualTo(63);
        }
    }

    @Test
    void backwardHalfStartsAtTheEnd() {
        try (RecurrentLayer layer = filled(RecurrentSettings.lstm(2, 3).bidirectional());
                Scope scope = Scope.open()) {
            Tensor output = layer.run(input()).output();
            assertThat(output.select(0, 0).select(0, 0).narrow(0, 3, 3).toFloats())
                    .containsExactly(new float[] {0.05963201f, 0.17565694f, 0.09467583f}, CLOSE);
            assertThat(layer.parameters().keySet())
                    .containsExactly(
                            "weight_ih_l0",
                            "weight_hh_l0",
                            "bias_ih_l0",
                            "bias_hh_l0",
                            "weight_ih_l0_reverse",
                            "weight_hh_l0_reverse",
                            "bias_ih_l0_reverse",
                            "bias_hh_l0_reverse");
        }
    }

    @Test
    void reluLayerIsWhatItsFormulaSays() {
        try (RecurrentLayer layer = filled(RecurrentSettings.reluRnn(2, 3));
                Scope scope = Scope.open()) {
            Tensor weight = layer.parameter("weight_ih_l0").value();
            Tensor first = input().select(1, 0)
                    .matmul(weight.transpose(0, 1))
                    .add(layer.parameter("bias_ih_l0").value())
                    .add(layer.parameter("bias_hh_l0").value())
                    .relu();
            assertThat(layer.run(input()).output().select(1, 0).toFloats()).containsExactly(first.toFloats(), CLOSE);
        }
    }

    @Test
    void projectionNarrowsTheOutputAndNotTheCell() {
        try (RecurrentLayer layer =
                        RecurrentLayer.of(RecurrentSettings.lstm(2, 5).layers(2).projection(3));
                Scope scope = Scope.open()) {
            RecurrentOutput result = layer.run(input());
            assertThat(result.output().shape()).isEqualTo(Shape.of(1, 3, 3));
            assertThat(result.state().hidden().shape()).isEqualTo(Shape.of(2, 1, 3));
            assertThat(result.state().cell().orElseThrow().shape()).isEqualTo(Shape.of(2, 1, 5));
            assertThat(layer.parameter("weight_hr_l1").shape()).isEqualTo(Shape.of(3, 5));
        }
    }

    private static List<RecurrentSettings> kinds() {
        return List.of(
                RecurrentSettings.rnn(2, 3).layers(2).bidirectional(),
                RecurrentSettings.reluRnn(2, 3).bidirectional(),
                RecurrentSettings.gru(2, 3).layers(2).bidirectional(),
                RecurrentSettings.lstm(2, 3).layers(2).bidirectional());
    }

    /** Three texts of 4, 0 and 2 steps, one of them with a hole and one with its padding in front. */
    @ParameterizedTest
    @MethodSource("kinds")
    void maskedSequencesAreAsIfEachStoodAlone(RecurrentSettings settings) {
        try (RecurrentLayer layer = filled(settings);
                Scope scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(Shape.of(3, 5, 2), Rng.of(1));
            Tensor mask = Tensor.of(new long[] {1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1}, Shape.of(3, 5));
            RecurrentState start = layer.zeroState(3).map(state -> state.add(0.25));
            RecurrentOutput all = layer.run(input, start, mask);

            Tensor first = input.narrow(0, 0, 1).indexSelect(1, Tensor.ofLongs(0, 1, 3, 4));
            RecurrentOutput alone = layer.run(first, start.map(state -> state.narrow(1, 0, 1)));
            assertThat(all.output()
                            .narrow(0, 0, 1)
                            .indexSelect(1, Tensor.ofLongs(0, 1, 3, 4))
                            .toFloats())
                    .containsExactly(alone.output().toFloats(), CLOSE);
            assertThat(all.output().select(0, 0).select(0, 2).toFloats()).containsOnly(0);
            assertThat(all.state().hidden().narrow(1, 0, 1).toFloats())
                    .containsExactly(alone.state().hidden().toFloats(), CLOSE);

            assertThat(all.output().select(0, 1).toFloats()).containsOnly(0);
            assertThat(all.state().hidden().select(1, 1).toFloats()).containsOnly(0.25f);

            RecurrentOutput last =
                    layer.run(input.narrow(0, 2, 1).narrow(1, 3, 2), start.map(state -> state.narrow(1, 2, 1)));
            assertThat(all.output().narrow(0, 2, 1).narrow(1, 3, 2).toFloats())
                    .containsExactly(last.output().toFloats(), CLOSE);
            assertThat(all.state().hidden().narrow(1, 2, 1).toFloats())
                    .containsExactly(last.state().hidden().toFloats(), CLOSE);
        }
    }

    @Test
    void gradientsOfMaskedStepsAreZero() {
        try (RecurrentLayer layer = filled(RecurrentSettings.gru(2, 3));
                Scope scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(Shape.of(1, 3, 2), Rng.of(2)).requiresGrad(true);
            Tensor mask = Tensor.of(new long[] {1, 1, 0}, Shape.of(1, 3));
            layer.run(input, layer.zeroState(1), mask).output().sum().backward();
            float[] gradient = Objects.requireNonNull(input.grad()).toFloats();
            assertThat(gradient[4]).isZero();
            assertThat(gradient[5]).isZero();
            assertThat(gradient[0]).isNotZero();
        }
    }

    @Test
    void stateCarriesFromOnePartOfATextToTheNext() {
        try (RecurrentLayer layer = filled(RecurrentSettings.lstm(2, 3).layers(2));
                Scope scope = Scope.open()) {
            Tensor whole = layer.run(input()).output();
            RecurrentOutput first = layer.run(input().narrow(1, 0, 2));
            Tensor second =
                    layer.run(input().narrow(1, 2, 1), first.state().detached()).output();
            assertThat(second.toFloats()).containsExactly(whole.narrow(1, 2, 1).toFloats(), CLOSE);
        }
    }

    @Test
    void dropsBetweenLayersInTrainingOnly() {
        try (RecurrentLayer layer = filled(RecurrentSettings.gru(2, 3).layers(2).dropout(1));
                Scope scope = Scope.open()) {
            float[] training = layer.run(input()).output().toFloats();
            Tensor other = input().mul(2);
            assertThat(layer.run(other).output().toFloats()).isEqualTo(training);
            layer.eval();
            assertThat(layer.run(other).output().toFloats())
                    .isNotEqualTo(layer.run(input()).output().toFloats());
        }
    }

    @Test
    void isBuiltAgainFromItsDescription() {
        RecurrentSettings settings =
                RecurrentSettings.lstm(2, 4).layers(2).bidirectional().dropout(0.5);
        try (RecurrentLayer layer = RecurrentLayer.of(settings);
                RecurrentLayer again = (RecurrentLayer) LayerTree.build(LayerTree.describe(layer))) {
            assertThat(again.recurrence()).isEqualTo(settings);
        }
    }

    @Test
    void wrongSettingsAndInputsAreExplained() {
        assertThatThrownBy(() -> RecurrentSettings.gru(2, 3).projection(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Only an LSTM has a projection");
        assertThatThrownBy(() -> RecurrentSettings.rnn(0, 3)).isInstanceOf(InputException.class);
        try (RecurrentLayer layer = RecurrentLayer.of(RecurrentSettings.gru(2, 3));
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> layer.run(Tensor.zeros(Shape.of(1, 3, 4))))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("takes [N, steps, 2], but came [1, 3, 4]");
            Tensor mask = Tensor.zeros(Shape.of(1, 2));
            assertThatThrownBy(() -> layer.run(input(), layer.zeroState(1), mask))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("for sequences [1, 2, width], but came [1, 3, 2]");
        }
    }
}
