package ai.vivace.learn;

import ai.vivace.nn.Activation;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * What a layer gives for a batch, or what gradient comes back to it, in numbers.
 *
 * <p>A unit is a feature of a vector, the last dimension, or a channel of a picture, dimension 1 of four.
 *
 * @param mean of all values
 * @param deviation their standard deviation
 * @param dead the share of units that are 0 for every item; of outputs only where the layer cuts off at 0, as ReLU does
 * @param saturated the share of values where the layer's function is nearly flat: tanh beyond ±0.97, sigmoid likewise; only there
 */
public record Activity(double mean, double deviation, OptionalDouble dead, OptionalDouble saturated) {
    /** Where tanh is taken to be flat: its slope is below 6 % of the highest. */
    private static final double FLAT = 0.97;

    /** Of what a layer gave. */
    static Activity forward(UnaryLayer layer, Tensor output) {
        Tensor values = output.detach().to(DType.FLOAT32);
        return new Activity(
                values.mean().item(),
                deviation(values),
                rectifies(layer, values) ? OptionalDouble.of(dead(values)) : OptionalDouble.empty(),
                saturated(layer, values));
    }

    /** Of the gradient with respect to what a layer gave. */
    static Activity backward(Tensor gradient) {
        Tensor values = gradient.detach().to(DType.FLOAT32);
        return new Activity(
                values.mean().item(), deviation(values), OptionalDouble.of(dead(values)), OptionalDouble.empty());
    }

    static double deviation(Tensor values) {
        return values.variance().sqrt().item();
    }

    /** Whether a layer ends in a ReLU: it is one, or it is a block of layers that gives nothing below 0 but some that are 0. */
    private static boolean rectifies(UnaryLayer layer, Tensor values) {
        return layer instanceof Activation
                ? is(layer, Nonlinearity.RELU)
                : !layer.children().isEmpty() && values.min().item() == 0;
    }

    private static OptionalDouble saturated(UnaryLayer layer, Tensor values) {
        if (is(layer, Nonlinearity.TANH)) {
            return OptionalDouble.of(share(values.abs().gt(FLAT)));
        }
        return is(layer, Nonlinearity.SIGMOID)
                ? OptionalDouble.of(share(values.mul(2).sub(1).abs().gt(FLAT)))
                : OptionalDouble.empty();
    }

    private static boolean is(UnaryLayer layer, Nonlinearity function) {
        return layer instanceof Activation
                && function.toString().equals(layer.settings().get("function"));
    }

    private static double dead(Tensor values) {
        return share(byUnit(values).abs().max(1).eq(0));
    }

    /** [units, values of each]. */
    private static Tensor byUnit(Tensor values) {
        if (values.rank() < 2) {
            return values.reshape(1, -1);
        }
        return values.rank() == 4
                ? values.transpose(0, 1).flatten(1, -1)
                : values.reshape(-1, values.size(-1)).transpose(0, 1);
    }

    private static double share(Tensor mask) {
        return mask.to(DType.FLOAT32).mean().item();
    }
}
