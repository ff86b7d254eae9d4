package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void foldedModelComputesTheSameWithoutBatchNorms() {
        Sequential model = Sequential.of(
                Conv2d.of(2, 4, 3).padding(1).withoutBias().build(),
                BatchNorm2d.of(4),
                Activation.relu(),
                Sequential.of(Conv2d.of(4, 6, 3).groups(2).build(), BatchNorm2d.of(6, 1e-3, 0.1)),
                BatchNorm2d.of(6),
                AdaptiveAveragePool2d.of(1),
                Flatten.of(),
                Linear.of(6, 5),
                BatchNorm1d.of(5));
        model.initialize(Rng.of(1));
        for (String norm : new String[] {"1", "3.1", "4", "8"}) {
            model.parameter(norm + ".weight")
                    .value()
                    .detach()
                    .fillUniform(-1, 2, Rng.of(2).split(norm));
            model.parameter(norm + ".bias")
                    .value()
                    .detach()
                    .fillUniform(-1, 1, Rng.of(3).split(norm));
        }
        Tensor input =
                Tensor.randomNormal(Shape.of(8, 2, 6, 6), Rng.of(4)).mul(3).add(1);
        for (int i = 0; i < 5; i++) {
            model.apply(input);
        }
        model.eval();
        double[] expected = model.apply(input).toDoubles();

        Sequential folded = Folding.fold(model);
        assertThat(folded.apply(input).toDoubles()).containsExactly(expected, within(1e-4));
        assertThat(folded.isTraining()).isFalse();
        int[] norms = new int[1];
        folded.walk((path, layer) -> norms[0] += layer instanceof BatchNorm ? 1 : 0);
        // The one that follows no convolution stays.
        assertThat(norms[0]).isEqualTo(1);
        assertThat(folded.layers().get(1)).isInstanceOf(Identity.class);
        assertThat(folded.parameter("0.bias").shape()).isEqualTo(Shape.of(4));
        assertThat(model.apply(input).toDoubles()).containsExactly(expected);
    }

    @Test
    void residualBranchesAndShortcutsAreFoldedInside() {
        Sequential model = Sequential.of(
                Residual.of(
                        Sequential.of(Linear.of(3, 4), BatchNorm1d.of(4), Activation.relu(), Linear.of(4, 5)),
                        Sequential.of(Linear.withoutBias(3, 5), BatchNorm1d.of(5)),
                        BranchScale.scalar(0.5)),
                Residual.of(Sequential.of(Linear.of(5, 5), BatchNorm1d.of(5))));
        model.initialize(Rng.of(1));
        Tensor input = Tensor.randomNormal(Shape.of(16, 3), Rng.of(2)).mul(2).add(1);
        for (int i = 0; i < 5; i++) {
            model.apply(input);
        }
        model.parameter("0.scale").value().detach().fill(0.7);
        model.eval();
        double[] expected = model.apply(input).toDoubles();
        Sequential folded = Folding.fold(model);
        assertThat(folded.apply(input).toDoubles()).containsExactly(expected, within(1e-5));
        folded.walk((path, layer) -> assertThat(layer).as(path).isNotInstanceOf(BatchNorm.class));
        folded.walk((path, layer) -> assertThat(layer.isTraining()).as(path).isFalse());
        assertThat(folded.parameters()).containsKey("0.scale").containsKey("0.shortcut.0.bias");
        Sequential rebuilt = (Sequential) LayerTree.build(LayerTree.describe(folded));
        rebuilt.load(folded.state());
        rebuilt.eval();
        assertThat(rebuilt.apply(input).toDoubles())
                .isEqualTo(folded.apply(input).toDoubles());
    }

    @Test
    void convolutionAndNormOfOtherSizesAreRefused() {
        assertThatThrownBy(() -> Folding.fold(Conv2d.of(2, 4, 3).build(), BatchNorm2d.of(3)))
                .hasMessageContaining("batch norm of 3 channels cannot follow");
    }

    @Test
    void copyDoesNotShareMemoryWithTheModel() {
        Sequential model = Sequential.of(Linear.of(2, 2));
        Sequential folded = Folding.fold(model);
        double[] before = folded.parameter("0.weight").value().toDoubles();
        model.parameter("0.weight").value().detach().fill(0);
        assertThat(folded.parameter("0.weight").value().toDoubles()).isEqualTo(before);
    }
}
