package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Folding;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BasicBlockTest {
    @Test
    void foldedResidualNetComputesTheSameWithoutBatchNorms() {
        try (Scope scope = Scope.open()) {
            Sequential model = Sequential.of(BasicBlock.of(3, 8, 1), BasicBlock.of(8, 8, 1), BasicBlock.of(8, 16, 2));
            model.initialize(Rng.of(1));
            model.parameters().forEach((path, parameter) -> {
                if (path.contains("bn") || path.contains("downsample.1")) {
                    parameter.value().detach().fillUniform(0.2, 1.5, Rng.of(2).split(path));
                }
            });
            Tensor input = Tensor.randomNormal(Shape.of(4, 3, 12, 12), Rng.of(3));
            Autograd.off(() -> {
                for (int i = 0; i < 30; i++) {
                    model.apply(input);
                }
            });
            model.eval();
            float[] expected = model.apply(input).detach().toFloats();

            Sequential folded = Folding.fold(model);
            assertThat(folded.apply(input).detach().toFloats()).containsExactly(expected, within(1e-5f));
            folded.walk((path, layer) -> {
                assertThat(layer).as(path).isNotInstanceOf(BatchNorm.class);
                assertThat(layer.isTraining()).as(path).isFalse();
            });
            Sequential rebuilt = (Sequential) LayerTree.build(LayerTree.describe(folded));
            rebuilt.load(folded.state());
            rebuilt.eval();
            assertThat(rebuilt.apply(input).detach().toFloats())
                    .isEqualTo(folded.apply(input).detach().toFloats());
            assertThat(Folding.fold(folded).apply(input).detach().toFloats())
                    .as("folded twice")
                    .isEqualTo(folded.apply(input).detach().toFloats());
            assertThat(model.apply(input).detach().toFloats()).isEqualTo(expected);
        }
    }
}
