package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.LinearAlgebra;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rules for the weights of convolutions: [outputs, inputs / groups, kernel…]. */
public final class Kernels {
    private Kernels() {}

    /**
     * Lets each input pass unchanged to an output: 1 at the kernel's centre, 0 elsewhere, as PyTorch's {@code dirac_}. In each group,
     * output i passes input i on, as long as there are both.
     *
     * @param groups into how many parts the channels are divided; divides the outputs
     */
    public static Initializer dirac(long groups) {
        InputException.require(groups > 0, () -> "A convolution's groups must be positive, but came " + groups + ".");
        return Initializers.computed((shape, rng) -> {
            long outputs = kernel(shape).size(0);
            InputException.require(
                    outputs % groups == 0,
                    () -> "The groups must divide the outputs, but came " + groups + " groups and the weight " + shape
                            + ".");
            return ones(shape, groups);
        });
    }

    /**
     * As many outputs as there are inputs pass those on, and the others start by another rule: airbench's (Jordan 2024).
     *
     * @param others the rule of the other outputs' weights
     */
    public static Initializer partialDirac(Initializer others) {
        return Initializers.computed((shape, rng) -> {
            long passing = Math.min(kernel(shape).size(0), shape.size(1));
            Tensor drawn = Tensor.zeros(shape);
            others.initialize(drawn, rng);
            drawn.narrow(0, 0, passing).copyFrom(ones(shape, 1).narrow(0, 0, passing));
            return drawn;
        });
    }

    /**
     * An isometry of the channels at the kernel's centre, 0 elsewhere (Xiao 2018). With tanh, biases of 0 and a gain of 1 or slightly
     * more, plain convolutional nets train at a depth of thousands of layers.
     *
     * @param gain by how much it lengthens
     * @throws InputException when there are fewer outputs than inputs
     */
    public static Initializer deltaOrthogonal(double gain) {
        Initializers.checkedGain(gain);
        return Initializers.computed((shape, rng) -> {
            long outputs = kernel(shape).size(0);
            long inputs = shape.size(1);
            InputException.require(
                    inputs <= outputs,
                    () -> "A delta-orthogonal weight needs at least as many outputs as inputs, but has shape " + shape
                            + ". Use an orthogonal one.");
            Tensor weight = Tensor.zeros(shape);
            Tensor centre = weight;
            for (int i = shape.rank() - 1; i >= 2; i--) {
                centre = centre.select(i, shape.size(i) / 2);
            }
            centre.copyFrom(Initializers.orthonormal(outputs, inputs, rng).mul(gain));
            return weight;
        });
    }

    /**
     * For a convolution before a pixel shuffle: each run of factor² outputs starts alike, so that enlarged pictures start without
     * checkerboards (ICNR, Aitken 2017). The bias must start equal within a run too: at 0.
     *
     * @param rule how one of each run starts
     * @param factor by how much the shuffle enlarges; its square divides the outputs
     */
    public static Initializer pixelShuffle(Initializer rule, long factor) {
        InputException.require(factor > 0, () -> "An enlargement must be positive, but came " + factor + ".");
        long run = factor * factor;
        return Initializers.computed((shape, rng) -> {
            long outputs = kernel(shape).size(0);
            InputException.require(
                    outputs % run == 0,
                    () -> "Enlarging by " + factor + " needs a multiple of " + run
                            + " outputs, but the weight has shape " + shape + ".");
            Tensor drawn = Tensor.zeros(shape.withoutFirst().prepend(outputs / run));
            rule.initialize(drawn, rng);
            long[] from = new long[Math.toIntExact(outputs)];
            Arrays.setAll(from, i -> i / run);
            return drawn.indexSelect(0, Tensor.ofLongs(from));
        });
    }

