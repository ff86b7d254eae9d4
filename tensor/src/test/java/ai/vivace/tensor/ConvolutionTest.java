package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Convolutions against sums written out, in both orders of memory: channels that do not fill a vector register, which the engine
 * pads, have come out wrong on processors that hide the sizes of their caches.
 */
class ConvolutionTest {
    private static final double TOLERANCE = 1e-3;

    @RepeatedTest(60)
    void convolutionsAndTheirGradientsEqualSumsWrittenOut(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int batch = 1 + random.nextInt(5);
        int inputs = 1 + random.nextInt(40);
        int outputs = 1 + random.nextInt(40);
        int size = 3 + random.nextInt(10);
        int kernel = 1 + 2 * random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        Sums sums = new Sums(batch, inputs, outputs, size, kernel, stride);
        Rng rng = Rng.of(repetition.getCurrentRepetition());
        try (var scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(Shape.of(batch, inputs, size, size), rng.split("input"));
            Tensor weight = Tensor.randomNormal(Shape.of(outputs, inputs, kernel, kernel), rng.split("weight"));
            if (random.nextBoolean()) {
                input = input.channelsLast();
                weight = weight.channelsLast();
            }
            input.requiresGrad(true);
            weight.requiresGrad(true);
            long[] strides = {stride, stride};
            long[] padding = {kernel / 2, kernel / 2};
            Tensor output = Functional.conv2d(input, weight, null, strides, padding, new long[] {1, 1}, 1);
            Tensor factors = Tensor.randomNormal(output.shape(), rng.split("factors"));
            output.mul(factors).sum().backward();

            sums.compute(input.detach().toFloats(), weight.detach().toFloats(), factors.toFloats());
            assertClose(output, sums.output, sums + ": output");
            assertClose(Objects.requireNonNull(input.grad()), sums.inputGradient, sums + ": gradient of the input");
            assertClose(Objects.requireNonNull(weight.grad()), sums.weightGradient, sums + ": gradient of the weight");
        }
    }

    private static void assertClose(Tensor engine, double[] expected, String what) {
        float[] ours = engine.toFloats();
        assertThat(ours).as(what).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(worst, Math.abs(ours[i] - expected[i]));
        }
        assertThat(worst).as(what).isLessThan(TOLERANCE);
    }

    /** The definition of a convolution with padding kernel / 2, in double precision. */
    private static final class Sums {
        private final int batch;
        private final int inputs;
        private final int outputs;
        private final int size;
        private final int kernel;
        private final int stride;
        private final int outputSize;
        private double[] output = {};
        private double[] inputGradient = {};
        private double[] weightGradient = {};

        Sums(int batch, int inputs, int outputs, int size, int kernel, int stride) {
            this.batch = batch;
            this.inputs = inputs;
            this.outputs = outputs;
            this.size = size;
            this.kernel = kernel;
            this.stride = stride;
            outputSize = (size + 2 * (kernel / 2) - kernel) / stride + 1;
        }

        void compute(float[] input, float[] weight, float[] factors) {
            output = new double[factors.length];
            inputGradient = new double[input.length];
            weightGradient = new double[weight.length];
            for (int place = 0; place < factors.length; place++) {
                int column = place % outputSize;
                int row = place / outputSize % outputSize;
                int to = place / (outputSize * outputSize) % outputs;
                int item = place / (outputSize * outputSize * outputs);
                for (int tap = 0; tap < inputs * kernel * kernel; tap++) {
                    int x = column * stride + tap % kernel - kernel / 2;
                    int y = row * stride + tap / kernel % kernel - kernel / 2;
                    if (x < 0 || y < 0 || x >= size || y >= size) {
                        continue;
                    }
                    int from = ((item * inputs + tap / (kernel * kernel)) * size + y) * size + x;
                    int by = to * inputs * kernel * kernel + tap;
                    output[place] += (double) input[from] * weight[by];
                    inputGradient[from] += (double) factors[place] * weight[by];
                    weightGradient[by] += (double) factors[place] * input[from];
                }
            }
        }

        @Override
        public String toString() {
            return batch + " x " + inputs + " -> " + outputs + " channels, " + size + " pixels, kernel " + kernel
                    + ", stride " + stride;
        }
    }
}
