package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalLong;

/** What is done to logits before a loss sees them, and whether a loss can use them. */
public final class Logits {
    private static final int SHOWN = 8;

    private Logits() {}

    /**
     * cap·tanh(z / cap): as they are while small, never beyond ±cap (Bello 2016; Gemma 2).
     *
     * @param cap above 0; 30 for the output in Gemma 2
     */
    public static Tensor softCap(Tensor logits, double cap) {
        InputException.require(
                cap > 0 && Double.isFinite(cap), () -> "The cap of logits must be above 0, but is " + cap + ".");
        return logits.div(cap).tanh().mul(cap);
    }

    /**
     * The first item of which no distribution can be made: one of its values is NaN or +∞, or all of a distribution's are -∞. Single
     * ones of -∞ are fine: classes that are ruled out.
     *
     * @param logits [N, classes] or [N, classes, d…]
     */
    public static OptionalLong firstUnusable(Tensor logits) {
        // The sum of exponentials is NaN, infinite or 0 in just these cases.
        Tensor bad = logits.detach().logSumExp(1).isFinite().not();
        double[] rows = bad.reshape(logits.size(0), -1).to(DType.FLOAT32).max(1).toDoubles();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != 0) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Refuses logits of which no distribution can be made.
     *
     * @throws InputException with the first such row and its values
     */
    static void requireUsable(String loss, Tensor logits) {
        OptionalLong row = firstUnusable(logits);
        if (row.isPresent()) {
            double[] values = logits.detach().select(0, row.getAsLong()).toDoubles();
            String shown = Arrays.toString(Arrays.copyOf(values, Math.min(SHOWN, values.length)));
            throw new InputException(loss + ": row " + row.getAsLong() + " has the logits "
                    + (values.length > SHOWN ? shown.replace("]", ", …]") : shown)
                    + ", of which no probabilities can be made. Find the first layer with a bad value: a learner's training"
                    + " names it.");
        }
    }
}
