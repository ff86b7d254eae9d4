package ai.vivace.text.generate;

import ai.vivace.base.VivaceException;
import java.util.Arrays;

/** Logits put in order and made probabilities, in double and by one thread, so that a seed gives one text everywhere. */
final class Ranking {
    private static final int SIGN = 31;

    private Ranking() {}

    /** The tokens from the likeliest on; of equals, the lower number first; those excluded, at minus infinity, are last. */
    static int[] order(float[] logits) {
        long[] keys = new long[logits.length];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(logits[i] + 0f);
            int rising = bits ^ ((bits >> SIGN) & Integer.MAX_VALUE);
            keys[i] = ((long) ~rising << Integer.SIZE) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /** The likeliest token; of equals, the lowest number. */
    static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** log(Σ exp(logit)). */
    static double logSum(float[] logits) {
        float highest = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((double) logit - highest);
        }
        double logSum = highest + Math.log(sum);
        if (!Double.isFinite(logSum)) {
            throw new VivaceException(
                    "The model's logits are not finite numbers, so there is no next token. Were its weights trained or loaded?");
        }
        return logSum;
    }
}
