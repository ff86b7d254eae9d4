package ai.vivace.tensor;

import ai.vivace.base.Rng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a grid of any number of dimensions, on the CPU or a GPU, with gradients when asked for.
 *
 * <p>A tensor is a handle to memory of the engine. It is freed when the {@link Scope} it was made in closes, when it is
 * {@linkplain #close closed}, or when it is garbage. Operations return new tensors and leave their operands alone, except
 * those named {@code …InPlace}, {@code fill…} and {@code copyFrom}, which return their tensor. Shapes broadcast as in NumPy. A
 * Java number counts as a fraction: with it, arithmetic on integers gives float32 (a tensor keeps them whole). A dimension counts from 0, or
 * from -1 for the last and backwards.
 *
 * <p>An operation that cannot be done throws {@link TensorException} with the operation and the shapes. More operations, those
 * of neural networks, are in {@link Functional}.
 */
public final class Tensor implements AutoCloseable {
    static {
        Native.ready();
    }

    private final org.bytedeco.pytorch.Tensor handle;

    /** What must live as long as this handle: the buffer behind a wrapped tensor. Never read, only kept. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable Object held;

    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
        Unscoped.made(handle);
    }

    /** The engine's tensor, for a call of {@link Call}, which adds the operation's name to the message. */
    org.bytedeco.pytorch.Tensor handle() {
        if (handle.isNull()) {
            throw new TensorException(Call.CLOSED);
        }
        return handle;
    }

    /** The engine's tensor, for a question that needs no {@link Call}. */
    private org.bytedeco.pytorch.Tensor open(String operation) {
        if (handle.isNull()) {
            throw new TensorException(operation + ": " + Call.CLOSED);
        }
        return handle;
    }

    void holds(Object owner) {
        held = owner;
    }

    // ---- making

    /** A float32 tensor of the given values, in row-major order. */
    public static Tensor of(float[] values, Shape shape) {
        return HostCopy.fromFloats(values, shape);
    }

    /** A float32 vector. */
    public static Tensor of(float... values) {
        return HostCopy.fromFloats(values, Shape.of(values.length));
    }

    /** A float64 tensor of the given values, in row-major order. */
    public static Tensor of(double[] values, Shape shape) {
        return HostCopy.fromDoubles(values, shape);
    }

    /** An int64 tensor of the given values, in row-major order. */
    public static Tensor of(long[] values, Shape shape) {
        return HostCopy.fromLongs(values, shape);
    }

    /** An int64 vector: class numbers, indices. */
    public static Tensor ofLongs(long... values) {
        return HostCopy.fromLongs(values, Shape.of(values.length));
    }

    /** A uint8 tensor of the given bytes, taken as 0 to 255. */
    public static Tensor of(byte[] values, Shape shape) {
        return HostCopy.fromBytes(values, shape);
    }

    /** A tensor of any element type from its bytes in the machine's order (little-endian everywhere Vivace runs). */
    public static Tensor ofRaw(ByteBuffer bytes, Shape shape, DType dtype) {
        return HostCopy.fromRaw(bytes, shape, dtype);
    }

    /**
     * A tensor of any element type from a part of a file, read straight into the tensor's memory. The bytes are as in {@link
     * #ofRaw}; the channel's own position does not matter.
     *
     * @param position where in the file the tensor starts
     * @throws java.io.EOFException when the file ends before the tensor does
     */
    public static Tensor read(FileChannel channel, long position, Shape shape, DType dtype) throws IOException {
        return HostCopy.read(channel, position, shape, dtype);
    }

    /** A scalar. */
    public static Tensor scalar(double value) {
        return full(Shape.of(), value);
    }

    /** A float32 tensor over a direct buffer's own memory, without a copy: writing to one is seen in the other. */
    public static Tensor wrap(FloatBuffer buffer, Shape shape) {
        return HostCopy.wrap(buffer, shape);
    }

    /** An int64 tensor over a direct buffer's own memory, without a copy. */
    public static Tensor wrap(LongBuffer buffer, Shape shape) {
        return HostCopy.wrap(buffer, shape);
    }

    /** A uint8 tensor over a direct buffer's own memory, without a copy. */
    public static Tensor wrap(ByteBuffer buffer, Shape shape) {
        return HostCopy.wrap(buffer, shape);
    }

    /** A tensor whose values are whatever the memory held. */
    public static Tensor empty(Shape shape, DType dtype) {
        MemoryLimit.take(shape, dtype);
        try (TensorOptions options = new TensorOptions(dtype.scalarType)) {
            return Call.of("empty " + dtype + " " + shape, () -> torch.empty(shape.toArray(), options, null));
        }
    }

    /** A float32 tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return zeros(shape, DType.FLOAT32);
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape, DType dtype) {
        MemoryLimit.take(shape, dtype);
        try (TensorOptions options = new TensorOptions(dtype.scalarType)) {
            return Call.of("zeros " + dtype + " " + shape, () -> torch.zeros(shape.toArray(), options));
        }
    }

    /** A float32 tensor of ones. */
    public static Tensor ones(Shape shape) {
        return full(shape, 1);
    }

    /** A float32 tensor of one value. */
    public static Tensor full(Shape shape, double value) {
        Tensor made = empty(shape, DType.FLOAT32);
        made.handle.fill_(Scalars.of(value));
        return made;
    }

    /**
     * The int64 numbers from 0 to end - 1.
     *
     * @param end from 0 to what a Java array holds, about two thousand million
     */
    public static Tensor arange(long end) {
        if (end < 0 || end > HostCopy.LONGEST_ARRAY) {
            throw new TensorException(
                    "arange: the end must be from 0 to " + HostCopy.LONGEST_ARRAY + ", but was " + end + ".");
        }
        long[] values = new long[(int) end];
        Arrays.setAll(values, i -> i);
        return ofLongs(values);
    }

    /** A float32 tensor of independent N(0, 1) numbers from a stream. */
    public static Tensor randomNormal(Shape shape, Rng rng) {
        return empty(shape, DType.FLOAT32).fillNormal(0, 1, rng);
    }

    /** A float32 tensor of independent numbers, uniform over [0, 1), from a stream. */
    public static Tensor randomUniform(Shape shape, Rng rng) {
        return empty(shape, DType.FLOAT32).fillUniform(0, 1, rng);
    }

    // ---- what it is

    /** The sizes of all dimensions. */
    public Shape shape() {
        try (LongArrayRef sizes = open("shape").sizes()) {
            long[] copy = new long[(int) sizes.size()];
            if (copy.length > 0) {
                try (LongPointer data = sizes.data()) {
                    data.get(copy);
                }
            }
            return Shape.of(copy);
        }
    }

    /** The size of one dimension. */
    public long size(int dimension) {
        return shape().size(dimension);
    }

    /** The number of dimensions. */
    public int rank() {
        return (int) open("rank").dim();
    }

    /** The number of elements. */
    public long elements() {
        return open("elements").numel();
    }

    /** What the elements are. */
    public DType dtype() {
        return DType.of(open("dtype").scalar_type());
    }

    /** Where the memory is. */
    public Device device() {
        return Device.of(open("device").device());
    }

    /** Whether elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return open("isContiguous").is_contiguous();
    }

    /** Whether the memory has been given back; a closed tensor cannot be used. */
    public boolean isClosed() {
        return handle.isNull();
    }

    // ---- to Java

    /**
     * The only element, of any type; on a GPU, waits for it.
     *
     * @throws TensorException when there are several elements, or none
     */
    public double item() {
        try {
            return open("item").item_double();
        } catch (RuntimeException e) {
            throw Call.failure("item", e, this);
        }
    }

    /** A copy of all elements, in row-major order, converted to float. */
    public float[] toFloats() {
        open("toFloats");
        return HostCopy.toFloats(this);
    }

    /** A copy of all elements, in row-major order, converted to double. */
    public double[] toDoubles() {
        open("toDoubles");
        return HostCopy.toDoubles(this);
    }

    /** A copy of all elements, in row-major order, converted to long (fractions are cut off). */
    public long[] toLongs() {
        open("toLongs");
        return HostCopy.toLongs(this);
    }

    /** A copy of the elements' bytes, in row-major order and the machine's byte order. */
    public byte[] toRaw() {
        open("toRaw");
        return HostCopy.toRaw(this);
    }

    /** Writes the bytes that {@link #toRaw} gives, without holding them all; of any size. */
    public void write(OutputStream out) throws IOException {
        HostCopy.write(this, out);
    }

    /** The tensor's own memory as a buffer, without a copy; it must not be used after the tensor is freed. */
    public FloatBuffer asBuffer() {
        return HostCopy.floatView(this);
    }

    // ---- conversion

    /** This tensor with elements of another type; itself when they are already. */
    public Tensor to(DType dtype) {
        return Call.of("to " + dtype, () -> handle.to(dtype.scalarType), this);
    }

    /** This tensor on another device; itself when it is already there. */
    public Tensor to(Device device) {
        String operation = "to " + device;
        if (device.equals(Device.CPU) && open(operation).is_cpu()) {
            return this;
        }
        try {
            return Call.of(operation, () -> handle().to(device.toNative(), handle.scalar_type()), this);
        } catch (TensorException e) {
            throw device.isPresent()
                    ? e
                    : new TensorException(operation + ": this machine has no such device that the engine can use.", e);
        }
    }

    /** A copy with memory of its own; gradients flow through. */
    public Tensor copy() {
        return Call.of("copy", handle::clone, this);
    }

    /** Zeros in the shape, type, layout and device of this tensor. */
    public Tensor zerosLike() {
        return Call.of("zerosLike", () -> torch.zeros_like(handle), this);
    }

    /** This tensor in row-major order without gaps; itself when it is already. */
    public Tensor contiguous() {
        return Call.of("contiguous", handle::contiguous, this);
    }

    /**
     * This tensor [N, channels, height, width] with the channels of a pixel side by side in memory, the order in which
     * convolutions are fastest on the CPU; itself when it is already. Shape and values stay.
     */
    public Tensor channelsLast() {
        if (open("channelsLast").suggest_memory_format().value == torch.MemoryFormat.ChannelsLast.value) {
            return this;
        }
        // Not contiguous(format): it leaves the strides of a single channel as they are, which then do not tell the
        // order.
        return Call.of(
                "channelsLast", () -> handle.clone(new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast)), this);
    }

    // ---- arithmetic

    /** The sum, element by element. */
    public Tensor add(Tensor other) {
        return Call.of("add", () -> handle.add(other.handle), this, other);
    }

    /** The sum with a number. */
    public Tensor add(double number) {
        return Call.of("add", () -> handle.add(Scalars.of(number)), this);
    }

    /** This minus another, element by element. */
    public Tensor sub(Tensor other) {
        return Call.of("sub", () -> handle.sub(other.handle), this, other);
    }

    /** This minus a number. */
    public Tensor sub(double number) {
        return Call.of("sub", () -> handle.sub(Scalars.of(number)), this);
    }

    /** The product, element by element; see {@link #matmul} for that of matrices. */
    public Tensor mul(Tensor other) {
        return Call.of("mul", () -> handle.mul(other.handle), this, other);
    }

    /** The product with a number. */
    public Tensor mul(double number) {
        return Call.of("mul", () -> handle.mul(Scalars.of(number)), this);
    }

    /** This divided by another, element by element; integers give fractions. */
    public Tensor div(Tensor other) {
        return Call.of("div", () -> handle.div(other.handle), this, other);
    }

    /** This divided by a number; integers give fractions. */
    public Tensor div(double number) {
        return Call.of("div", () -> handle.div(Scalars.of(number)), this);
    }

    /** Each element to a power. */
    public Tensor pow(double exponent) {
        return Call.of("pow", () -> handle.pow(Scalars.of(exponent)), this);
    }

    /** The elements with the other sign. */
    public Tensor neg() {
        return Call.of("neg", handle::neg, this);
    }

    /** The elements without their sign. */
    public Tensor abs() {
        return Call.of("abs", handle::abs, this);
    }

    /** -1, 0 or 1 for each element. */
    public Tensor sign() {
        return Call.of("sign", handle::sign, this);
    }

    /** Each element times itself. */
    public Tensor square() {
        return Call.of("square", handle::square, this);
    }

    /** Square roots; NaN below 0. */
    public Tensor sqrt() {
        return Call.of("sqrt", handle::sqrt, this);
    }

    /** 1 / x. */
    public Tensor reciprocal() {
        return Call.of("reciprocal", handle::reciprocal, this);
    }

    /** e to each element. */
    public Tensor exp() {
        return Call.of("exp", handle::exp, this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return Call.of("log", handle::log, this);
    }

    /** log(1 + x), exact for small x. */
    public Tensor log1p() {
        return Call.of("log1p", handle::log1p, this);
    }

    /** The sine; elements are in radians. */
    public Tensor sin() {
        return Call.of("sin", handle::sin, this);
    }

    /** The cosine; elements are in radians. */
    public Tensor cos() {
        return Call.of("cos", handle::cos, this);
    }

    /** The hyperbolic tangent. */
    public Tensor tanh() {
        return Call.of("tanh", handle::tanh, this);
    }

    /** 1 / (1 + exp(-x)), computed without overflow. */
    public Tensor sigmoid() {
        return Call.of("sigmoid", handle::sigmoid, this);
    }

    /** max(x, 0). */
    public Tensor relu() {
        return Call.of("relu", handle::relu, this);
    }

    /** The nearest whole numbers; halves go to the even one. */
    public Tensor round() {
        return Call.of("round", handle::round, this);
    }

    /** The largest whole numbers that are not above the elements. */
    public Tensor floor() {
        return Call.of("floor", handle::floor, this);
    }

    /** Each element, but at least low and at most high. */
    public Tensor clamp(double low, double high) {
        return Call.of(
                "clamp",
                () -> handle.clamp(new ScalarOptional(Scalars.of(low)), new ScalarOptional(Scalars.of(high))),
                this);
    }

    /** The smaller of each pair of elements. */
    public Tensor minimum(Tensor other) {
        return Call.of("minimum", () -> handle.minimum(other.handle), this, other);
    }

    /** The larger of each pair of elements. */
    public Tensor maximum(Tensor other) {
        return Call.of("maximum", () -> handle.maximum(other.handle), this, other);
    }

    /** this + weight * (end - this). */
    public Tensor lerp(Tensor end, double weight) {
        return Call.of("lerp", () -> handle.lerp(end.handle, Scalars.of(weight)), this, end);
    }

    /** The matrix product; over the last two dimensions, with leading ones broadcast, where there are more. */
    public Tensor matmul(Tensor other) {
        return Call.of("matmul", () -> handle.matmul(other.handle), this, other);
    }

    // ---- in place

    /** Adds another, element by element. */
    public Tensor addInPlace(Tensor other) {
        return inPlace("addInPlace", () -> handle.add_(other.handle), other);
    }

    /** Adds scale * other. */
    public Tensor addInPlace(Tensor other, double scale) {
        return inPlace("addInPlace", () -> handle.add_(other.handle, Scalars.of(scale)), other);
    }

    /** Adds the product of two matrices, without a matrix in between. */
    public Tensor addMatmulInPlace(Tensor left, Tensor right) {
        return inPlace("addMatmulInPlace", () -> handle.addmm_(left.handle, right.handle), left, right);
    }

    /** Adds a number. */
    public Tensor addInPlace(double number) {
        return inPlace("addInPlace", () -> handle.add_(Scalars.of(number)));
    }

    /** Subtracts another, element by element. */
    public Tensor subInPlace(Tensor other) {
        return inPlace("subInPlace", () -> handle.sub_(other.handle), other);
    }

    /** Multiplies by another, element by element. */
    public Tensor mulInPlace(Tensor other) {
        return inPlace("mulInPlace", () -> handle.mul_(other.handle), other);
    }

    /** Multiplies by a number. */
    public Tensor mulInPlace(double number) {
        return inPlace("mulInPlace", () -> handle.mul_(Scalars.of(number)));
    }

    /** Divides by another, element by element. */
    public Tensor divInPlace(Tensor other) {
        return inPlace("divInPlace", () -> handle.div_(other.handle), other);
    }

    /** Moves this by weight * (end - this). */
    public Tensor lerpInPlace(Tensor end, double weight) {
        return inPlace("lerpInPlace", () -> handle.lerp_(end.handle, Scalars.of(weight)), end);
    }

    /** Overwrites the values with another tensor's, broadcast and converted as needed. */
    public Tensor copyFrom(Tensor source) {
        return inPlace("copyFrom", () -> handle.copy_(source.handle), source);
    }

    /** Overwrites all elements with one value. */
    public Tensor fill(double value) {
        return inPlace("fill", () -> handle.fill_(Scalars.of(value)));
    }

    /** Overwrites the values with independent normal numbers from a stream; the same on every device. */
    public Tensor fillNormal(double mean, double deviation, Rng rng) {
        return draw("fillNormal", target -> target.normal_(mean, deviation, generator(rng)));
    }

    /** Overwrites the values with independent numbers, uniform over [low, high), from a stream; the same on every device. */
    public Tensor fillUniform(double low, double high, Rng rng) {
        return draw("fillUniform", target -> target.uniform_(low, high, generator(rng)));
    }

    /** Overwrites the values with 1 at the given probability and 0 otherwise, from a stream; the same on every device. */
    public Tensor fillBernoulli(double probability, Rng rng) {
        return draw("fillBernoulli", target -> target.bernoulli_(probability, generator(rng)));
    }

    // ---- reduction

    /** The sum of all elements. */
    public Tensor sum() {
        return Call.of("sum", handle::sum, this);
    }

    /** The sum over some dimensions, which disappear. */
    public Tensor sum(int... dimensions) {
        return Call.of("sum", () -> handle.sum(longs(dimensions), false, new ScalarTypeOptional()), this);
    }

    /** The mean of all elements. */
    public Tensor mean() {
        return Call.of("mean", handle::mean, this);
    }

    /** The mean over some dimensions, which disappear. */
    public Tensor mean(int... dimensions) {
        return Call.of("mean", () -> handle.mean(longs(dimensions), false, new ScalarTypeOptional()), this);
    }

    /** The variance of all elements around their mean, divided by n. */
    public Tensor variance() {
        return Call.of("variance", () -> handle.var(false), this);
    }

    /** The variance over some dimensions, which disappear, divided by n. */
    public Tensor variance(int... dimensions) {
        return Call.of("variance", () -> handle.var(longs(dimensions), false, false), this);
    }

    /** The Euclidean length of all elements taken as one vector. */
    public Tensor norm() {
        return Call.of("norm", () -> handle.norm(Scalars.of(2)), this);
    }

    /** The largest element. */
    public Tensor max() {
        return Call.of("max", () -> handle.max(), this);
    }

    /** The smallest element. */
    public Tensor min() {
        return Call.of("min", () -> handle.min(), this);
    }

    /** The largest elements along a dimension, which disappears. */
    public Tensor max(int dimension) {
        return Call.of("max", () -> handle.amax(longs(dimension), false), this);
    }

    /** The smallest elements along a dimension, which disappears. */
    public Tensor min(int dimension) {
        return Call.of("min", () -> handle.amin(longs(dimension), false), this);
    }

    /** Where the largest element along a dimension stands; the dimension disappears. */
    public Tensor argmax(int dimension) {
        return Call.of("argmax", () -> handle.argmax(new LongOptional(dimension), false), this);
    }

    /** Running sums along a dimension. */
    public Tensor cumulativeSum(int dimension) {
        return Call.of("cumulativeSum", () -> handle.cumsum(dimension), this);
    }

    /** log Σ exp along a dimension, which disappears, computed without overflow. */
    public Tensor logSumExp(int dimension) {
        return Call.of("logSumExp", () -> handle.logsumexp(longs(dimension), false), this);
    }

    /** Probabilities along a dimension: exp(x) / Σ exp(x). */
    public Tensor softmax(int dimension) {
        return Call.of("softmax", () -> handle.softmax(dimension), this);
    }

    /** The logarithm of {@link #softmax}, computed without overflow. */
    public Tensor logSoftmax(int dimension) {
        return Call.of("logSoftmax", () -> handle.log_softmax(dimension), this);
    }

    /** The positions of the k largest elements along the last dimension, largest first. */
    public Tensor topIndices(int k) {
        return Call.of("topIndices", () -> torch.topk(handle, k, -1, true, true).get1(), this);
    }

    /** The order that sorts the elements along the last dimension, rising; equal elements keep their order. */
    public Tensor sortedOrder() {
        return Call.of(
                "sortedOrder",
                () -> torch.sort(handle, new BoolOptional(true), -1, false).get1(),
                this);
    }

    // ---- comparison; results are bool tensors

    /** Where elements are equal. */
    public Tensor eq(Tensor other) {
        return Call.of("eq", () -> handle.eq(other.handle), this, other);
    }

    /** Where elements equal a number. */
    public Tensor eq(double number) {
        return Call.of("eq", () -> handle.eq(comparable(number)), this);
    }

    /** Where elements differ from a number. */
    public Tensor ne(double number) {
        return Call.of("ne", () -> handle.ne(comparable(number)), this);
    }

    /** Where elements are less than another's. */
    public Tensor lt(Tensor other) {
        return Call.of("lt", () -> handle.lt(other.handle), this, other);
    }

    /** Where elements are less than a number. */
    public Tensor lt(double number) {
        return Call.of("lt", () -> handle.lt(comparable(number)), this);
    }

    /** Where elements are at most a number. */
    public Tensor le(double number) {
        return Call.of("le", () -> handle.le(comparable(number)), this);
    }

    /** Where elements are greater than another's. */
    public Tensor gt(Tensor other) {
        return Call.of("gt", () -> handle.gt(other.handle), this, other);
    }

    /** Where elements are greater than a number. */
    public Tensor gt(double number) {
        return Call.of("gt", () -> handle.gt(comparable(number)), this);
    }

    /** Where elements are at least a number. */
    public Tensor ge(double number) {
        return Call.of("ge", () -> handle.ge(comparable(number)), this);
    }

    /** Where both are true; numbers other than 0 count as true. */
    public Tensor and(Tensor other) {
        return Call.of("and", () -> handle.logical_and(other.handle), this, other);
    }

    /** Where at least one is true. */
    public Tensor or(Tensor other) {
        return Call.of("or", () -> handle.logical_or(other.handle), this, other);
    }

    /** Where elements are false or 0. */
    public Tensor not() {
        return Call.of("not", handle::logical_not, this);
    }

    /** Where elements are not a number. */
    public Tensor isNaN() {
        return Call.of("isNaN", handle::isnan, this);
    }

    /** Neither NaN nor infinite, element by element. */
    public Tensor isFinite() {
        return Call.of("isFinite", handle::isfinite, this);
    }

    /** Whether every element is neither NaN nor infinite. */
    public boolean allFinite() {
        return Call.of("allFinite", () -> handle.isfinite().all(), this).item() != 0;
    }

    /** Elements of yes where the condition (a bool tensor) holds and of no where it does not. */
    public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
        return Call.of("where", () -> torch.where(condition.handle, yes.handle, no.handle), condition, yes, no);
    }

    /** This tensor with a value wherever the mask (a bool tensor) is true. */
    public Tensor maskedFill(Tensor mask, double value) {
        return Call.of("maskedFill", () -> handle.masked_fill(mask.handle, Scalars.of(value)), this, mask);
    }

    // ---- shape

    /** The same elements in another shape; one size may be -1 and is worked out. */
    public Tensor reshape(long... sizes) {
        return Call.of("reshape to " + Arrays.toString(sizes), () -> handle.reshape(sizes), this);
    }

    /** Joins the dimensions from first to last into one. */
    public Tensor flatten(int first, int last) {
        return Call.of("flatten", () -> handle.flatten(first, last), this);
    }

    /** Two dimensions in each other's place; a view of the same memory. */
    public Tensor transpose(int first, int second) {
        return Call.of("transpose", () -> handle.transpose(first, second), this);
    }

    /** The dimensions in another order. */
    public Tensor permute(long... order) {
        return Call.of("permute to " + Arrays.toString(order), () -> handle.permute(order), this);
    }

    /** Removes a dimension of size 1; a dimension of another size stays. */
    public Tensor squeeze(int dimension) {
        return Call.of("squeeze", () -> handle.squeeze(dimension), this);
    }

    /** Adds a dimension of size 1. */
    public Tensor unsqueeze(int dimension) {
        return Call.of("unsqueeze", () -> handle.unsqueeze(dimension), this);
    }

    /** Repeats dimensions of size 1 to the given sizes without copying; -1 leaves a size as it is. */
    public Tensor expand(long... sizes) {
        return Call.of("expand to " + Arrays.toString(sizes), () -> handle.expand(sizes, false), this);
    }

    /**
     * A view of this tensor's memory by steps: the element at (i, j, …) is that of the memory at start + i · steps[0] + j · steps[1] + ….
     *
     * @param sizes the view's shape
     * @param steps for each dimension, by how many elements the memory advances; 0 or more
     * @throws TensorException when the view would reach beyond the memory
     */
    public Tensor strided(long[] sizes, long[] steps, long start) {
        return Call.of("strided", () -> torch.as_strided(handle, sizes, steps, new LongOptional(start)), this);
    }

    /** A slice of a dimension. */
    public Tensor narrow(int dimension, long start, long length) {
        return Call.of("narrow", () -> handle.narrow(dimension, start, length), this);
    }

    /**
     * Consecutive slices of a dimension, of given lengths which add up to its own. Cheaper to differentiate than {@link #narrow} for each.
     */
    public List<Tensor> split(int dimension, long... lengths) {
        try (TensorVector parts = handle.split_with_sizes(lengths, dimension)) {
            return LongStream.range(0, parts.size())
                    .mapToObj(i -> new Tensor(new org.bytedeco.pytorch.Tensor(parts.get(i))))
                    .toList();
        } catch (RuntimeException e) {
            throw Call.failure("split", e, this);
        }
    }

    /** One place of a dimension, which disappears. */
    public Tensor select(int dimension, long index) {
        return Call.of("select", () -> handle.select(dimension, index), this);
    }

    /** The places of a dimension that an int64 vector names. */
    public Tensor indexSelect(int dimension, Tensor index) {
        return Call.of("indexSelect", () -> handle.index_select(dimension, index.handle), this, index);
    }

    /** For each place of the index, the element of this tensor that it names along a dimension. */
    public Tensor gather(int dimension, Tensor index) {
        return Call.of("gather", () -> handle.gather(dimension, index.handle), this, index);
    }

    /** Reverses the order along some dimensions. */
    public Tensor flip(int... dimensions) {
        return Call.of("flip", () -> handle.flip(longs(dimensions)), this);
    }

    /** Moves all elements along a dimension by so many places; those that leave at its end come in at its beginning. */
    public Tensor roll(int dimension, long places) {
        return Call.of("roll", () -> handle.roll(new long[] {places}, dimension), this);
    }

    /** Class numbers as rows of zeros with a one. */
    public Tensor oneHot(int classes) {
        return Call.of("oneHot", () -> torch.one_hot(handle, classes), this);
    }

    /** Joins tensors along a dimension that they have. */
    public static Tensor cat(List<Tensor> tensors, int dimension) {
        Tensor[] operands = tensors.toArray(Tensor[]::new);
        return Call.of("cat", () -> torch.cat(vector(operands), dimension), operands);
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(List<Tensor> tensors, int dimension) {
        Tensor[] operands = tensors.toArray(Tensor[]::new);
        return Call.of("stack", () -> torch.stack(vector(operands), dimension), operands);
    }

    // ---- gradients

    /** Whether operations on this tensor are recorded for {@link #backward}. */
    public boolean requiresGrad() {
        return open("requiresGrad").requires_grad();
    }

    /** Sets whether operations on this tensor, which must be a leaf, are recorded. */
    public Tensor requiresGrad(boolean required) {
        Call.run("requiresGrad", () -> handle.set_requires_grad(required), this);
        return this;
    }

    /** Adds the gradients of this scalar to the {@link #grad} of every leaf that it was computed from. */
    public void backward() {
        Call.run("backward", handle::backward, this);
    }

    /** Adds gradients, given the gradient of some scalar with respect to this tensor. */
    public void backward(Tensor gradient) {
        Call.run("backward", () -> handle.backward(gradient.handle, new BoolOptional(), false, null), this, gradient);
    }

    /** The gradient that backward passes have added up, or null when there has been none. */
    public @Nullable Tensor grad() {
        org.bytedeco.pytorch.Tensor gradient = open("grad").grad();
        return gradient.defined() ? new Tensor(new org.bytedeco.pytorch.Tensor(gradient)) : null;
    }

    /** Whether backward passes have left a gradient. */
    public boolean hasGrad() {
        return open("hasGrad").grad().defined();
    }

    /**
     * Sets the gradient.
     *
     * @throws TensorException when it has not this tensor's shape, type and device
     */
    public void grad(Tensor gradient) {
        if (!gradient.shape().equals(shape())
                || gradient.dtype() != dtype()
                || !gradient.device().equals(device())) {
            throw new TensorException("grad: a tensor of " + dtype() + " " + shape() + " on " + device()
                    + " cannot have a gradient of " + gradient.dtype() + " " + gradient.shape() + " on "
                    + gradient.device() + ".");
        }
        handle.mutable_grad().put(gradient.handle);
    }

    /** Forgets the gradient and frees its memory. */
    public void clearGrad() {
        open("clearGrad").mutable_grad().reset();
    }

    /** The same memory as a tensor that gradients do not flow through. */
    public Tensor detach() {
        return Call.of("detach", handle::detach, this);
    }

    // ---- memory

    /**
     * Takes this tensor out of the reach of every scope: it lives until it is closed or garbage. For state that is made
     * inside a batch and outlives it.
     */
    public Tensor retain() {
        handle.retainReference();
        return this;
    }

    /** Gives this handle's memory back now; when views or the gradient tape still use the memory, once they are gone. */
    @Override
    public void close() {
        handle.deallocate();
        held = null;
    }

    /** Type, shape and device, and the values when there are few. */
    @Override
    public String toString() {
        if (isClosed()) {
            return "Tensor[closed]";
        }
        String head = "Tensor[" + dtype() + " " + shape() + (handle.is_cpu() ? "" : " on " + device()) + "]";
        return elements() > 16 ? head : head + Arrays.toString(toDoubles());
    }

    static TensorVector vector(Tensor... tensors) {
        TensorVector vector = new TensorVector(tensors.length);
        for (int i = 0; i < tensors.length; i++) {
            vector.put(i, tensors[i].handle());
        }
        return vector;
    }

    static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor.handle());
    }

    /** A number to compare with: integers are compared as integers, as in float32 large ones that differ would be equal. */
    private Scalar comparable(double number) {
        return number == Math.rint(number) && handle.scalar_type().value == DType.INT64.scalarType.value
                ? Scalars.ofWhole((long) number)
                : Scalars.of(number);
    }

    private Tensor inPlace(String operation, Runnable body, Tensor... operands) {
        Tensor[] all = new Tensor[operands.length + 1];
        all[0] = this;
        System.arraycopy(operands, 0, all, 1, operands.length);
        Call.run(operation, body, all);
        return this;
    }

    private Tensor draw(String operation, Consumer<org.bytedeco.pytorch.Tensor> filler) {
        Call.run(
                operation,
                () -> {
                    if (handle.is_cpu()) {
                        filler.accept(handle);
                    } else {
                        Tensor host = empty(shape(), dtype());
                        filler.accept(host.handle);
                        handle.copy_(host.handle);
                    }
                },
                this);
        return this;
    }

    private static GeneratorOptional generator(Rng rng) {
        return new GeneratorOptional(torch.make_generator_cpu(rng.seed()));
    }

    private static long[] longs(int... values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = values[i];
        }
        return longs;
    }
}
