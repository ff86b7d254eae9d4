package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DcganTest {
    @Test
    void papersNetworksHaveTheirParametersAndNames() {
        Dcgan networks = Dcgan.of(3, 64);
        try (Sequential generator = networks.generator();
                Sequential discriminator = networks.discriminator()) {
            assertThat(generator.parameterCount()).isEqualTo(3_576_704);
            assertThat(discriminator.parameterCount()).isEqualTo(2_765_568);
            assertThat(generator.parameters()).containsKeys("main.0.weight", "main.1.bias", "main.12.weight");
            assertThat(discriminator.parameters()).containsKeys("main.0.weight", "main.3.weight", "main.11.weight");
        }
    }

    @Test
    void picturesHaveTheAskedSizeAndValuesOfTanh() {
        Dcgan networks = Dcgan.of(1, 16).features(4).noise(5);
        try (Sequential generator = networks.generator();
                Sequential critic = networks.critic()) {
            Tensor pictures = Autograd.off(() -> generator.apply(Tensor.randomNormal(Shape.of(3, 5), Rng.of(1))));
            assertThat(pictures.shape()).isEqualTo(Shape.of(3, 1, 16, 16));
            assertThat(pictures.abs().max().item()).isLessThanOrEqualTo(1);
            assertThat(critic.apply(pictures).shape()).isEqualTo(Shape.of(3, 1));
        }
        assertThatThrownBy(() -> Dcgan.of(1, 28))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("28 are asked for");
    }

    @Test
    void startsAsInThePaper() {
        try (Sequential generator = Dcgan.of(3, 32).generator()) {
            Dcgan.initialize(generator, Rng.of(3));
            Tensor weight = generator.parameter("main.3.weight").value().detach();
            assertThat(weight.mean().item()).isCloseTo(0, within(2e-4));
            assertThat(Math.sqrt(weight.variance().item())).isCloseTo(0.02, within(2e-4));
            Tensor factors = generator.parameter("main.1.weight").value().detach();
            assertThat(factors.mean().item()).isCloseTo(1, within(5e-3));
            assertThat(Math.sqrt(factors.variance().item())).isCloseTo(0.02, within(4e-3));
            assertThat(generator.parameter("main.1.bias").value().abs().max().item())
                    .isZero();
        }
    }

    @Test
    void fastaisNetworksFitEachOther() {
        BasicGan networks = BasicGan.of(16, 3).features(8).extraLayers(1);
        try (Sequential generator = networks.generator();
                Sequential critic = networks.critic()) {
            Tensor pictures = Autograd.off(() -> generator.apply(Tensor.randomNormal(Shape.of(2, 100), Rng.of(1))));
            assertThat(pictures.shape()).isEqualTo(Shape.of(2, 3, 16, 16));
            assertThat(critic.apply(pictures).shape()).isEqualTo(Shape.of(2, 1));
        }
    }

    @Test
    void generatorsAreBuiltAgainFromTheirDescription() {
        Tensor noise = Tensor.randomNormal(Shape.of(2, 5), Rng.of(1));
        try (Sequential generator = Dcgan.of(1, 8).features(4).noise(5).generator();
                Sequential again = (Sequential) LayerTree.build(LayerTree.describe(generator))) {
            again.load(generator.state());
            assertThat(again.apply(noise).toFloats())
                    .isEqualTo(generator.apply(noise).toFloats());
        }
    }
}
