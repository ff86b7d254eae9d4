package ai.vivace.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Several tensors treated as one value: each method is one call of the engine, however many tensors there are. What
 * optimizers work on. Immutable as a list; the tensors' values change.
 */
public final class TensorList implements AutoCloseable {
    private static final class Operators {
        static final Operator ADD = new Operator("aten::_foreach_add_", "List");
        static final Operator MUL_SCALAR = new Operator("aten::_foreach_mul_", "Scalar");
        static final Operator MUL_TENSOR = new Operator("aten::_foreach_mul_", "Tensor");
        static final Operator ADD_SCALAR = new Operator("aten::_foreach_add_", "Scalar");
        static final Operator LERP = new Operator("aten::_foreach_lerp_", "Scalar");
        static final Operator ADDCMUL = new Operator("aten::_foreach_addcmul_", "Scalar");
        static final Operator ADDCDIV = new Operator("aten::_foreach_addcdiv_", "Scalar");
        static final Operator COPY = new Operator("aten::_foreach_copy_", "");
        static final Operator ZERO = new Operator("aten::_foreach_zero_", "");
        static final Operator SQRT = new Operator("aten::_foreach_sqrt", "");
        static final Operator NORM = new Operator("aten::_foreach_norm", "Scalar");
        static final Operator DIV = new Operator("aten::_foreach_div", "List");
        static final Operator PLUS_SCALAR = new Operator("aten::_foreach_add", "Scalar");
        static final Operator TIMES_SCALAR = new Operator("aten::_foreach_mul", "Scalar");
        static final Operator TIMES = new Operator("aten::_foreach_mul", "List");
        static final Operator PLUS = new Operator("aten::_foreach_add", "List");
        static final Operator MUL_LIST = new Operator("aten::_foreach_mul_", "List");
        static final Operator RECIPROCAL = new Operator("aten::_foreach_reciprocal", "");
        static final Operator ABS = new Operator("aten::_foreach_abs", "");
        static final Operator SIGN = new Operator("aten::_foreach_sign", "");
        static final Operator MAXIMUM = new Operator("aten::_foreach_maximum_", "List");
        static final Operator MINIMUM = new Operator("aten::_foreach_minimum_", "List");
        static final Operator CLAMP_MIN = new Operator("aten::_foreach_clamp_min_", "Scalar");
        static final Operator CLAMP_MAX = new Operator("aten::_foreach_clamp_max_", "Scalar");
    }

    private final TensorVector vector;
    private final int size;

    /** This list as the engine's operations take it; kept once the list is out of reach of scopes, as making it costs a microsecond. */
    private @Nullable IValue argument;

    private TensorList(TensorVector vector) {
        this.vector = vector;
        this.size = Math.toIntExact(vector.size());
    }

    /** A list of the given tensors. */
    public static TensorList of(List<Tensor> tensors) {
        return new TensorList(Tensor.vector(tensors.toArray(Tensor[]::new)));
    }

    /**
     * The gradients of the given tensors.
     *
     * @throws TensorException when one of them has none
     */
    public static TensorList gradients(List<Tensor> tensors) {
        TensorVector vector = new TensorVector(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            org.bytedeco.pytorch.Tensor gradient = tensors.get(i).handle().grad();
            if (!gradient.defined()) {
                throw new TensorException("Tensor " + i + " of the list, " + tensors.get(i) + ", has no gradient.");
            }
            vector.put(i, gradient);
        }
        return new TensorList(vector);
    }

    /** The places of a tensor's first dimension, as a list of views. */
    public static TensorList unbind(Tensor tensor) {
        try {
            return new TensorList(tensor.handle().unbind(0));
        } catch (RuntimeException e) {
            throw Call.failure("unbind", e, tensor);
        }
    }

