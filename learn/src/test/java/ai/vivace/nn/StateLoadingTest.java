package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StateLoadingTest {
    private static Sequential model(long outputs) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("stem", Linear.of(3, 4));
        layers.put("norm", BatchNorm1d.of(4));
        layers.put("head", Linear.of(4, outputs));
        return Sequential.of(layers);
    }

    private static Map<String, Tensor> state(long outputs) {
        Sequential model = model(outputs);
        model.initialize(Rng.of(7));
        model.apply(Tensor.of(1, 2, 3, 4, 5, 6).reshape(2, 3));
        return new LinkedHashMap<>(model.state());
    }

    @Test
    void loadedModelHasEveryValueOfTheState() {
        Map<String, Tensor> given = state(2);
        Sequential model = model(2);
        model.load(given);
        Map<String, Tensor> loaded = model.state();
        assertThat(loaded.keySet()).containsExactlyElementsOf(given.keySet());
        given.forEach((name, value) -> assertThat(
                        Objects.requireNonNull(loaded.get(name)).toDoubles())
                .as(name)
                .isEqualTo(value.toDoubles()));
        assertThat(Objects.requireNonNull(loaded.get("norm.num_batches_tracked"))
                        .item())
                .isEqualTo(1);
        assertThat(model.parameters().values()).noneMatch(Parameter::isPristine);
    }

    @Test
    void typesAreConverted() {
        Map<String, Tensor> given = state(2);
        given.replaceAll((name, value) -> value.to(DType.FLOAT64));
        Sequential model = model(2);
        model.load(given);
        model.state().forEach((name, value) -> assertThat(value.dtype())
                .isEqualTo(name.endsWith("tracked") ? DType.INT64 : DType.FLOAT32));
    }

    @Test
    void strictLoadingNamesEveryDifferenceAndChangesNothing() {
        Map<String, Tensor> given = state(5);
        given.remove("stem.bias");
        given.put("extra", Tensor.of(1));
        Sequential model = model(2);
        float[] before =
                Objects.requireNonNull(model.state().get("stem.weight")).toFloats();
        assertThatThrownBy(() -> model.load(given))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        The state does not fit the model: 6 of 9 tensors of the model match.
                          missing: stem.bias [4]
                          unexpected: extra [1]
                          shape: head.weight is [2, 4] in the model but came as [5, 4]
                          shape: head.bias is [2] in the model but came as [5]""");
        assertThat(Objects.requireNonNull(model.state().get("stem.weight")).toFloats())
                .isEqualTo(before);
    }

    @Test
    void lenientLoadingTakesWhatFitsAndLeavesTheNewHeadPristine() {
        Map<String, Tensor> given = state(5);
        Sequential model = model(2);
        StateDifference difference = model.loadMatching(given);
        assertThat(difference.mismatched()).containsOnlyKeys("head.weight", "head.bias");
        assertThat(difference.missing()).isEmpty();
        Map<String, Parameter> parameters = model.parameters();
        parameters.forEach(
                (name, parameter) -> assertThat(parameter.isPristine()).as(name).isEqualTo(name.startsWith("head")));
        assertThat(Objects.requireNonNull(parameters.get("stem.weight")).value().toFloats())
                .isEqualTo(Objects.requireNonNull(given.get("stem.weight")).toFloats());
    }

    @Test
    void changeOfPrefixIsFoundInOrder() {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        state(2).forEach((name, value) -> renamed.put("module." + name, value));
        StateDifference difference = model(2).loadMatching(renamed);
        assertThat(difference.renames()).hasSize(9).containsEntry("norm.weight", "module.norm.weight");
        assertThat(difference.toString()).contains("missing: stem.weight [4, 3] (perhaps given as module.stem.weight)");
    }

    @Test
    void singleRenamesAreFoundByShapeAndEnding() {
        Map<String, Tensor> given = state(2);
        Tensor weight = Objects.requireNonNull(given.remove("head.weight"));
        given.put("other", Tensor.zeros(Shape.of(2, 4)));
        given.put("fc.weight", weight);
        assertThat(model(2).loadMatching(given).renames()).containsExactlyEntriesOf(Map.of("head.weight", "fc.weight"));
    }

    @Test
    void longListsAreCutShort() {
        UnaryLayer[] layers = new UnaryLayer[30];
        Arrays.setAll(layers, i -> Linear.withoutBias(1, 1));
        StateDifference difference = Sequential.of(layers).loadMatching(Map.of());
        assertThat(difference.toString().lines().toList())
                .hasSize(22)
                .endsWith("  … and 10 more")
                .startsWith("0 of 30 tensors of the model match.");
        assertThat(difference.isEmpty()).isFalse();
        assertThat(difference.matching()).isEqualTo(List.of());
    }
}
