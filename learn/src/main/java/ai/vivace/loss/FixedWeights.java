package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Factors that belong to a loss, kept as a tensor of the outputs' type on the outputs' device. */
final class FixedWeights {
    private final double[] values;
    private @Nullable Tensor tensor;

    FixedWeights(String what, double... values) {
        InputException.require(
                values.length > 0 && Arrays.stream(values).allMatch(v -> v >= 0 && Double.isFinite(v)),
                () -> what + " must be numbers of 0 or more, but are " + Arrays.toString(values) + ".");
        this.values = values.clone();
    }

    int size() {
        return values.length;
    }

    Tensor like(Tensor output) {
        Tensor known = tensor;
        if (known == null || known.dtype() != output.dtype() || !known.device().equals(output.device())) {
            known = Tensor.of(values, Shape.of(values.length))
                    .to(output.dtype())
                    .to(output.device())
                    .retain();
            tensor = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
