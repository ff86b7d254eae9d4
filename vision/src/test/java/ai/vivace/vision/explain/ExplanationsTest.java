package ai.vivace.vision.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.plot.Picture;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final Shape PICTURE = Shape.of(1, 1, 2, 2);

    /** Two maps, the picture and twice the picture; the first answer is their means, 3 times the one less the other. */
    private static Sequential network() {
        Sequential network = Sequential.of(
                Conv2d.of(1, 2, 1).withoutBias().build(),
                Activation.relu(),
                AdaptiveAveragePool2d.of(1),
                Flatten.of(),
                Linear.withoutBias(2, 2));
        network.parameter("0.weight").assign(Tensor.of(new float[] {1, 2}, Shape.of(2, 1, 1, 1)));
        network.parameter("4.weight").assign(Tensor.of(new float[] {3, -1, -3, 1}, Shape.of(2, 2)));
        return network;
    }

    private static Tensor picture() {
        return Tensor.of(new float[] {4, 0, 8, -2}, PICTURE);
    }

    @Test
    void gradCamAddsUpMapsTimesTheirMeanGradients() {
        try (Scope scope = Scope.open();
                Sequential network = network()) {
            network.freeze();
            GradCam cam = GradCam.of(network, "1");
            // Each map's gradient is its factor by 4 places: 3/4 · x - 1/4 · 2x where x is above 0.
            assertThat(cam.relevance(picture(), 0).values()).containsExactly(1, 0, 2, 0);
            assertThat(cam.relevance(picture(), 1).values())
                    .as("what speaks against")
                    .containsOnly(0);
            assertThat(network.isTraining()).isTrue();
            assertThat(network.parameters().values()).noneMatch(Parameter::isTrainable);
        }
    }

    @Test
    void theLastMapsAreThoseBeforeThePooling() {
        try (Scope scope = Scope.open();
                Sequential network = network();
                Sequential flat = Sequential.of(Flatten.of(), Linear.of(4, 2))) {
            assertThat(GradCam.atLastMaps(network, PICTURE.withoutFirst())
                            .relevance(picture(), 0)
                            .values())
                    .containsExactly(1, 0, 2, 0);
            assertThatThrownBy(() -> GradCam.atLastMaps(flat, PICTURE.withoutFirst()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("integrated");
        }
    }

    @Test
    void attributionsAddUpToTheDifferenceOfTheAnswers() {
        try (Scope scope = Scope.open();
                Sequential network = Sequential.of(
                        Conv2d.of(1, 4, 3).padding(1).build(),
                        Activation.relu(),
                        AdaptiveAveragePool2d.of(1),
                        Flatten.of(),
                        Linear.of(4, 3))) {
            network.initialize(Rng.of(4));
            Tensor input = Tensor.randomNormal(Shape.of(1, 1, 5, 5), Rng.of(5));
            Tensor baseline = input.zerosLike();
            Tensor attributions = IntegratedGradients.of(network).steps(500).attributions(input, baseline, 2);
            double difference = network.apply(input).select(1, 2).item()
                    - network.apply(baseline).select(1, 2).item();
            assertThat(attributions.sum().item()).isCloseTo(difference, within(1e-3));
            assertThat(difference).isNotCloseTo(0, within(1e-2));
        }
    }

    @Test
    void explanationsRefuseWhatTheyCannotExplain() {
        try (Scope scope = Scope.open();
                Sequential network = network()) {
            assertThatThrownBy(() -> GradCam.of(network, "9"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Unknown layer \"9\"");
            assertThatThrownBy(() -> GradCam.of(network, "3").relevance(picture(), 0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("before the pooling");
            assertThatThrownBy(() -> GradCam.of(network, "1").relevance(picture(), 2))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no answer 2");
            assertThatThrownBy(() -> IntegratedGradients.of(network).relevance(Tensor.zeros(Shape.of(2, 1, 2, 2)), 0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("One picture");
        }
    }

    /** PyTorch's bilinear interpolation without aligned corners gives these rows. */
    @Test
    void relevanceGrowsAsBilinearInterpolationLetsIt() {
        assertThat(new Relevance(1, 2, new float[] {1, 2}).resized(1, 4).values())
                .containsExactly(1, 1.25f, 1.75f, 2);
        assertThatThrownBy(() -> new Relevance(1, 1, new float[] {-1})).isInstanceOf(InputException.class);
    }

    @Test
    void overlaysShowThePictureWhereNothingCounts() {
        Array.Bytes raw = new Array.Bytes(Shape.of(1, 1, 2), new byte[] {100, 100});
        byte[] plain = {100, 100, 100, 100, 100, 100};
        assertThat(new Relevance(1, 2, new float[] {0, 0}).over(raw, 255))
                .usingRecursiveComparison()
                .isEqualTo(Picture.rgb(2, 1, plain));
        // 0.7 · red D7261E over grey.
        byte[] red = {100, 100, 100, (byte) 181, 57, 51};
        assertThat(new Relevance(1, 2, new float[] {0, 3}).over(raw, 255))
                .usingRecursiveComparison()
                .isEqualTo(Picture.rgb(2, 1, red));
    }
}