    /**
     * For a first layer: makes what it gives uncorrelated and of variance 1, on the patches of sample pictures (Page 2018, Jordan
     * 2024). The first half of the outputs are the eigenvectors of the patches' covariance, largest variance first, each divided by
     * √(variance + epsilon); the second half are their negatives, since ReLU would lose one side. The layer is meant to stay frozen.
     *
     * <p>airbench leaves the patches' mean in; we take it out, so that it is the covariance.
     *
     * @param pictures normalised as in training: [N, channels, height, width]; some hundreds are enough
     * @param epsilon what is added to a variance, so that patches of almost no variance are not blown up; 5e-4 in airbench
     * @throws InputException when the weight's outputs are odd or more than twice a patch's numbers, or the pictures do not fit
     */
    public static Initializer whitening(Tensor pictures, double epsilon) {
        InputException.require(
                epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY,
                () -> "What is added to a variance must be 0 or more, but is " + epsilon + ".");
        InputException.require(
                pictures.rank() == 4,
                () -> "Whitening needs pictures [N, channels, height, width], but came " + pictures.shape() + ".");
        return Initializers.computed((shape, rng) -> {
            Shape given = pictures.shape();
            InputException.require(
                    shape.rank() == 4
                            && shape.size(1) == given.size(1)
                            && shape.size(2) <= given.size(2)
                            && shape.size(3) <= given.size(3),
                    () -> "A whitening weight of shape " + shape + " does not fit pictures of shape " + given + ".");
            long numbers = shape.withoutFirst().elements();
            long half = shape.size(0) / 2;
            InputException.require(
                    shape.size(0) % 2 == 0 && half <= numbers,
                    () -> "Whitening patches of " + numbers + " numbers takes an even number of outputs up to "
                            + 2 * numbers + ", but the weight has shape " + shape + ".");
            Tensor patches = patches(pictures.detach(), shape);
            Tensor centred = patches.sub(patches.mean(0));
            LinearAlgebra.Eigen eigen = LinearAlgebra.symmetricEigen(
                    centred.transpose(0, 1).matmul(centred).div((double) centred.size(0)));
            Tensor scaled = eigen.vectors()
                    .div(eigen.values().clamp(0, Double.MAX_VALUE).add(epsilon).sqrt());
            Tensor filters = scaled.transpose(0, 1).flip(0).narrow(0, 0, half);
            return Tensor.cat(List.of(filters, filters.neg()), 0).reshape(shape.toArray());
        });
    }

    /** All patches of the kernel's size as float64 rows: [patches, channels · height · width]. */
    private static Tensor patches(Tensor pictures, Shape kernel) {
        Tensor host = pictures.to(Device.CPU).to(DType.FLOAT64);
        long height = host.size(2) - kernel.size(2) + 1;
        long width = host.size(3) - kernel.size(3) + 1;
        List<Tensor> points = new ArrayList<>();
        for (long y = 0; y < kernel.size(2); y++) {
            for (long x = 0; x < kernel.size(3); x++) {
                points.add(host.narrow(2, y, height).narrow(3, x, width));
            }
        }
        // [points, N, channels, height, width] to [N, height, width, channels, points].
        return Tensor.stack(points, 0)
                .permute(1, 3, 4, 2, 0)
                .reshape(-1, kernel.withoutFirst().elements());
    }

    private static Tensor ones(Shape shape, long groups) {
        float[] values = new float[Math.toIntExact(shape.elements())];
        long outputs = shape.size(0) / groups;
        int block = values.length / Math.toIntExact(shape.size(0) * shape.size(1));
        long centre = 0;
        for (int i = 2; i < shape.rank(); i++) {
            centre = centre * shape.size(i) + shape.size(i) / 2;
        }
        for (long group = 0; group < groups; group++) {
            for (long i = 0; i < Math.min(outputs, shape.size(1)); i++) {
                long kernel = (group * outputs + i) * shape.size(1) + i;
                values[(int) (kernel * block + centre)] = 1;
            }
        }
        return Tensor.of(values, shape);
    }

    private static Shape kernel(Shape shape) {
        InputException.require(
                shape.rank() >= 3 && shape.elements() > 0,
                () -> "A convolution's weight is [outputs, inputs / groups, kernel…], but came " + shape + ".");
        return shape;
    }
}
