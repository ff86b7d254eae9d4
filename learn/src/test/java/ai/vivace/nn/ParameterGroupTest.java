package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.nn.ParameterGroup.Norms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterGroupTest {
    private final Sequential model = model();
    private final List<ParameterGroup> groups =
            Splitter.startingAt("layer2", "fc").split(model);

    /** In the style of a ResNet: a stem, two stages, a head. */
    private static Sequential model() {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("conv1", Conv2d.of(3, 4, 3).withoutBias().build());
        layers.put("bn1", BatchNorm2d.of(4));
        layers.put("relu", Activation.relu());
        layers.put("layer1", Sequential.of(Conv2d.of(4, 4, 3).build(), BatchNorm2d.of(4)));
        layers.put("layer2", Sequential.of(Conv2d.of(4, 4, 3).build(), BatchNorm2d.of(4)));
        layers.put("fc", Linear.of(4, 2));
        return Sequential.of(layers);
    }

    @Test
    void groupsStartAtTheNamedLayersAndHoldEveryParameterOnce() {
        assertThat(groups).extracting(ParameterGroup::name).containsExactly("conv1", "layer2", "fc");
        assertThat(groups).extracting(group -> group.parameters().size()).containsExactly(7, 4, 2);
        List<String> paths = new ArrayList<>();
        groups.forEach(group -> paths.addAll(group.parameters().keySet()));
        assertThat(paths).containsExactlyElementsOf(model.parameters().keySet());
    }

    @Test
    void nestedLayersCanStartAGroup() {
        assertThat(Splitter.startingAt("layer1.1").split(model))
                .extracting(ParameterGroup::name)
                .containsExactly("conv1", "layer1.1");
    }

    @Test
    void firstLayerAsAStartMakesNoEmptyGroup() {
        assertThat(Splitter.startingAt("conv1", "fc").split(model))
                .extracting(ParameterGroup::name)
                .containsExactly("conv1", "fc");
        assertThat(Splitter.whole().split(model)).hasSize(1);
    }

    @Test
    void frozenGroupsStillTrainTheirNorms() {
        ParameterGroup.freezeTo(groups, -1, Norms.TRAINED);
        assertThat(trainable())
                .containsExactly(
                        "bn1.weight",
                        "bn1.bias",
                        "layer1.1.weight",
                        "layer1.1.bias",
                        "layer2.1.weight",
                        "layer2.1.bias",
                        "fc.weight",
                        "fc.bias");
    }

    @Test
    void normsFreezeWhenAsked() {
        ParameterGroup.freezeTo(groups, 1, Norms.FROZEN);
        assertThat(trainable()).hasSize(6).allMatch(path -> path.startsWith("layer2") || path.startsWith("fc"));
    }

    @Test
    void freezingToTheFirstGroupUnfreezesAll() {
        ParameterGroup.freezeTo(groups, 2, Norms.FROZEN);
        ParameterGroup.freezeTo(groups, 0, Norms.FROZEN);
        assertThat(trainable()).hasSize(13);
    }

    @Test
    void wrongStartsAndGroupsAreErrors() {
        assertThatThrownBy(() -> Splitter.startingAt("layr2").split(model))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"layer2\"?");
        assertThatThrownBy(() -> Splitter.startingAt("fc", "layer2").split(model))
                .hasMessageContaining("in the model's order");
        assertThatThrownBy(() -> Splitter.startingAt("relu").split(model))
                .hasMessageContaining("Unknown layer with parameters \"relu\"");
        assertThatThrownBy(() -> ParameterGroup.freezeTo(groups, 3, Norms.TRAINED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from -3 to 2, but came 3");
        assertThatThrownBy(() -> new ParameterGroup("empty", Map.of())).isInstanceOf(InputException.class);
    }

    private List<String> trainable() {
        List<String> paths = new ArrayList<>();
        model.parameters().forEach((path, parameter) -> {
            if (parameter.isTrainable()) {
                paths.add(path);
            }
        });
        return paths;
    }
}
