package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerLoadTest {
    private final Layer source = Sequential.of(Linear.of(2, 3), BatchNorm1d.of(3));
    private final Layer target = Sequential.of(Linear.of(2, 3), BatchNorm1d.of(3));

    @Test
    void stateOfOneModelBecomesThatOfAnother() {
        source.initialize(Rng.of(1));
        source.state().forEach((name, tensor) -> tensor.fill(name.length()));
        Map<String, Tensor> doubles = new LinkedHashMap<>();
        source.state().forEach((name, tensor) -> doubles.put(name, tensor.to(DType.FLOAT64)));
        target.load(doubles);
        target.state().forEach((name, tensor) -> {
            assertThat(tensor.toRaw())
                    .as(name)
                    .isEqualTo(source.state().getOrDefault(name, Tensor.of(0)).toRaw());
        });
        assertThat(target.state()).containsKey("1.running_var");
        assertThat(target.parameters().values())
                .noneMatch(Parameter::isPristine)
                .allMatch(Parameter::isTrainable);
    }

    @Test
    void stateThatDoesNotFitChangesNothingAndIsNamed() {
        source.initialize(Rng.of(1));
        Map<String, Tensor> state = new LinkedHashMap<>(source.state());
        state.remove("0.bias");
        state.put("1.weight", Tensor.of(1, 2));
        state.put("2.weight", Tensor.of(1));
        float[] before = target.state().getOrDefault("0.weight", Tensor.of(0)).toFloats();
        assertThatThrownBy(() -> target.load(state))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "The values do not fit the model: 0.bias [3] is missing; 1.weight is [3] in the model but came "
                                + "as [2]; 2.weight [1] is not in the model.");
        assertThat(target.state().getOrDefault("0.weight", Tensor.of(0)).toFloats())
                .containsExactly(before);
    }

    @Test
    void ofManyProblemsTheFirstFiveAreNamed() {
        assertThatThrownBy(() -> target.load(Map.of()))
                .hasMessageContaining("1.running_mean [3] is missing; and 2 more.");
    }
}
