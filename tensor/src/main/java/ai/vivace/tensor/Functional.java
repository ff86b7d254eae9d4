package ai.vivace.tensor;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The operations of neural networks, as functions. Layers hold the parameters and call these; shapes are PyTorch's: pictures
 * are [batch, channels, height, width], a linear weight is [outputs, inputs].
 */
public final class Functional {
    private static final long NO_REDUCTION = 0;

    private Functional() {}

    /** x·Wᵀ + b over the last dimension. */
    public static Tensor linear(Tensor input, Tensor weight, @Nullable Tensor bias) {
        return Call.of(
                "linear", () -> torch.linear(input.handle(), weight.handle(), Tensor.optional(bias)), input, weight);
    }

    /** x·W + b over the last dimension: {@link #linear} with a weight that lies the other way, [inputs, outputs], as GPT-2's do. */
    public static Tensor affine(Tensor input, Tensor weight, @Nullable Tensor bias) {
        if (bias == null) {
            return input.matmul(weight);
        }
        long[] sizes = input.shape().toArray();
        sizes[sizes.length - 1] = weight.size(1);
        Tensor rows = input.reshape(-1, weight.size(0));
        return Call.of("affine", () -> torch.addmm(bias.handle(), rows.handle(), weight.handle()), rows, weight)
                .reshape(sizes);
    }

    /**
     * Two-dimensional cross-correlation.
     *
     * @param weight [outputs, inputs / groups, kernel height, kernel width]
     * @param stride step of the kernel: height, width; likewise padding (with zeros) and dilation
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor weight,
            @Nullable Tensor bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return Call.of(
                "conv2d",
                () -> torch.conv2d(
                        input.handle(), weight.handle(), Tensor.optional(bias), stride, padding, dilation, groups),
                input,
                weight);
    }

    /**
     * Two-dimensional transposed convolution: what the gradient of {@link #conv2d} by its input computes. The output's height is (H - 1)
     * · stride - 2 · padding + dilation · (kernel - 1) + outputPadding + 1.
     *
     * @param weight [inputs, outputs / groups, kernel height, kernel width]
     * @param stride height, width; likewise padding, outputPadding (rows and columns more at the end) and dilation
     */
    public static Tensor convTranspose2d(
            Tensor input,
            Tensor weight,
            @Nullable Tensor bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return Call.of(
                "convTranspose2d",
                () -> torch.conv_transpose2d(
                        input.handle(),
                        weight.handle(),
                        Tensor.optional(bias),
                        stride,
                        padding,
                        outputPadding,
                        groups,
                        dilation),
                input,
                weight);
    }

    /**
     * Normalises each channel (dimension 1) by its mean and biased variance, over the batch when training and by the running
     * values otherwise; training moves the running values by momentum towards the batch's mean and unbiased variance.
     */
    public static Tensor batchNorm(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVariance,
            boolean training,
            double momentum,
            double epsilon) {
        return Call.of(
                "batchNorm",
                () -> torch.batch_norm(
                        input.handle(),
                        Tensor.optional(weight),
                        Tensor.optional(bias),
                        Tensor.optional(runningMean),
                        Tensor.optional(runningVariance),
                        training,
                        momentum,
                        epsilon,
                        true),
                input);
    }

    /** Normalises over the last dimensions, whose sizes are given, by their mean and biased variance. */
    public static Tensor layerNorm(
            Tensor input, long[] sizes, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Call.of(
                "layerNorm",
                () -> torch.layer_norm(
                        input.handle(), sizes, Tensor.optional(weight), Tensor.optional(bias), epsilon, true),
                input);
    }

    /** Divides by the root of the mean square plus epsilon over the last dimensions, whose sizes are given, and multiplies by the weight. */
    public static Tensor rmsNorm(Tensor input, long[] sizes, @Nullable Tensor weight, double epsilon) {
        return Call.of(
                "rmsNorm",
                () -> torch.rms_norm(input.handle(), sizes, Tensor.optional(weight), new DoubleOptional(epsilon)),
                input);
    }

    /** Normalises each item's channels (dimension 1), in groups of equal number, by each group's mean and biased variance. */
    public static Tensor groupNorm(
            Tensor input, long groups, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Call.of(
                "groupNorm",
                () -> torch.group_norm(
                        input.handle(), groups, Tensor.optional(weight), Tensor.optional(bias), epsilon, true),
                input);
    }

