package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void diracHasOnesAtTheCentreOfTheReferencesPlaces() {
        Tensor square = draw(Kernels.dirac(1), Shape.of(3, 3, 3, 3));
        assertThat(square.sum().item()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(at(square, i, i, 1, 1)).isEqualTo(1);
        }
        Tensor grouped = draw(Kernels.dirac(2), Shape.of(4, 2, 3));
        assertThat(grouped.sum().item()).isEqualTo(4);
        List.of(new int[] {0, 0, 1}, new int[] {1, 1, 1}, new int[] {2, 0, 1}, new int[] {3, 1, 1})
                .forEach(place -> assertThat(at(grouped, place)).isEqualTo(1));
        assertThat(draw(Kernels.dirac(1), Shape.of(5, 2, 3)).sum().item()).isEqualTo(2);
    }

    @Test
    void diracIsTheIdentityOfAConvolution() {
        Tensor weight = draw(Kernels.dirac(2), Shape.of(4, 2, 3, 3));
        Tensor input = Tensor.randomNormal(Shape.of(2, 4, 5, 5), Rng.of(1));
        long[] ones = {1, 1};
        assertThat(Functional.conv2d(input, weight, null, ones, ones, ones, 2).toFloats())
                .containsExactly(input.toFloats(), within(1e-6f));
    }

    @Test
    void partialDiracLeavesTheOtherOutputsToTheirRule() {
        Tensor weight = draw(Kernels.partialDirac(Initializers.constant(7)), Shape.of(5, 2, 3, 3));
        assertThat(weight.narrow(0, 0, 2).toFloats())
                .isEqualTo(draw(Kernels.dirac(1), Shape.of(2, 2, 3, 3)).toFloats());
        assertThat(weight.narrow(0, 2, 3).toFloats()).containsOnly(7);
    }

    @Test
    void deltaOrthogonalIsAnIsometryOfChannelsAtTheCentre() {
        Tensor weight = draw(Kernels.deltaOrthogonal(2), Shape.of(6, 4, 3, 3)).to(DType.FLOAT64);
        Tensor centre = weight.select(3, 1).select(2, 1);
        assertThat(weight.square().sum().item()).isCloseTo(centre.square().sum().item(), within(1e-12));
        double[] product = centre.transpose(0, 1).matmul(centre).toDoubles();
        for (int i = 0; i < 16; i++) {
            assertThat(product[i]).isCloseTo(i % 5 == 0 ? 4 : 0, within(1e-6));
        }
        assertThatThrownBy(() -> draw(Kernels.deltaOrthogonal(1), Shape.of(3, 4, 3, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least as many outputs as inputs");
    }

    @Test
    void shuffledPixelsStartConstantOnBlocks() {
        long factor = 2;
        Initializer rule = Kernels.pixelShuffle(Initializers.normal(0, 1), factor);
        Tensor weight = draw(rule, Shape.of(3 * factor * factor, 2, 3, 3));
        long[] ones = {1, 1};
        Tensor input = Tensor.randomNormal(Shape.of(1, 2, 4, 4), Rng.of(1));
        // A shuffle puts outputs 4c to 4c + 3 on the four pixels of a block.
        Tensor output = Functional.conv2d(input, weight, null, ones, ones, ones, 1);
        Tensor blocks = output.reshape(3, factor * factor, 4, 4);
        assertThat(blocks.max(1).sub(blocks.min(1)).max().item()).isLessThan(1e-5);
        assertThat(weight.select(0, 5).toFloats())
                .isEqualTo(weight.select(0, 7).toFloats())
                .isNotEqualTo(weight.select(0, 8).toFloats());
        assertThatThrownBy(() -> draw(rule, Shape.of(6, 2, 3, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("multiple of 4 outputs");
    }

    @Test
    void whiteningMakesPatchesUncorrelatedOfVarianceOneAndPairsThemWithNegatives() {
        Tensor noise = Tensor.randomNormal(Shape.of(40, 3, 12, 12), Rng.of(2));
        Tensor correlated =
                noise.add(noise.mean(1).unsqueeze(1)).add(noise.flip(3)).add(0.5);
        Tensor weight = draw(Kernels.whitening(correlated, 0), Shape.of(24, 3, 2, 2));
        long[] ones = {1, 1};
        Tensor output = Functional.conv2d(correlated, weight, null, ones, new long[] {0, 0}, ones, 1);
        Tensor rows = output.permute(1, 0, 2, 3).reshape(24, -1).to(DType.FLOAT64);
        Tensor centred = rows.sub(rows.mean(1).unsqueeze(1));
        Tensor covariance = centred.matmul(centred.transpose(0, 1)).div((double) centred.size(1));
        double[] numbers = covariance.narrow(0, 0, 12).toDoubles();
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 24; column++) {
                double expected = row == column ? 1 : row + 12 == column ? -1 : 0;
                assertThat(numbers[row * 24 + column]).as(row + ", " + column).isCloseTo(expected, within(1e-4));
            }
        }
        assertThat(weight.narrow(0, 12, 12).toFloats())
                .isEqualTo(weight.narrow(0, 0, 12).neg().toFloats());
        double[] lengths = weight.narrow(0, 0, 12).square().sum(1, 2, 3).toDoubles();
        assertThat(lengths).as("largest variance, hence shortest filter, first").isSorted();
    }

    @Test
    void whiteningStaysFiniteOnFlatPatchesAndNamesWhatDoesNotFit() {
        Tensor flat = Tensor.ones(Shape.of(4, 1, 6, 6));
        assertThat(draw(Kernels.whitening(flat, 5e-4), Shape.of(8, 1, 2, 2)).allFinite())
                .isTrue();
        assertThatThrownBy(() -> draw(Kernels.whitening(flat, 5e-4), Shape.of(10, 1, 2, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("even number of outputs up to 8");
        assertThatThrownBy(() -> draw(Kernels.whitening(flat, 5e-4), Shape.of(8, 3, 2, 2)))
                .hasMessageContaining("does not fit pictures of shape [4, 1, 6, 6]");
        assertThatThrownBy(() -> Kernels.whitening(Tensor.ones(Shape.of(4, 6, 6)), 0))
                .isInstanceOf(InputException.class);
    }

    @Test
    void matricesAreNoKernels() {
        assertThatThrownBy(() -> draw(Kernels.dirac(1), Shape.of(3, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("kernel…], but came [3, 3]");
        assertThatThrownBy(() -> draw(Kernels.dirac(2), Shape.of(3, 3, 1))).hasMessageContaining("divide the outputs");
    }

    private static Tensor draw(Initializer rule, Shape shape) {
        Tensor tensor = Tensor.full(shape, 9);
        rule.initialize(tensor, Rng.of(5));
        return tensor;
    }

    private static double at(Tensor tensor, int... place) {
        long flat = IntStream.range(0, place.length).reduce(0, (sum, i) -> sum * (int) tensor.size(i) + place[i]);
        return tensor.reshape(-1).select(0, flat).item();
    }

    @Test
    void whatIsAddedToVariancesKeepsWeakDirectionsWeak() {
        Tensor noise = Tensor.randomNormal(Shape.of(200, 2, 6, 6), Rng.of(2));
        // Channels of variances 1 and 0.01.
        Tensor pictures = noise.mul(Tensor.of(new float[] {1, 0.1f}, Shape.of(1, 2, 1, 1)));
        Tensor weight = draw(Kernels.whitening(pictures, 0.01), Shape.of(4, 2, 1, 1));
        long[] ones = {1, 1};
        Tensor output = Functional.conv2d(pictures, weight, null, ones, new long[] {0, 0}, ones, 1);
        double[] variances =
                output.permute(1, 0, 2, 3).reshape(4, -1).variance(1).toDoubles();
        assertThat(variances[0]).isCloseTo(1 / 1.01, within(0.01));
        assertThat(variances[1]).isCloseTo(0.5, within(0.02));
    }
}
