package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Initializers;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.GradientClip;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BranchScale;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Initialization;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Residual;
import ai.vivace.nn.ScalarBias;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architectures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a deep net learns at all is decided before its first step. */
class InitializationTest {
    private static final int WIDTH = 64;
    private static final int DEPTH = 50;

    private final TrainingData data = TrainingData.of(
                    Pictures.digits().source(), Pictures.digits().split(0.2, 42))
            .batchSize(64)
            .seed(42)
            .build();

    @Test
    void recommendedResnetsHaveFanOutZeroedClosingNormsAndASmallHead() {
        UnaryLayer resnet = Architectures.of("resnet18").build(Shape.of(3, 224, 224), 10);
        Map<String, Initialization.Row> rows = new LinkedHashMap<>();
        Initialization.recommended().apply(resnet, Rng.of(1)).rows().forEach(row -> rows.put(row.path(), row));
        for (String path : List.of("conv1.weight", "layer1.0.conv1.weight", "layer2.0.downsample.0.weight")) {
            assertThat(row(rows, path).scheme()).as(path).isEqualTo("Kaiming normal by fan out");
        }
        assertThat(row(rows, "layer3.1.conv2.weight").deviation()).isCloseTo(Math.sqrt(2.0 / (256 * 9)), within(1e-3));
        assertThat(row(rows, "layer3.1.bn2.weight").scheme()).isEqualTo("zeros");
        assertThat(row(rows, "layer3.1.bn1.weight").scheme()).isEqualTo("the layer's default");
        assertThat(row(rows, "layer2.0.downsample.1.weight").scheme()).isEqualTo("the layer's default");
        assertThat(row(rows, "fc.weight").scheme()).isEqualTo("N(0, 0.01)");
        resnet.close();
    }

    private static Initialization.Row row(Map<String, Initialization.Row> rows, String path) {
        return Objects.requireNonNull(rows.get(path), path);
    }

    /** Linear layers with ReLU between them. */
    private static Sequential plain(int depth) {
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of()));
        for (int i = 0; i < depth - 1; i++) {
            layers.add(Linear.of(WIDTH, WIDTH));
            layers.add(Activation.relu());
        }
        layers.add(Linear.of(WIDTH, 10));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /** As many linear layers, in residual blocks with Fixup's scalars. */
    private static Sequential residual() {
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of(), Linear.of(WIDTH, WIDTH), Activation.relu()));
        for (int i = 0; i < (DEPTH - 2) / 2; i++) {
            layers.add(Residual.of(
                    Sequential.of(
                            ScalarBias.of(),
                            Linear.of(WIDTH, WIDTH),
                            ScalarBias.of(),
                            Activation.relu(),
                            ScalarBias.of(),
                            Linear.of(WIDTH, WIDTH)),
                    BranchScale.scalar(1)));
            layers.add(Activation.relu());
        }
        layers.add(Linear.of(WIDTH, 10));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private Tensor batch() {
        try (BatchStream batches = data.training().epoch(0)) {
            return Objects.requireNonNull(batches.next()).input();
        }
    }

    private record Outcome(double loss, double accuracy) {}

    private Outcome train(Sequential model, int epochs, double rate, Callback... callbacks) {
        try (Learner learner = Learner.of(data, model)
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .build()) {
            learner.fitOneCycle(epochs, rate);
            Evaluation evaluation = learner.validate();
            return new Outcome(evaluation.loss(), evaluation.metric("accuracy").orElseThrow());
        }
    }

    @Test
    void twentyLayersLearnByKaimingAndStayAtAGuessWithSmallWeights() {
        Sequential kaiming = plain(20);
        Initialization.kaiming().apply(kaiming, Rng.of(1));
        assertThat(train(kaiming, 5, 3e-3).accuracy()).isGreaterThan(0.9);
        Sequential small = plain(20);
        Initialization.weights("N(0, 0.01)", Initializers.normal(0, 0.01)).apply(small, Rng.of(1));
        assertThat(train(small, 2, 3e-3).loss()).isCloseTo(Math.log(10), within(0.01));
    }

    @Test
    @Tag("slow")
    void fiftyLayersWithoutNormsLearnByLsuv() {
        Sequential model = plain(DEPTH);
        Initialization.recommended(batch()).apply(model, Rng.of(1));
        assertThat(train(model, 40, 2e-3, GradientClip.byNorm(1)).accuracy()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    @Tag("slow")
    void fiftyLayersWithoutNormsLearnByFixup() {
        Sequential model = residual();
        Initialization.recommended().apply(model, Rng.of(1));
        assertThat(train(model, 8, 3e-3).accuracy()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    @Tag("slow")
    void fiftyLayersWithSmallWeightsStayAtAGuess() {
        Sequential model = plain(DEPTH);
        Initialization.weights("N(0, 0.01)", Initializers.normal(0, 0.01)).apply(model, Rng.of(1));
        assertThat(train(model, 3, 1e-3).loss()).isCloseTo(Math.log(10), within(0.01));
    }
}
