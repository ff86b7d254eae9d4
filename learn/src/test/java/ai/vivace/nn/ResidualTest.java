package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResidualTest {
    private static final Tensor INPUT = Tensor.randomNormal(Shape.of(2, 3), Rng.of(1));

    @Test
    void branchIsAddedToTheInput() {
        Linear branch = Linear.of(3, 3);
        float[] expected = branch.apply(INPUT).add(INPUT).toFloats();
        Residual residual = Residual.of(branch);
        assertThat(residual.apply(INPUT).toFloats()).isEqualTo(expected);
        assertThat(residual.state().keySet()).containsExactly("branch.weight", "branch.bias");
    }

    @Test
    void shortcutBringsTheInputIntoTheBranchsShape() {
        Linear branch = Linear.of(3, 5);
        Linear shortcut = Linear.withoutBias(3, 5);
        float[] expected =
                branch.apply(INPUT).mul(0.5).add(shortcut.apply(INPUT)).toFloats();
        Residual residual = Residual.of(branch, shortcut, BranchScale.scalar(0.5));
        assertThat(residual.apply(INPUT).toFloats()).containsExactly(expected, within(1e-6f));
        assertThat(residual.state().keySet())
                .containsExactly("scale", "branch.weight", "branch.bias", "shortcut.weight");
        assertThatThrownBy(() -> Residual.of(Linear.of(3, 5)).apply(INPUT))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("the branch gives [2, 5] but the shortcut [2, 3]");
    }

    @Test
    void blocksOfScaleZeroStartAsTheirShortcutAndLearn() {
        Residual residual = Residual.of(Linear.of(3, 3), BranchScale.skipInit());
        residual.initialize(Rng.of(1));
        Tensor output = residual.apply(INPUT);
        assertThat(output.toFloats()).isEqualTo(INPUT.toFloats());
        output.sum().backward();
        Tensor gradient =
                Objects.requireNonNull(residual.parameter("scale").value().grad());
        assertThat(gradient.item()).isNotZero();
        assertThat(residual.parameter("scale").role()).isNotEqualTo(Parameter.Role.WEIGHT);
    }

    @Test
    void channelsLieInDimensionOneAndFeaturesInTheLast() {
        Tensor pictures = Tensor.ones(Shape.of(1, 2, 3, 2));
        Residual channels = Residual.of(Identity.of(), BranchScale.channels(2, 1));
        set(channels, 1, 2);
        assertThat(channels.apply(pictures).mean(0, 2, 3).toFloats()).containsExactly(2, 3);
        Residual features = Residual.of(Identity.of(), BranchScale.features(2, 1));
        set(features, 1, 2);
        assertThat(features.apply(pictures).mean(0, 1, 2).toFloats()).containsExactly(2, 3);
        assertThat(Residual.of(Identity.of(), BranchScale.channels(4, 1e-6))
                        .parameter("scale")
                        .value()
                        .toFloats())
                .containsOnly(1e-6f);
    }

    private static void set(Residual residual, float... scales) {
        residual.parameter("scale").assign(Tensor.of(scales));
    }

    @Test
    void scalarBiasIsAddedToEveryElementAndSineIsOfOmegaTimesX() {
        ScalarBias bias = ScalarBias.of();
        assertThat(bias.apply(INPUT).toFloats()).isEqualTo(INPUT.toFloats());
        bias.parameter("bias").initialize(Initializers.constant(2), Rng.of(0));
        assertThat(bias.apply(INPUT).toFloats()).isEqualTo(INPUT.add(2).toFloats());
        assertThat(bias.state()).containsOnlyKeys("bias");
        assertThat(Sine.of().apply(Tensor.of(0.1f)).item()).isCloseTo(Math.sin(3), within(1e-6));
        assertThat(Sine.of(2).apply(Tensor.of(0.1f)).item()).isCloseTo(Math.sin(0.2), within(1e-6));
    }

    @Test
    void whatCannotBeIsAnError() {
        assertThatThrownBy(() -> Sine.of(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> BranchScale.channels(0, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new BranchScale(BranchScale.Kind.SCALAR, 3, 1))
                .hasMessageContaining("one number, but came 3");
        Settings settings = new Settings("Residual", Map.of("scaling", "none", "size", 1, "start", 1.0));
        assertThatThrownBy(() -> Residual.build(settings, Map.of("shortcut", Identity.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs a branch");
        assertThatThrownBy(() -> Residual.build(settings, Map.of("body", Identity.of())))
                .hasMessageContaining("but came \"body\"");
    }
}