    /** Normalises each channel (dimension 1) of each item by its own mean and biased variance. */
    public static Tensor instanceNorm(Tensor input, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Call.of(
                "instanceNorm",
                () -> torch.instance_norm(
                        input.handle(),
                        Tensor.optional(weight),
                        Tensor.optional(bias),
                        new TensorOptional(),
                        new TensorOptional(),
                        true,
                        0,
                        epsilon,
                        true),
                input);
    }

    /** The rows of the weight that int64 indices name. The row at paddingIndex gets no gradient; -1 for none. */
    public static Tensor embedding(Tensor weight, Tensor indices, long paddingIndex) {
        return Call.of(
                "embedding",
                () -> torch.embedding(weight.handle(), indices.handle(), paddingIndex, false, false),
                weight,
                indices);
    }

    /** Sets elements to zero at a probability and divides the rest by 1 - probability; draws from the engine's stream. */
    public static Tensor dropout(Tensor input, double probability) {
        return Call.of("dropout", () -> torch.dropout(input.handle(), probability, true), input);
    }

    /**
     * What {@link #dropout} multiplies by: 0 at a probability and 1 / (1 - probability) otherwise, all 0 at a probability of 1; draws
     * from the engine's stream.
     *
     * @param like whose type and device the mask has
     * @param sizes the mask's shape, which may have 1 where the input it is for has more
     */
    public static Tensor dropoutMask(Tensor like, long[] sizes, double probability) {
        return Call.of("dropoutMask", () -> torch.dropout(like.handle().new_ones(sizes), probability, true), like);
    }

    /**
     * Numbers from 0 to below 1, all as likely; draws from the engine's stream.
     *
     * @param like whose type and device they have
     */
    public static Tensor uniform(Tensor like, long... sizes) {
        return Call.of("uniform", () -> torch.rand_like(like.handle().new_empty(sizes)), like);
    }

    /**
     * Numbers drawn from N(0, 1); draws from the engine's stream.
     *
     * @param like whose type and device they have
     */
    public static Tensor normal(Tensor like, long... sizes) {
        return Call.of("normal", () -> torch.randn_like(like.handle().new_empty(sizes)), like);
    }

    /** An input [N, channels, height, width] with a border of zeros on each side of its pictures. */
    public static Tensor zerosPadded(Tensor input, long border) {
        return Call.of(
                "zerosPadded",
                () -> torch.constant_pad_nd(input.handle(), new long[] {border, border, border, border}),
                input);
    }

    /** An input [N, channels, height, width] with zeros on the sides of its pictures, as many as given for each. */
    public static Tensor zerosPadded(Tensor input, long left, long right, long top, long bottom) {
        return Call.of(
                "zerosPadded",
                () -> torch.constant_pad_nd(input.handle(), new long[] {left, right, top, bottom}),
                input);
    }

    /** As {@link #zerosPadded(Tensor, long, long, long, long)}, with the pixels at the border repeated instead of zeros. */
    public static Tensor replicationPad2d(Tensor input, long left, long right, long top, long bottom) {
        return Call.of(
                "replicationPad2d", () -> torch.replication_pad2d(input.handle(), left, right, top, bottom), input);
    }

    /**
     * Makes height and width larger by a factor and channels fewer by its square: the output's pixel (y·f + i, x·f + j) of channel c is
     * the input's (y, x) of channel c·f² + i·f + j (Shi 2016).
     */
    public static Tensor pixelShuffle(Tensor input, long factor) {
        return Call.of("pixelShuffle", () -> torch.pixel_shuffle(input.handle(), factor), input);
    }

    /** Pictures [N, channels, height, width] in another size, each pixel that at the place ⌊y · old / new⌋. */
    public static Tensor upsampleNearest2d(Tensor input, long height, long width) {
        return Call.of("upsampleNearest2d", () -> torch.upsample_nearest2d(input.handle(), height, width), input);
    }

    /**
     * Pictures [N, channels, height, width] in another size, by the mean of the four nearest pixels and without smoothing first.
     *
     * @param cornersAligned whether the corner pixels' centres stay corners' centres; otherwise the corners themselves do
     */
    public static Tensor upsampleBilinear2d(Tensor input, long height, long width, boolean cornersAligned) {
        return Call.of(
                "upsampleBilinear2d",
                () -> torch.upsample_bilinear2d(input.handle(), new long[] {height, width}, cornersAligned),
                input);
    }

