package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Adam;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.explain.Neighbours;
import ai.vivace.vision.explain.PictureSheets;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.AuxiliaryHead;
import ai.vivace.vision.model.ChannelStatistics;
import ai.vivace.vision.model.CifarBlock;
import ai.vivace.vision.model.CifarResNets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VisionLearnerTest {
    private static final Architecture RESNET8 = Architecture.of(
                    "resnet8",
                    "test",
                    "the smallest ResNet for CIFAR",
                    (picture, outputs) -> CifarResNets.basic(picture.size(0), outputs, 8, CifarBlock.Shortcut.PADDED))
            .statistics(new ChannelStatistics(List.of(0.3), List.of(0.4)))
            .cut("avgpool")
            .groups("layer3");

    private final TrainingData data = TrainingData.of(
                    Pictures.digits().source(), Pictures.digits().split(0.2, 42))
            .batchSize(64)
            .seed(42)
            .build();

    @Test
    void trainedBodiesLearnTheRestInAnEpochAndTellWhy() {
        try (Learner whole = VisionLearner.of(data, RESNET8).seed(1).build()) {
            whole.fitOneCycle(2, 1e-2);
            Map<String, Tensor> weights = whole.model().state();
            try (Learner learner = VisionLearner.of(data, RESNET8, weights)
                    .metrics(Metrics.accuracy())
                    .build()) {
                assertThat(learner.groups().stream().map(ParameterGroup::name))
                        .containsExactly("body.conv1", "body.layer3", "head");
                assertThat(learner.data().preprocessing().mean()).containsExactly(0.3);
                assertThat(learner.data().preprocessing().deviation()).containsExactly(0.4);
                assertThat(learner.data().training().preprocessing())
                        .isEqualTo(learner.data().preprocessing());
                learner.fineTune(1, 5e-3);
                assertThat(value(learner.model().state(), "body.bn1.running_mean"))
                        .isEqualTo(value(weights, "bn1.running_mean"));
                assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.9);
                explain(learner);
            }
        }
    }

    private static float[] value(Map<String, Tensor> state, String name) {
        return Objects.requireNonNull(state.get(name)).toFloats();
    }

    private static void explain(Learner learner) {
        DataSet held = learner.data().validation().dataSet();
        Array first = held.item(0).input();
        assertThat(PictureSheets.explained(learner, first, "body", 3, "it is taken for a 3")
                        .svg())
                .contains("Grad-CAM", "integrated gradients");
        assertThat(PictureSheets.topLosses(learner.interpret(), held, 16, 4).svg())
                .contains("loss");
        Neighbours neighbours = Neighbours.of(learner, learner.data().validation(), "body");
        assertThat(neighbours.nearest(0, 3)).hasSize(3);
        assertThat(PictureSheets.neighbours(neighbours, held, 16, 0, 3).svg()).contains("cosine");
    }

    @Test
    void weightsOfAnotherArchitectureAndNoneAreRefused() {
        assertThatThrownBy(() -> VisionLearner.of(data, RESNET8, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("learn from nothing");
        Map<String, Tensor> other = Map.of("features.0.weight", Tensor.zeros(Shape.of(1)));
        assertThatThrownBy(() -> VisionLearner.of(data, RESNET8, other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("layer1.0.conv1.weight");
    }

    private static Sequential withAuxiliaryHead() {
        return Sequential.of(
                Conv2d.of(1, 2, 3).padding(1).build(), AuxiliaryHead.of(2, 10), Flatten.of(), Linear.of(128, 10));
    }

    @Test
    void classifiersInTheMiddleLearnByTheAuxiliaryLossOnly() {
        assertThat(movedByAnEpoch(AuxiliaryLoss.standard())).isTrue();
        assertThat(movedByAnEpoch(AuxiliaryLoss.of(0))).isFalse();
        assertThatThrownBy(() -> {
                    try (Learner learner = Learner.of(few(), CifarResNets.basic(1, 10, 8, CifarBlock.Shortcut.NONE))
                            .callbacks(AuxiliaryLoss.standard())
                            .build()) {
                        learner.fit(1);
                    }
                })
                .isInstanceOf(InputException.class)
                .hasMessageContaining("googlenet_aux");
    }

    private static TrainingData few() {
        return TrainingData.of(Pictures.digits().source(), Pictures.digits().split(0.9, 42))
                .build();
    }

    /** Without decay, a weight of 0 leaves parameters where they are. */
    private boolean movedByAnEpoch(AuxiliaryLoss auxiliary) {
        Sequential network = withAuxiliaryHead();
        try (Learner learner = Learner.of(few(), network)
                .optimizer(Adam.standard().weightDecay(0))
                .callbacks(auxiliary)
                .build()) {
            float[] before = network.parameter("1.fc2.weight").value().toFloats();
            learner.fit(1);
            return !Arrays.equals(
                    before, network.parameter("1.fc2.weight").value().toFloats());
        }
    }
}
