package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShakingTest {
    private static final int ITEMS = 20_000;

    /** 3·x and x, so that x + α·3x + (1 - α)·x shows α. */
    private static ShakeShake shake() {
        ShakeShake layer = ShakeShake.of(Linear.withoutBias(1, 1), Linear.withoutBias(1, 1));
        layer.parameter("branch1.weight").value().detach().fill(3);
        layer.parameter("branch2.weight").value().detach().fill(1);
        return layer;
    }

    @Test
    void sharesAreUniformInTrainingAndAHalfInUse() {
        ShakeShake layer = shake();
        Tensor ones = Tensor.ones(Shape.of(ITEMS, 1));
        Engine.seed(Rng.of(1));
        Tensor shares = layer.apply(ones).sub(2).div(2).detach();
        assertThat(shares.mean().item()).isCloseTo(0.5, within(0.01));
        assertThat(shares.variance().item()).isCloseTo(1 / 12.0, within(0.002));
        assertThat(shares.min().item()).isGreaterThanOrEqualTo(-1e-6);
        assertThat(shares.max().item()).isLessThanOrEqualTo(1 + 1e-6);
        layer.eval();
        assertThat(layer.apply(ones).detach().max().item()).isEqualTo(3);
        assertThat(layer.apply(ones).detach().min().item()).isEqualTo(3);
    }

    @Test
    void gradientsFlowByAnotherDrawThanValues() {
        ShakeShake layer = shake();
        Tensor input = Tensor.ones(Shape.of(ITEMS, 1)).requiresGrad(true);
        Engine.seed(Rng.of(2));
        Tensor output = layer.apply(input);
        output.sum().backward();
        Tensor forward = output.detach().sub(2).div(2);
        Tensor backward = Objects.requireNonNull(input.grad()).sub(2).div(2);
        assertThat(backward.mean().item()).isCloseTo(0.5, within(0.01));
        assertThat(backward.variance().item()).isCloseTo(1 / 12.0, within(0.002));
        double together = forward.sub(0.5).mul(backward.sub(0.5)).mean().item();
        assertThat(together).as("covariance").isCloseTo(0, within(0.002));
    }

    @Test
    void itemsHaveOneShareForAllTheirPlaces() {
        Sequential three = Sequential.of(Conv2d.of(2, 2, 1).withoutBias().build());
        ShakeShake layer = ShakeShake.of(three, Identity.of());
        layer.initialize(Rng.of(3));
        Tensor input = Tensor.randomNormal(Shape.of(4, 2, 3, 3), Rng.of(4));
        Engine.seed(Rng.of(5));
        Tensor output = layer.apply(input).detach();
        Tensor shares = output.sub(input.mul(2)).div(three.apply(input).detach().sub(input));
        Tensor each = shares.flatten(1, -1);
        double spread = each.max(1).sub(each.min(1)).max().item();
        assertThat(spread).isLessThan(1e-2);
        assertThat(each.select(1, 0).variance().item()).isGreaterThan(1e-3);
    }

    @Test
    void shortcutsAndBranchesMustFit() {
        ShakeShake narrow = ShakeShake.of(Linear.of(2, 3), Linear.of(2, 3));
        assertThatThrownBy(() -> narrow.apply(Tensor.zeros(Shape.of(4, 2))))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("[4, 3] and [4, 3], and the shortcut [4, 2]");
        ShakeShake wide = ShakeShake.of(Linear.of(2, 3), Linear.of(2, 3), Linear.of(2, 3));
        assertThat(wide.apply(Tensor.zeros(Shape.of(4, 2))).shape()).isEqualTo(Shape.of(4, 3));
        assertThatThrownBy(() -> LayerTree.build(new LayerTree.Description(
                        "ShakeShake",
                        Map.of(),
                        Map.of("branch1", new LayerTree.Description("Identity", Map.of(), Map.of())))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs branch1 and branch2");
    }

    @Test
    void shakeDropKeepsItsExpectedValue() {
        ShakeDrop layer = ShakeDrop.of(0.4);
        Tensor input = Tensor.ones(Shape.of(ITEMS, 2)).requiresGrad(true);
        Engine.seed(Rng.of(6));
        Tensor output = layer.apply(input);
        output.sum().backward();
        Tensor forward = output.detach();
        Tensor backward = Objects.requireNonNull(input.grad());
        assertThat(forward.select(1, 0).toFloats())
                .as("one draw for each item")
                .isEqualTo(forward.select(1, 1).toFloats());
        // b + α - bα: 1 at 0.6, else uniform within ±1; gradients 1 at 0.6, else uniform from 0 to 1.
        assertThat(forward.mean().item()).isCloseTo(0.6, within(0.01));
        assertThat(forward.square().mean().item()).isCloseTo(0.6 + 0.4 / 3, within(0.01));
        assertThat(backward.mean().item()).isCloseTo(0.6 + 0.4 / 2, within(0.01));
        Tensor kept = forward.eq(1);
        assertThat(kept.sum().item() / kept.elements()).isCloseTo(0.6, within(0.01));
        assertThat(backward.maskedFill(kept.not(), 1).toFloats()).containsOnly(1);
        assertThat(backward.min().item()).isGreaterThanOrEqualTo(0);
        layer.eval();
        assertThat(layer.apply(input).detach().toFloats()).containsOnly(0.6f);
    }

    @Test
    void shakeDropAtZeroIsTheIdentityAndItsProbabilityIsChecked() {
        Tensor input = Tensor.ones(Shape.of(3));
        assertThat(ShakeDrop.of(0).apply(input)).isSameAs(input);
        assertThatThrownBy(() -> ShakeDrop.of(1.1)).isInstanceOf(InputException.class);
    }

    @Test
    void cappedLogitsStayBelowTheCap() {
        Tensor logits = Tensor.of(-1000, -1, 0, 0.5f, 1000);
        assertThat(SoftCap.of(30).apply(logits).toDoubles())
                .containsExactly(
                        new double[] {-30, 30 * Math.tanh(-1 / 30.0), 0, 30 * Math.tanh(0.5 / 30), 30}, within(1e-5));
        assertThatThrownBy(() -> SoftCap.of(0)).isInstanceOf(InputException.class);
    }
}
