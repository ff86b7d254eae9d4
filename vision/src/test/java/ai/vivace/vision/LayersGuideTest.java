package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Initialization;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Lookahead;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Schedule;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/layers.md. */
class LayersGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/layers.md", LayersGuideTest.class);
    }

    @Test
    void aModelIsBuiltAndInspected() {
        // snippet
        Sequential model = Sequential.of(
                Conv2d.of(1, 8, 3).padding(1).withoutBias().build(),
                BatchNorm2d.of(8),
                Activation.relu(),
                MaxPool2d.of(2),
                Flatten.of(),
                Dropout.of(0.1),
                Linear.of(8 * 4 * 4, 10));
        System.out.println(model.summary(Shape.of(1, 1, 8, 8)));
        // end
        assertThat(model.summary(Shape.of(1, 1, 8, 8)).parameters()).isEqualTo(8 * 9 + 16 + 1290);
        model.close();
    }

    // snippet
    /** Adds what its body computes to the input. */
    static final class Residual extends UnaryLayer {
        private final UnaryLayer body;

        Residual(UnaryLayer body) {
            this.body = child("body", body);
        }

        @Override
        protected Tensor forward(Tensor input) {
            return input.add(body.apply(input));
        }
    }
    // end

    @Test
    void aLayerOfOnesOwnHasNamedState() {
        try (Residual layer = new Residual(Linear.of(3, 3))) {
            layer.initialize(Rng.of(1));
            assertThat(layer.parameters()).containsOnlyKeys("body.weight", "body.bias");
            assertThat(layer.apply(Tensor.ones(Shape.of(2, 3))).shape()).isEqualTo(Shape.of(2, 3));
        }
    }

    @Test
    void aPolicyDrawsAWholeModelAnew() {
        try (UnaryLayer model = Linear.of(3, 3)) {
            // snippet
            System.out.println(Initialization.kaiming(Nonlinearity.RELU).apply(model, Rng.of(42)));
            // end
            assertThat(model.parameter("weight").isPristine()).isFalse();
        }
    }

    @Test
    void settingsAreRecords() {
        // snippet
        Loss smoothed = CrossEntropy.standard().smoothing(0.1);
        OptimizerSettings adam = Adam.pytorch().weightDecay(0.1);
        OptimizerSettings ranger = Lookahead.ranger();
        Policy warmUpThenCosine = () -> Schedule.cosine(1, 0).warmedUp(0.1);
        // end
        assertThat(smoothed.toString()).contains("0.1");
        assertThat(adam.hyper().weightDecay()).isEqualTo(0.1);
        assertThat(ranger.hyper().momentum()).isEqualTo(0.95);
        assertThat(warmUpThenCosine.factor().at(0.1)).isEqualTo(1);
    }
}
