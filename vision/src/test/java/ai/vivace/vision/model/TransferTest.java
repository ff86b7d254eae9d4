package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTest {
    private static final Shape PICTURE = Shape.of(3, 64, 64);

    @ParameterizedTest
    @CsvSource({
        "resnet18, body.layer3.0.conv1.weight",
        "resnet50, body.layer3.0.conv1.weight",
        "xresnet18, body.4.0.convpath.0.0.weight",
        "vgg16_bn, body.features.24.weight",
        "vgg16, body.features.24.weight",
        "vgg11, body.features.11.weight",
        "alexnet, body.features.6.weight",
        "densenet121, body.features.transition2.norm.weight",
        "squeezenet1_1, body.features.6.squeeze.weight"
    })
    void groupsOfTheBodyStartWhereFastaiLetsThem(String label, String second) {
        Transfer transfer = Transfer.of(Architectures.of(label), PICTURE, 2).build();
        try (Scope scope = Scope.open();
                Sequential network = transfer.network()) {
            List<ParameterGroup> groups = transfer.splitter().split(network);
            assertThat(groups).hasSize(3);
            assertThat(groups.get(1).parameters().keySet()).first().isEqualTo(second);
            assertThat(groups.get(2).parameters().keySet())
                    .containsExactly(
                            "head.2.weight",
                            "head.2.bias",
                            "head.4.weight",
                            "head.6.weight",
                            "head.6.bias",
                            "head.8.weight");
        }
    }

    @Test
    void headsAreFastaisByDefault() {
        try (Scope scope = Scope.open();
                Sequential head = Head.standard().build(512, 10)) {
            assertThat(head.parameterCount()).isEqualTo(2048 + 1024 * 512 + 1024 + 512 * 10);
            assertThat(head.children().values().stream().map(Object::toString))
                    .contains("Dropout(probability=0.25)", "Dropout(probability=0.5)");
            head.eval();
            assertThat(head.apply(Tensor.ones(Shape.of(2, 512, 3, 3))).shape()).isEqualTo(Shape.of(2, 10));
        }
        assertThatThrownBy(() -> Head.standard().dropout(1)).isInstanceOf(InputException.class);
    }

    @Test
    void concatPoolGivesTheMaximumBeforeTheAverage() {
        try (Scope scope = Scope.open()) {
            Tensor map = Tensor.of(new float[] {1, 2, 3, 6, -4, 0, 0, 0}, Shape.of(1, 2, 2, 2));
            assertThat(ConcatPool2d.of().apply(map).toFloats()).containsExactly(6, 0, 3, -1);
        }
    }

    @Test
    void onlyTrainedBodiesHaveNormsToKeep() {
        Architecture architecture = Architectures.of("resnet18");
        try (UnaryLayer whole = architecture.build(PICTURE, 7)) {
            whole.initialize(Rng.of(3));
            Transfer.Builder builder = Transfer.of(architecture, PICTURE, 2);
            assertThat(builder.build().norms()).isEqualTo(Transfer.Norms.TRAINED);
            assertThat(builder.weights(whole.state()).build().norms()).isEqualTo(Transfer.Norms.FIXED);
            assertThat(builder.norms(Transfer.Norms.TRAINED).build().norms()).isEqualTo(Transfer.Norms.TRAINED);
        }
    }

    @Test
    void bodiesTakeTheWeightsOfAWholeNetworkWithoutItsHead() {
        Architecture architecture = Architectures.of("resnet18");
        try (Scope scope = Scope.open();
                UnaryLayer whole = architecture.build(PICTURE, 7)) {
            whole.initialize(Rng.of(3));
            try (Sequential network = Transfer.of(architecture, PICTURE, 2)
                    .weights(whole.state())
                    .build()
                    .network()) {
                assertThat(network.state().get("body.layer4.1.conv2.weight")).satisfies(weight -> assertThat(
                                weight.toFloats())
                        .isEqualTo(
                                whole.parameter("layer4.1.conv2.weight").value().toFloats()));
                assertThat(network.parameter("body.conv1.weight").isPristine()).isFalse();
                assertThat(network.parameter("head.8.weight").isPristine()).isTrue();
            }
            Map<String, Tensor> other = Map.of("features.0.weight", Tensor.zeros(Shape.of(64, 3, 11, 11)));
            assertThatThrownBy(() ->
                            Transfer.of(architecture, PICTURE, 2).weights(other).build())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("conv1.weight");
        }
    }

    @Test
    void firstLayersAreAdaptedAsFastaiDoes() {
        try (Scope scope = Scope.open()) {
            Tensor weight = Tensor.of(new float[] {1, 2, 4}, Shape.of(1, 3, 1, 1));
            assertThat(Transfer.adapted(weight, 1).toFloats()).containsExactly(7);
            assertThat(Transfer.adapted(weight, 2).toFloats()).containsExactly(1.5f, 3);
            assertThat(Transfer.adapted(weight, 3)).isSameAs(weight);
            assertThat(Transfer.adapted(weight, 5).toFloats()).containsExactly(1, 2, 4, 0, 0);
        }
    }

    /** A grey picture as one channel gives what it gives as three equal ones. */
    @Test
    void networksForOneChannelSeeWhatThoseForThreeEqualOnesSee() {
        Architecture architecture = Architectures.of("resnet18");
        try (Scope scope = Scope.open();
                Sequential colour = architecture.body(PICTURE)) {
            colour.initialize(Rng.of(5));
            Transfer transfer = Transfer.of(architecture, Shape.of(1, 64, 64), 2)
                    .weights(colour.state())
                    .build();
            try (Sequential network = transfer.network()) {
                assertThat(transfer.statistics().channels()).isEqualTo(1);
                network.eval();
                colour.eval();
                Tensor grey = Tensor.randomNormal(Shape.of(1, 1, 64, 64), Rng.of(1));
                float[] expected = colour.apply(grey.expand(1, 3, 64, 64)).toFloats();
                UnaryLayer body = network.layers().get(0);
                assertThat(body.apply(grey).toFloats()).containsExactly(expected, within(1e-3f));
            }
        }
    }

    @Test
    void whatHasNoBodyIsRefused() {
        assertThatThrownBy(() -> Architectures.of("mlp").body(PICTURE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("mlp");
    }
}
