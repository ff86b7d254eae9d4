package ai.vivace.cli.doctor;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/**
 * How far the engine's convolutions are from matrix products that say the same.
 *
 * <p>The two ways share no kernel. Engines have computed wrong convolutions, without an error, on processors that they
 * misjudged; a network trained there only learns badly, and nothing says why.
 *
 * @param worst the largest difference in an output or gradient; rounding gives about 1e-6 of {@link #size}
 * @param size the largest number in the outputs and gradients
 */
record Arithmetic(double worst, double size) {
    private static final int BATCH = 4;
    private static final int PIXELS = 6;
    private static final double TOLERANCE = 1e-4;

    /** Channels in and out: fewer than a vector register holds, just as many, and more. */
    private static final List<int[]> CHANNELS = List.of(new int[] {1, 2}, new int[] {3, 16}, new int[] {20, 12});

    /** Computes three small convolutions and their gradients both ways; some milliseconds. */
    static Arithmetic measure() {
        double worst = 0;
        double size = 0;
        for (int[] channels : CHANNELS) {
            for (boolean channelsLast : List.of(false, true)) {
                try (var scope = Scope.open()) {
                    List<Tensor> convolution = byConvolution(channels, channelsLast);
                    List<Tensor> product = byProduct(channels);
                    for (int i = 0; i < product.size(); i++) {
                        Tensor expected = product.get(i);
                        Tensor difference =
                                convolution.get(i).sub(expected).abs().max();
                        worst = Double.isNaN(difference.item()) ? Double.NaN : Math.max(worst, difference.item());
                        size = Math.max(size, expected.abs().max().item());
                    }
                }
            }
        }
        return new Arithmetic(worst, size);
    }

    boolean isRight() {
        return worst <= TOLERANCE * size;
    }

    /** Output, gradient of the input, gradient of the weight. */
    private static List<Tensor> byConvolution(int[] channels, boolean channelsLast) {
        Tensor input = input(channels);
        Tensor weight = weight(channels);
        Tensor leaf = (channelsLast ? input.channelsLast() : input).requiresGrad(true);
        Tensor kernel = (channelsLast ? weight.channelsLast() : weight).requiresGrad(true);
        long[] one = {1, 1};
        return results(Functional.conv2d(leaf, kernel, null, one, one, one, 1), leaf, kernel);
    }

    /** The same as nine products, one for each tap of the kernel over a shifted picture. */
    private static List<Tensor> byProduct(int[] channels) {
        Tensor input = input(channels).requiresGrad(true);
        Tensor weight = weight(channels).requiresGrad(true);
        Tensor rows = Tensor.zeros(Shape.of(BATCH, channels[0], 1, PIXELS));
        Tensor columns = Tensor.zeros(Shape.of(BATCH, channels[0], PIXELS + 2, 1));
        Tensor padded = Tensor.cat(List.of(columns, Tensor.cat(List.of(rows, input, rows), 2), columns), 3);
        Tensor output = Tensor.zeros(Shape.of(BATCH, channels[1], PIXELS * PIXELS));
        for (int tap = 0; tap < 9; tap++) {
            Tensor shifted = padded.narrow(2, tap / 3, PIXELS)
                    .narrow(3, tap % 3, PIXELS)
                    .reshape(BATCH, channels[0], (long) PIXELS * PIXELS);
            output = output.add(weight.select(3, tap % 3).select(2, tap / 3).matmul(shifted));
        }
        return results(output.reshape(BATCH, channels[1], PIXELS, PIXELS), input, weight);
    }

    private static List<Tensor> results(Tensor output, Tensor input, Tensor weight) {
        output.mul(Tensor.randomNormal(output.shape(), Rng.of(3))).sum().backward();
        return List.of(output.detach(), Objects.requireNonNull(input.grad()), Objects.requireNonNull(weight.grad()));
    }

    private static Tensor input(int[] channels) {
        return Tensor.randomNormal(Shape.of(BATCH, channels[0], PIXELS, PIXELS), Rng.of(1));
    }

    private static Tensor weight(int[] channels) {
        return Tensor.randomNormal(Shape.of(channels[1], channels[0], 3, 3), Rng.of(2));
    }
}
