package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What happens to raw inputs on the device before the model sees them; fitted on the training split only and stored in the
 * exported model: to float32, divided by the scale, minus the mean, divided by the deviation. Where nothing is to be done ({@link #none}) numbers of tokens
 * stay int64.
 *
 * @param inputShape the shape of one raw input; [channels, height, width] for pictures
 * @param scale what raw values are divided by: 255 for bytes, 1 for none
 * @param mean for each channel (the first dimension of an input), or one for all
 * @param deviation likewise; positive
 */
public record Preprocessing(Shape inputShape, double scale, List<Double> mean, List<Double> deviation) {
    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        List<Double> means = mean;
        List<Double> deviations = deviation;
        InputException.require(
                scale > 0 && Double.isFinite(scale), () -> "The scale must be positive, but is " + scale + ".");
        InputException.require(
                means.size() == deviations.size()
                        && !means.isEmpty()
                        && (means.size() == 1 || (inputShape.rank() > 0 && means.size() == inputShape.size(0))),
                () -> "An input of shape " + inputShape
                        + " needs one mean and deviation, or one for each channel, but came " + means + " and "
                        + deviations + ".");
        InputException.require(
                means.stream().allMatch(Double::isFinite), () -> "Means must be numbers, but are " + means + ".");
        InputException.require(
                deviations.stream().allMatch(d -> d > 0 && Double.isFinite(d)),
                () -> "Deviations must be positive, but are " + deviations + ".");
    }

    /** Only the conversion to float32; numbers of tokens (int64) stay what they are. */
    public static Preprocessing none(Shape inputShape) {
        return new Preprocessing(inputShape, 1, List.of(0.0), List.of(1.0));
    }

    /**
     * Makes sure that raw inputs can be prepared.
     *
     * @throws InputException when one has another shape; it says which
     */
    public void check(List<? extends Array> raw) {
        int index = 0;
        for (Array one : raw) {
            int place = index++;
            InputException.require(
                    one.shape().equals(inputShape),
                    () -> "The model takes inputs of shape " + inputShape + ", but input " + place + " has shape "
                            + one.shape() + ".");
        }
    }

    /** Prepares raw inputs that have been checked, at least one, as a batch on a device. */
    public Tensor apply(List<? extends Array> raw, Device device) {
        Tensor batch = raw.size() == 1
                ? raw.get(0).toTensor().unsqueeze(0)
                : Tensor.stack(raw.stream().map(Array::toTensor).toList(), 0);
        return apply(batch.to(device));
    }

    /** Prepares a batch of raw inputs, [N, …] in the input shape. */
    public Tensor apply(Tensor raw) {
        if (!changesNothing()) {
            return standardised(ownFloats(raw), scale);
        }
        return raw.dtype() == DType.INT64 ? raw : raw.to(DType.FLOAT32);
    }

    /** The first half of {@link #apply(Tensor)}: raw inputs as float32 divided by the scale, in memory of their own. */
    public Tensor scaled(Tensor raw) {
        Tensor value = ownFloats(raw);
        return scale == 1 ? value : value.mulInPlace(1 / scale);
    }

    /** The second half: what {@link #scaled} gave, minus the mean, divided by the deviation, in place. */
    public Tensor normalised(Tensor scaled) {
        return standardised(scaled, 1);
    }

    private boolean changesNothing() {
        return scale == 1
                && mean.stream().allMatch(m -> m == 0)
                && deviation.stream().allMatch(d -> d == 1);
    }

    private static Tensor ownFloats(Tensor raw) {
        return raw.dtype() == DType.FLOAT32 ? raw.copy() : raw.to(DType.FLOAT32);
    }

    /** In place: fresh memory for a large batch costs more than the arithmetic. */
    private Tensor standardised(Tensor value, double unit) {
        if (mean.size() == 1) {
            double shift = mean.get(0);
            double factor = 1 / (unit * deviation.get(0));
            Tensor centred = shift == 0 ? value : value.addInPlace(-shift * unit);
            return factor == 1 ? centred : centred.mulInPlace(factor);
        }
        long[] channels = new long[value.rank()];
        Arrays.fill(channels, 1);
        channels[1] = mean.size();
        Tensor shifts = column(mean, unit, channels).to(value.device());
        Tensor spreads = column(deviation, unit, channels).to(value.device());
        return value.subInPlace(shifts).divInPlace(spreads);
    }

    private static Tensor column(List<Double> values, double scale, long[] sizes) {
        float[] column = new float[values.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = (float) (values.get(i) * scale);
        }
        return Tensor.of(column, Shape.of(sizes));
    }
}
