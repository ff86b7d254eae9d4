package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stairs: at given moments the rate is multiplied by a number; momentum is left alone. {@code StepLR} and {@code MultiStepLR} of
 * PyTorch.
 *
 * @param multiplier positive; default 0.1
 * @param moments shares of the training, between 0 and 1, rising
 */
public record StepDecay(double multiplier, List<Double> moments) implements Policy {
    public StepDecay {
        moments = List.copyOf(moments);
        double given = multiplier;
        InputException.require(
                multiplier > 0 && multiplier < Double.POSITIVE_INFINITY,
                () -> "The multiplier of a step decay must be positive, but was " + given + ".");
        double before = 0;
        for (double moment : moments) {
            double last = before;
            InputException.require(
                    moment > last && moment < 1,
                    () -> "The moments of a step decay must rise and be between 0 and 1, but " + moment + " came after "
                            + last + ".");
            before = moment;
        }
    }

    /** A tenth of the rate from each moment on: {@code StepDecay.at(0.5, 0.75)} is usual in papers on pictures. */
    public static StepDecay at(double... moments) {
        return new StepDecay(0.1, Arrays.stream(moments).boxed().toList());
    }

    /** A tenth of the rate after each of several equal parts of the training but the last. */
    public static StepDecay parts(int parts) {
        InputException.require(parts >= 1, () -> "A step decay has at least 1 part, not " + parts + ".");
        return new StepDecay(
                0.1, IntStream.range(1, parts).mapToObj(i -> (double) i / parts).toList());
    }

    public StepDecay multiplier(double newMultiplier) {
        return new StepDecay(newMultiplier, moments);
    }

    @Override
    public Schedule factor() {
        return progress -> Math.pow(multiplier, (double)
                moments.stream().filter(moment -> moment <= progress).count());
    }
}
