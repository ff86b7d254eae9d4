package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a classifier of real pictures makes of made ones.
 *
 * @param inception exp of the mean divergence of each picture's classes from those of all (Salimans 2016): from 1, when all look alike
 *     or like nothing, to the number of classes, when each is surely of one and all come up alike
 * @param confidence the mean probability of the likeliest class, 0 to 1
 * @param shares of the pictures that look most like each class
 */
public record SampleScore(double inception, double confidence, double[] shares) {
    /** By the logits [N, classes] that a classifier gives for made pictures. */
    public static SampleScore of(Tensor logits) {
        InputException.require(
                logits.rank() == 2 && logits.size(0) > 0 && logits.size(1) >= 2,
                () -> "A score needs logits [N, classes] of at least one picture and two classes, but came "
                        + logits.shape() + ".");
        Tensor logs = logits.logSoftmax(1);
        Tensor probabilities = logs.exp();
        Tensor all = probabilities.mean(0);
        double divergence = probabilities
                .mul(logs.sub(all.clamp(Float.MIN_NORMAL, 1).log()))
                .sum(1)
                .mean()
                .item();
        double[] shares = new double[Math.toIntExact(logits.size(1))];
        long[] likeliest = logits.argmax(1).toLongs();
        for (long number : likeliest) {
            shares[(int) number] += 1.0 / likeliest.length;
        }
        return new SampleScore(Math.exp(divergence), probabilities.max(1).mean().item(), shares);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleScore score
                && score.inception == inception
                && score.confidence == confidence
                && Arrays.equals(score.shares, shares);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(inception) + Arrays.hashCode(shares);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "inception score %.3f, confidence %.3f, shares %s",
                inception,
                confidence,
                Arrays.toString(Arrays.stream(shares)
                        .map(share -> Math.round(1000 * share) / 1000.0)
                        .toArray()));
    }
}