    /**
     * Pictures [N, channels, height, width] in another size, by cubic convolution with a = -0.75 over the nearest 4 x 4 pixels and without
     * smoothing first.
     *
     * @param cornersAligned whether the corner pixels' centres stay corners' centres; otherwise the corners themselves do
     */
    public static Tensor upsampleBicubic2d(Tensor input, long height, long width, boolean cornersAligned) {
        return Call.of(
                "upsampleBicubic2d",
                () -> torch.upsample_bicubic2d(input.handle(), new long[] {height, width}, cornersAligned),
                input);
    }

    /**
     * Attention, softmax(Q·Kᵀ / √d)·V, of each head (Vaswani 2017), without a mask.
     *
     * @param query [N, heads, targets, d]
     * @param key [N, heads, sources, d]
     * @param value [N, heads, sources, e]
     * @param dropout the probability of a weight to be dropped; 0 to 1
     * @return [N, heads, targets, e]
     */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value, double dropout) {
        return Call.of(
                "scaledDotProductAttention",
                () -> torch.scaled_dot_product_attention(
                        query.handle(),
                        key.handle(),
                        value.handle(),
                        new TensorOptional(),
                        dropout,
                        false,
                        new DoubleOptional(),
                        false),
                query,
                key,
                value);
    }

    /**
     * Attention, softmax(scale · Q·Kᵀ + mask)·V, of each head. Query heads may be a multiple of those of keys and values: then each of
     * these serves as many of them, in order. A target that may attend to nothing gets zeros.
     *
     * @param query [N, heads, targets, d]
     * @param key [N, key heads, sources, d]
     * @param value [N, key heads, sources, e]
     * @param mask what broadcasts to [N, heads, targets, sources]: bool, true where a target attends to a source, or numbers that are added
     *     to the scores; null for all
     * @param causal whether target t attends to the sources up to t only; without a mask
     * @param dropout the probability of a weight to be dropped; 0 to 1
     * @param scale what scores are multiplied by
     * @return [N, heads, targets, e]
     */
    public static Tensor attention(
            Tensor query,
            Tensor key,
            Tensor value,
            @Nullable Tensor mask,
            boolean causal,
            double dropout,
            double scale) {
        return Call.of(
                "attention",
                () -> torch.scaled_dot_product_attention(
                        query.handle(),
                        key.handle(),
                        value.handle(),
                        Tensor.optional(mask),
                        dropout,
                        causal,
                        new DoubleOptional(scale),
                        query.handle().size(1) != key.handle().size(1)),
                query,
                key,
                value);
    }

    /**
     * The largest element of each window; the border counts as minus infinity.
     *
     * @param kernel the window: height, width; likewise stride and padding
     * @param ceiling whether a window that reaches over the end counts
     */
    public static Tensor maxPool2d(Tensor input, long[] kernel, long[] stride, long[] padding, boolean ceiling) {
        return Call.of(
                "maxPool2d",
                () -> torch.max_pool2d(input.handle(), kernel, stride, padding, new long[] {1, 1}, ceiling),
                input);
    }

    /**
     * The mean of each window.
     *
     * @param kernel the window: height, width; likewise stride and padding
     * @param ceiling whether a window that reaches over the end counts
     * @param countPadding whether the border counts, as zeros
     */
    public static Tensor averagePool2d(
            Tensor input, long[] kernel, long[] stride, long[] padding, boolean ceiling, boolean countPadding) {
        return Call.of(
                "averagePool2d",
                () -> torch.avg_pool2d(input.handle(), kernel, stride, padding, ceiling, countPadding, null),
                input);
    }

    /** Averages into a given height and width, whatever the input's. */
    public static Tensor adaptiveAveragePool2d(Tensor input, long height, long width) {
        if (height == 1 && width == 1 && input.rank() == 4) {
            // The same average, but its gradient keeps the memory order of the input, on which the layers before
            // depend.
            long[] whole = {input.size(2), input.size(3)};
            return averagePool2d(input, whole, whole, new long[] {0, 0}, false, true);
        }
        return Call.of("adaptiveAveragePool2d", () -> torch.adaptive_avg_pool2d(input.handle(), height, width), input);
    }

    /** Takes maxima into a given height and width, whatever the input's. */
    public static Tensor adaptiveMaxPool2d(Tensor input, long height, long width) {
        return Call.of(
                "adaptiveMaxPool2d",
                () -> torch.adaptive_max_pool2d(input.handle(), new long[] {height, width})
                        .get0(),
                input);
    }

    /** x where positive, slope * x where negative. */
    public static Tensor leakyRelu(Tensor input, double slope) {
        return Call.of("leakyRelu", () -> torch.leaky_relu(input.handle(), Scalars.of(slope)), input);
    }

    /** x·Φ(x), exactly, by the error function (Hendrycks and Gimpel 2016). */
    public static Tensor gelu(Tensor input) {
        return Call.of("gelu", () -> torch.gelu(input.handle()), input);
    }

    /** The approximation of {@link #gelu} by tanh, as in BERT's and GPT-2's first code. */
    public static Tensor geluTanh(Tensor input) {
        return Call.of("geluTanh", () -> torch.gelu(input.handle(), "tanh"), input);
    }

    /** x·sigmoid(x), also called swish. */
    public static Tensor silu(Tensor input) {
        return Call.of("silu", () -> torch.silu(input.handle()), input);
    }

    /** x·tanh(softplus(x)) (Misra 2019). */
    public static Tensor mish(Tensor input) {
        return Call.of("mish", () -> torch.mish(input.handle()), input);
    }

    /** The self-normalising exponential unit (Klambauer 2017). */
    public static Tensor selu(Tensor input) {
        return Call.of("selu", () -> torch.selu(input.handle()), input);
    }

    /** x where positive, exp(x) - 1 where negative. */
    public static Tensor elu(Tensor input) {
        return Call.of("elu", () -> torch.elu(input.handle()), input);
    }

    /** log(1 + exp(x)). */
    public static Tensor softplus(Tensor input) {
        return Call.of("softplus", () -> torch.softplus(input.handle()), input);
    }

    /** x·relu6(x + 3) / 6 (Howard 2019). */
    public static Tensor hardswish(Tensor input) {
        return Call.of("hardswish", () -> torch.hardswish(input.handle()), input);
    }

    /** min(max(x, 0), 6). */
    public static Tensor relu6(Tensor input) {
        return Call.of("relu6", () -> torch.relu6(input.handle()), input);
    }

    /** relu6(x + 3) / 6 (Howard 2019). */
    public static Tensor hardsigmoid(Tensor input) {
        return Call.of("hardsigmoid", () -> torch.hardsigmoid(input.handle()), input);
    }

    /** The error function, 2/√π·∫exp(-t²) from 0 to x: 2·Φ(x·√2) - 1. */
    public static Tensor erf(Tensor input) {
        return Call.of("erf", () -> torch.erf(input.handle()), input);
    }

    /** The inverse of {@link #erf}: infinite at -1 and 1, NaN beyond. */
    public static Tensor erfInverse(Tensor input) {
        return Call.of("erfInverse", () -> torch.erfinv(input.handle()), input);
    }

    /**
     * Cross-entropy of logits, one loss for each item, by class numbers or by probabilities.
     *
     * @param logits [N, classes] or [N, classes, d…]
     * @param target int64 class numbers [N] or [N, d…], or probabilities in the logits' shape
     * @param weight a factor for each class, or null
     * @param ignoreIndex the class number whose items have loss 0
     * @param smoothing the share spread evenly over all classes
     */
    public static Tensor crossEntropy(
            Tensor logits, Tensor target, @Nullable Tensor weight, long ignoreIndex, double smoothing) {
        return Call.of(
                "crossEntropy",
                () -> torch.cross_entropy_loss(
                        logits.handle(),
                        target.handle(),
                        Tensor.optional(weight),
                        NO_REDUCTION,
                        ignoreIndex,
                        smoothing),
                logits,
                target);
    }

    /**
     * The mean cross-entropy of logits, in one call: the hot path of training a classifier.
     *
     * <p>As {@link #crossEntropy}, averaged over items that are not ignored; with class numbers and weights, divided by the
     * sum of the weights of the items' classes.
     */
    public static Tensor meanCrossEntropy(
            Tensor logits, Tensor target, @Nullable Tensor weight, long ignoreIndex, double smoothing) {
        return Call.of(
                "crossEntropy",
                () -> torch.cross_entropy_loss(
                        logits.handle(), target.handle(), Tensor.optional(weight), 1, ignoreIndex, smoothing),
                logits,
                target);
    }

    /** max(z, 0) - z·y + log(1 + exp(-|z|)) for each element; positives count positiveWeight times where it is given. */
    public static Tensor binaryCrossEntropyWithLogits(
            Tensor logits, Tensor target, @Nullable Tensor weight, @Nullable Tensor positiveWeight) {
        return Call.of(
                "binaryCrossEntropyWithLogits",
                () -> torch.binary_cross_entropy_with_logits(
                        logits.handle(),
                        target.handle(),
                        Tensor.optional(weight),
                        Tensor.optional(positiveWeight),
                        NO_REDUCTION),
                logits,
                target);
    }

    /** (x - y)² for each element. */
    public static Tensor squaredError(Tensor prediction, Tensor target) {
        return Call.of(
                "squaredError",
                () -> torch.mse_loss(prediction.handle(), target.handle(), NO_REDUCTION),
                prediction,
                target);
    }

    /** |x - y| for each element. */
    public static Tensor absoluteError(Tensor prediction, Tensor target) {
        return Call.of(
                "absoluteError",
                () -> torch.l1_loss(prediction.handle(), target.handle(), NO_REDUCTION),
                prediction,
                target);
    }

    /** Quadratic below beta, linear above: d²/(2·beta) or d - beta/2, for each element (Girshick 2015). */
    public static Tensor smoothAbsoluteError(Tensor prediction, Tensor target, double beta) {
        return Call.of(
                "smoothAbsoluteError",
                () -> torch.smooth_l1_loss(prediction.handle(), target.handle(), NO_REDUCTION, beta),
                prediction,
                target);
    }

    /** Quadratic below delta, linear above: d²/2 or delta·(d - delta/2), for each element (Huber 1964). */
    public static Tensor huberError(Tensor prediction, Tensor target, double delta) {
        return Call.of(
                "huberError",
                () -> torch.huber_loss(prediction.handle(), target.handle(), NO_REDUCTION, delta),
                prediction,
                target);
    }

    /**
     * The negative logarithm of the probability that a sequence of distributions spells a target, over all ways to align them
     * (connectionist temporal classification, Graves 2006), for each sequence. The engine does not check the targets' numbers.
     *
     * @param logProbabilities [steps, N, classes], from a log-softmax, on which its gradient relies
     * @param targets int64 class numbers [N, longest]; those beyond a sequence's length do not count
     * @param steps how many of the steps count, for each sequence
     * @param lengths how many of the targets count, for each sequence
     * @param blank the number of the class that spells nothing
     * @param impossibleIsZero whether targets that no alignment spells have loss and gradient 0 instead of infinity
     */
    public static Tensor connectionistTemporalClassification(
            Tensor logProbabilities,
            Tensor targets,
            long[] steps,
            long[] lengths,
            long blank,
            boolean impossibleIsZero) {
        return Call.of(
                "connectionistTemporalClassification",
                () -> torch.ctc_loss(
                        logProbabilities.handle(),
                        targets.handle(),
                        steps,
                        lengths,
                        blank,
                        NO_REDUCTION,
                        impossibleIsZero),
                logProbabilities,
                targets);
    }

    /** The angle whose tangent is given, within ±π/2, for each element. */
    public static Tensor arctangent(Tensor input) {
        return Call.of("arctangent", () -> torch.atan(input.handle()), input);
    }

    /** How {@link #gridSample} takes a value from between the pixels. */
    public enum Interpolation {
        /** The mean of the four pixels around, by nearness. */
        BILINEAR(0),
        /** The nearest pixel. */
        NEAREST(1);

        private final long code;

        Interpolation(long code) {
            this.code = code;
        }
    }

    /** What {@link #gridSample} finds outside of a picture. */
    public enum Padding {
        /** 0. */
        ZEROS(0),
        /** The pixel at the border. */
        BORDER(1),
        /** The picture in a mirror at its border. */
        REFLECTION(2);

        private final long code;

        Padding(long code) {
            this.code = code;
        }
    }

    /**
     * Takes pixels from wherever a grid says. -1 and 1 are the middles of a picture's first and last pixels (what the engine calls aligned
     * corners).
     *
     * @param input float [N, channels, height, width]
     * @param grid where each pixel comes from, as (x, y): float [N, new height, new width, 2]
     * @return [N, channels, new height, new width]
     */
    public static Tensor gridSample(Tensor input, Tensor grid, Interpolation interpolation, Padding padding) {
        return Call.of(
                "gridSample",
                () -> torch.grid_sampler(input.handle(), grid.handle(), interpolation.code, padding.code, true),
                input,
                grid);
    }

    /** log(x / (1 - x)), where x counts as at least epsilon and at most 1 - epsilon. */
    public static Tensor logit(Tensor input, double epsilon) {
        return Call.of("logit", () -> torch.logit(input.handle(), new DoubleOptional(epsilon)), input);
    }
}
