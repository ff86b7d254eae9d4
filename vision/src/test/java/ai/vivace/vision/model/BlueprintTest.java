package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.vivace.plot.FlowChart.Arc;
import ai.vivace.plot.FlowChart.Box;
import ai.vivace.plot.FlowChart.Column;
import ai.vivace.plot.FlowChart.Row;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.model.Blueprint.Stage;
import ai.vivace.vision.segment.DynamicUnet;
import ai.vivace.vision.segment.UNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlueprintTest {
    @Test
    void stagesOfAResidualNetworkAreFoldedWithTheirShapesAndCosts() {
        Blueprint network = Blueprint.of(Architectures.of("resnet18"));

        assertThat(network.stages())
                .extracting(Stage::name, Stage::kind, Stage::repeats, Stage::output)
                .containsExactly(
                        tuple("conv1", "7x7 convolution, stride 2, batch norm, relu", 1, Shape.of(64, 112, 112)),
                        tuple("maxpool", "maximum of 3x3, stride 2", 1, Shape.of(64, 56, 56)),
                        tuple("layer1", "basic block", 2, Shape.of(64, 56, 56)),
                        tuple("layer2", "basic block", 2, Shape.of(128, 28, 28)),
                        tuple("layer3", "basic block", 2, Shape.of(256, 14, 14)),
                        tuple("layer4", "basic block", 2, Shape.of(512, 7, 7)),
                        tuple("avgpool", "average over the picture, flatten", 1, Shape.of(512)),
                        tuple("fc", "linear", 1, Shape.of(1000)));
        assertThat(network.columns("net").get(0).arcs())
                .containsExactly(new Arc(2, 3, "+"), new Arc(3, 4, "+"), new Arc(4, 5, "+"), new Arc(5, 6, "+"));
    }

    /** No layer is lost and none is counted twice, in any family. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lenet5", "squeezenet1_1", "resnet20", "xresnet18",
                "mobilenet_v3_small", "efficientnet_b0", "deit_tiny", "googlenet"
            })
    void stagesHaveAllParametersAndAllProducts(String name) {
        Blueprint network = Blueprint.of(Architectures.of(name));
        Cost cost = Cost.of(Architectures.of(name));

        assertThat(network.multiplyAdds()).isEqualTo(cost.multiplyAdds());
        assertThat(network.parameters()).isEqualTo(cost.parameters());
        assertThat(network.stages().stream().mapToLong(Stage::multiplyAdds).sum())
                .isEqualTo(cost.multiplyAdds());
        assertThat(network.chart(name).svg()).contains("million products");
    }

    @Test
    void aBlockThatKeepsTheShapeHasABareShortcutAndOneThatChangesItAConvolution() {
        List<Column> columns = Blueprint.of(Architectures.of("resnet18")).columns("net");

        assertThat(columns).hasSize(3);
        assertThat(columns.get(1).arcs()).containsExactly(new Arc(0, 1, "+"));
        assertThat(columns.get(2).arcs()).isEmpty();
        assertThat(columns.get(2).rows()).singleElement().satisfies(row -> {
            assertThat(row.joint()).isEqualTo("+");
            assertThat(headlines(row))
                    .containsExactly(
                            List.of("3x3 convolution, stride 2", "3x3 convolution"),
                            List.of("1x1 convolution, stride 2"));
        });
    }

    @Test
    void convolutionsThatTakeTheSameStandSideBySide() {
        List<Column> columns = Blueprint.of(Architectures.of("googlenet")).columns("net");

        Row inception = columns.get(1).rows().get(0);
        assertThat(inception.joint()).isEqualTo("&");
        assertThat(headlines(inception))
                .containsExactly(
                        List.of("1x1 convolution"),
                        List.of("1x1 convolution", "3x3 convolution"),
                        List.of("1x1 convolution", "3x3 convolution"),
                        List.of("maximum of 3x3", "1x1 convolution"));
    }

    @Test
    void aTransformerBlockHasTwoShortcuts() {
        List<Column> columns = Blueprint.of(Architectures.of("deit_tiny")).columns("net");

        assertThat(columns.get(1).arcs()).containsExactly(new Arc(0, 2, "+"), new Arc(2, 5, "+"));
    }

    @Test
    void aUnetPassesEachMapToItsOwnHeight() {
        Column column = Blueprint.ofZeros(
                        UNet.of(1, 2).padded().width(4).depth(2).build(), Shape.of(1, 16, 16))
                .columns("net")
                .get(0);

        assertThat(column.arcs()).hasSize(2).allMatch(arc -> arc.joint().equals("&"));
        for (Arc arc : column.arcs()) {
            assertThat(result(column, arc.from() - 1)).isEqualTo(result(column, arc.to() - 1));
        }
    }

    @Test
    void mapsOfABodyGoPastTheLayersBelowIt() {
        Shape picture = Shape.of(3, 64, 64);
        Column column = Blueprint.ofZeros(
                        DynamicUnet.of(Architectures.of("resnet18").body(picture), picture, 2)
                                .build(),
                        picture)
                .columns("net")
                .get(0);

        assertThat(column.arcs().stream().filter(arc -> arc.joint().equals("&")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    private static String result(Column column, int row) {
        return column.rows().get(row).lanes().get(0).get(0).results().get(0);
    }

    private static List<List<String>> headlines(Row row) {
        return row.lanes().stream()
                .map(lane -> lane.stream().map(Box::headline).toList())
                .toList();
    }
}
