package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MuonTest {
    @Test
    void newtonSchulzEqualsTheVector() {
        Tensor matrix = Tensor.of(new float[] {3, 0, 4, 5}, Shape.of(2, 2));
        assertThat(NewtonSchulz.orthogonal(matrix).toFloats())
                .containsExactly(new float[] {.928897f, -.592130f, .251646f, .758655f}, within(1e-5f));
    }

    @Test
    void newtonSchulzBringsSingularValuesNearOneInAnyShape() {
        for (Shape shape : new Shape[] {Shape.of(4, 12), Shape.of(12, 4), Shape.of(6, 6)}) {
            Tensor matrix = Tensor.randomNormal(shape, Rng.of(5).split(shape.toString()));
            Tensor result = NewtonSchulz.orthogonal(matrix);
            assertThat(result.shape()).isEqualTo(shape);
            Tensor small = shape.size(0) < shape.size(1)
                    ? result.matmul(result.transpose(0, 1))
                    : result.transpose(0, 1).matmul(result);
            // The traces of the Gram matrix and of its square bound the singular values' mean and spread.
            double count = small.size(0);
            assertThat(Math.sqrt(trace(small) / count)).isBetween(0.7, 1.2);
            assertThat(trace(small.matmul(small)) / count).isBetween(0.5, 1.6);
        }
        assertThat(NewtonSchulz.orthogonal(Tensor.zeros(Shape.of(2, 3))).toFloats())
                .containsOnly(0);
    }

    private static double trace(Tensor matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.size(0); i++) {
            trace += matrix.select(0, i).select(0, i).item();
        }
        return trace;
    }

    @Test
    void hiddenMatricesMoveAlongTheOrthogonalMatrixAndTheRestByAdam() {
        TestModel model = new TestModel(Shape.of(2, 2), 1, 1, 1, 1);
        Muon settings = Muon.of(model).rest(Set.of()).weightDecay(0.5).restRate(0.01);
        try (Optimizer optimizer = settings.build(model.parameters())) {
            model.parameters().values().forEach(parameter -> TestModel.gradient(parameter, 3, 0, 4, 5));
            optimizer.step();
        }
        // 0.99 is what decay leaves.
        assertThat(model.weight.value().toFloats())
                .containsExactly(
                        new float[] {
                            .99f - .02f * .928897f,
                            .99f + .02f * .592130f,
                            .99f - .02f * .251646f,
                            .99f - .02f * .758655f
                        },
                        within(1e-6f));
        assertThat(model.bias.value().toFloats()).containsExactly(new float[] {.99f, 1, .99f, .99f}, within(1e-6f));
    }

    @Test
    void secondStepIsNesterovs() {
        TestModel model = new TestModel(Shape.of(2, 2), 0, 0, 0, 0);
        try (Optimizer optimizer = Muon.of(model).rest(Set.of()).learningRate(1).build(model.justWeight())) {
            TestModel.gradient(model.weight, 1, 0, 0, 0);
            optimizer.step();
            Tensor before = model.weight.value().detach().copy();
            TestModel.gradient(model.weight, 0, 0, 0, 1);
            optimizer.step();
            float[] moved = before.sub(model.weight.value().detach()).toFloats();
            float[] expected = NewtonSchulz.orthogonal(
                            Tensor.of(new float[] {.95f * .95f, 0, 0, 1 + .95f}, Shape.of(2, 2)))
                    .toFloats();
            assertThat(moved).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void scalesAreTheFormulas() {
        assertThat(Muon.Scale.ASPECT.of(8, 2)).isEqualTo(2);
        assertThat(Muon.Scale.ASPECT.of(2, 8)).isEqualTo(1);
        assertThat(Muon.Scale.LIKE_ADAM.of(25, 100)).isCloseTo(2, within(1e-12));
    }

    @Test
    void embeddingsHeadBiasesAndNormsAreLeftToAdam() {
        Sequential model =
                Sequential.of(Embedding.of(5, 4), Linear.of(4, 8), Activation.relu(), Linear.of(8, 8), Linear.of(8, 3));
        Muon settings = Muon.of(model);
        assertThat(settings.rest()).containsExactlyInAnyOrder("0", "4.weight");
        model.parameters().forEach((path, parameter) -> assertThat(settings.rule(path, parameter))
                .as(path)
                .isEqualTo(Set.of("1.weight", "3.weight").contains(path) ? "hidden" : ""));
    }

    @Test
    void filterIsARowOfAConvolutionsMatrix() {
        Sequential model = Sequential.of(Conv2d.of(2, 4, 3).build(), Flatten.of(), Linear.of(4, 2));
        try (Optimizer optimizer = Muon.of(model).learningRate(1).build(model.parameters())) {
            var filters = model.parameter("0.weight");
            Tensor before = filters.value().detach().copy();
            Tensor gradient = Tensor.randomNormal(filters.shape(), Rng.of(3));
            filters.value().grad(gradient);
            optimizer.step();
            float[] moved = before.sub(filters.value().detach()).toFloats();
            assertThat(moved)
                    .containsExactly(
                            NewtonSchulz.orthogonal(gradient.reshape(4, 18)).toFloats(), within(1e-5f));
        }
        model.close();
    }

    @Test
    void unknownPathsAndSenselessRatesAreRefused() {
        TestModel model = new TestModel(Shape.of(1, 2), 1, 2);
        assertThatThrownBy(() -> Muon.of(model).rest(Set.of("head")).build(model.parameters()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"head\"");
        assertThatThrownBy(() -> Muon.of(model).learningRate(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> Muon.of(model).restRate(-1)).hasMessageContaining("learning rate");
    }

    @Test
    void likeAdamHasOneRateForBoth() {
        Muon settings = Muon.likeAdam(new TestModel(Shape.of(1, 2), 1, 2), 1e-3, 0.1);
        assertThat(settings.restRate()).isEqualTo(settings.learningRate());
        assertThat(settings.scale()).isEqualTo(Muon.Scale.LIKE_ADAM);
    }
}