    /** Tensors of zeros in the shapes of this list's, out of reach of every scope. */
    public TensorList zerosLike() {
        List<Tensor> zeros = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            org.bytedeco.pytorch.Tensor like = vector.get(i);
            zeros.add(Call.of("zerosLike", () -> torch.zeros_like(like)));
        }
        return of(zeros).retain();
    }

    /** Copies of this list's tensors, without gradients and out of reach of every scope. */
    public TensorList copies() {
        List<Tensor> copies = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            copies.add(get(i).detach().copy());
        }
        return of(copies).retain();
    }

    /** The number of tensors. */
    public int size() {
        return size;
    }

    /**
     * One of the tensors.
     *
     * @throws TensorException when there are not so many
     */
    public Tensor get(int index) {
        if (index < 0 || index >= size) {
            throw new TensorException("get: a list of " + size + " tensors has no tensor " + index + ".");
        }
        requireOpen();
        // A handle of its own: the vector's reference dies with the vector.
        return new Tensor(new org.bytedeco.pytorch.Tensor(vector.get(index)));
    }

    /** The tensors one by one. */
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            tensors.add(get(i));
        }
        return tensors;
    }

    /** Takes the list, and with it its tensors' memory, out of reach of every scope. */
    public TensorList retain() {
        vector.retainReference();
        if (argument == null) {
            argument = Operator.list(vector).retainReference();
        }
        return this;
    }

    /** Adds scale * other to each tensor. */
    public TensorList addInPlace(TensorList other, double scale) {
        Operators.ADD.call(list(), other.list(), number(scale));
        return this;
    }

    /** Adds a number to each element. */
    public TensorList addInPlace(double number) {
        Operators.ADD_SCALAR.call(list(), number(number));
        return this;
    }

    /** Multiplies each element by a number. */
    public TensorList mulInPlace(double factor) {
        Operators.MUL_SCALAR.call(list(), number(factor));
        return this;
    }

    /** Multiplies each tensor by a scalar tensor, without reading its value back. */
    public TensorList mulInPlace(Tensor factor) {
        Operators.MUL_TENSOR.call(list(), new IValue(factor.handle()));
        return this;
    }

    /** Multiplies each tensor by its counterpart, which may be a scalar tensor. */
    public TensorList mulInPlace(TensorList factors) {
        Operators.MUL_LIST.call(list(), factors.list());
        return this;
    }

    /** Limits each element to the range from low to high; NaN stays. */
    public TensorList clampInPlace(double low, double high) {
        Operators.CLAMP_MIN.call(list(), number(low));
        Operators.CLAMP_MAX.call(list(), number(high));
        return this;
    }

    /** Limits each element from below by its counterpart. */
    public TensorList maximumInPlace(TensorList other) {
        Operators.MAXIMUM.call(list(), other.list());
        return this;
    }

    /** Limits each element from above by its counterpart. */
    public TensorList minimumInPlace(TensorList other) {
        Operators.MINIMUM.call(list(), other.list());
        return this;
    }

    /** Moves each tensor by weight * (end - tensor). */
    public TensorList lerpInPlace(TensorList end, double weight) {
        Operators.LERP.call(list(), end.list(), number(weight));
        return this;
    }

    /** Adds scale * a * b to each tensor. */
    public TensorList addProductInPlace(TensorList a, TensorList b, double scale) {
        Operators.ADDCMUL.call(list(), a.list(), b.list(), number(scale));
        return this;
    }

    /** Adds scale * a / b to each tensor. */
    public TensorList addQuotientInPlace(TensorList a, TensorList b, double scale) {
        Operators.ADDCDIV.call(list(), a.list(), b.list(), number(scale));
        return this;
    }

    /** Overwrites each tensor with its counterpart. */
    public TensorList copyFrom(TensorList source) {
        Operators.COPY.call(list(), source.list(), new IValue(false));
        return this;
    }

    /** Overwrites all elements with 0. */
    public TensorList zero() {
        Operators.ZERO.call(list());
        return this;
    }

    /** Square roots, as a new list. */
    public TensorList sqrt() {
        return result(Operators.SQRT.call(list()));
    }

    /** 1 through each element, as a new list. */
    public TensorList reciprocal() {
        return result(Operators.RECIPROCAL.call(list()));
    }

    /** Magnitudes, as a new list. */
    public TensorList abs() {
        return result(Operators.ABS.call(list()));
    }

    /** -1, 0 or 1 for each element, as a new list. */
    public TensorList sign() {
        return result(Operators.SIGN.call(list()));
    }

    /** this + scale * other, as a new list. */
    public TensorList add(TensorList other, double scale) {
        return result(Operators.PLUS.call(list(), other.list(), number(scale)));
    }

    /** this + number, as a new list. */
    public TensorList add(double number) {
        return result(Operators.PLUS_SCALAR.call(list(), number(number)));
    }

    /** this * factor, as a new list. */
    public TensorList mul(double factor) {
        return result(Operators.TIMES_SCALAR.call(list(), number(factor)));
    }

    /** this / other, as a new list. */
    public TensorList div(TensorList other) {
        return result(Operators.DIV.call(list(), other.list()));
    }

    /** The Euclidean length of each tensor, as a new list of scalars. */
    public TensorList norms() {
        return result(Operators.NORM.call(list(), number(2), Operator.none()));
    }

    /** The sum of this · other over all elements of all tensors; 0 for an empty list. */
    public double dot(TensorList other) {
        if (size == 0) {
            return 0;
        }
        TensorList products = result(Operators.TIMES.call(list(), other.list()));
        return Tensor.stack(products.tensors().stream().map(Tensor::sum).toList(), 0)
                .sum()
                .item();
    }

    /** The sum of the magnitudes of all elements of all tensors; 0 for an empty list. */
    public double sumOfMagnitudes() {
        return size == 0
                ? 0
                : Tensor.stack(
                                result(Operators.NORM.call(list(), number(1), Operator.none()))
                                        .tensors(),
                                0)
                        .sum()
                        .item();
    }

    /** The Euclidean length of all elements of all tensors taken as one vector; 0 for an empty list. */
    public Tensor norm() {
        return size == 0 ? Tensor.scalar(0) : Tensor.stack(norms().tensors(), 0).norm();
    }

    /** Gives the list's hold on its tensors back; tensors that have another holder stay. */
    @Override
    public void close() {
        vector.deallocate();
        if (argument != null) {
            argument.deallocate();
            argument = null;
        }
    }

    /** This list, with copies in place of tensors whose elements lie in another order in memory than their counterparts'. */
    TensorList inMemoryOrderOf(TensorList others) {
        @Nullable TensorVector aligned = null;
        for (int i = 0; i < size; i++) {
            org.bytedeco.pytorch.Tensor own = vector.get(i);
            org.bytedeco.pytorch.Tensor other = others.vector.get(i);
            if (!sameMemoryOrder(own, other)) {
                if (aligned == null) {
                    aligned = new TensorVector(vector.get());
                }
                aligned.put(i, torch.empty_like(other).copy_(own));
            }
        }
        return aligned == null ? this : new TensorList(aligned);
    }

    private static boolean sameMemoryOrder(org.bytedeco.pytorch.Tensor a, org.bytedeco.pytorch.Tensor b) {
        if (a.is_contiguous() && b.is_contiguous()) {
            return true;
        }
        for (long dimension = 0; dimension < a.dim(); dimension++) {
            if (a.stride(dimension) != b.stride(dimension)) {
                return false;
            }
        }
        return true;
    }

    IValue list() {
        IValue known = argument;
        if (known != null) {
            return known;
        }
        requireOpen();
        return Operator.list(vector);
    }

    private void requireOpen() {
        if (vector.isNull()) {
            throw new TensorException("A list of tensors was used after it was closed, or after its scope had ended.");
        }
    }

    private static TensorList result(IValueVector stack) {
        return new TensorList(stack.get(0).toTensorVector());
    }

    private static IValue number(double value) {
        return new IValue(value);
    }
}
