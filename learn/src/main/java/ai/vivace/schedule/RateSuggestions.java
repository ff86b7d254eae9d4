package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Learning rates that the curve of a range test (Smith 2015) suggests, by fastai's four rules.
 *
 * <p>Unlike fastai, which answers with some rate in any case, there is no suggestion where the curve does not support one;
 * {@link #reason} then says why. Rules that look at a piece of the curve may find theirs where others do not.
 */
public final class RateSuggestions {
    /** Fewer points than this have no shape. */
    private static final int FEWEST_POINTS = 6;

    /** The share of the first loss that the curve must fall by; fastai has no such rule. */
    private static final double LEAST_FALL = 0.01;

    private static final int LAST_POINTS_LEFT_OUT = 5;
    private static final int SLIDE_WINDOW = 15;
    private static final double SLIDE_THRESHOLD = 0.005;
    private static final double BELOW_MINIMUM = 10;

    private final double[] rates;
    private final double[] losses;
    private final Optional<String> reason;

    private RateSuggestions(double[] rates, double[] losses) {
        this.rates = rates;
        this.losses = losses;
        this.reason = findReason();
    }

    /**
     * Suggestions from all points given, up to the first loss that is NaN or infinite.
     *
     * @param rates positive and rising
     * @param losses the smoothed loss at each rate
     */
    public static RateSuggestions of(double[] rates, double[] losses) {
        InputException.require(
                rates.length == losses.length,
                () -> "Each rate needs its loss, but there were " + rates.length + " rates and " + losses.length
                        + " losses.");
        int end = 0;
        while (end < losses.length && Double.isFinite(losses[end])) {
            end++;
        }
        for (int i = 0; i < end; i++) {
            double before = i == 0 ? 0 : rates[i - 1];
            double rate = rates[i];
            InputException.require(
                    rate > before,
                    () -> "The rates of a range test must be positive and rise, but " + rate + " came after " + before
                            + ".");
        }
        return new RateSuggestions(Arrays.copyOf(rates, end), Arrays.copyOf(losses, end));
    }

    /**
     * Suggestions from a whole test, without the tenth of its planned points at the start and the five before it stopped,
     * where the smoothed loss says little. A test that stopped at a loss that is NaN is taken as if it had gone on with NaN to
     * its planned end, as fastai's does.
     *
     * @param planned how many points the test would have had if the loss had not diverged
     */
    public static RateSuggestions ofTest(double[] rates, double[] losses, int planned) {
        InputException.require(planned >= 1, () -> "A range test has at least 1 point, not " + planned + ".");
        int start = Math.min(planned / 10, losses.length);
        boolean brokeOff = losses.length > 0 && Double.isNaN(losses[losses.length - 1]);
        int length = brokeOff ? Math.max(planned, losses.length) : losses.length;
        int end = Math.min(losses.length, Math.max(start, length - LAST_POINTS_LEFT_OUT));
        return of(
                Arrays.copyOfRange(rates, Math.min(start, rates.length), Math.min(end, rates.length)),
                Arrays.copyOfRange(losses, start, end));
    }

    /** How many points were looked at. */
    public int points() {
        return losses.length;
    }

    /** Why there are no suggestions; empty when there are. */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * Two thirds along the longest fall: fastai's default since 2021, and ours.
     *
     * <p>The fall is the longest subsequence of falling losses. Its start is counted back from its end by its length, as
     * fastai does, which is one point before the curve when all of it falls.
     */
    public OptionalDouble valley() {
        if (reason.isPresent()) {
            return OptionalDouble.empty();
        }
        int[] fall = longestFall();
        double third = (fall[1] - fall[0]) / 3.0;
        return OptionalDouble.of(rates[Math.max(0, fall[0] + (int) third + (int) (third / 2))]);
    }

    /** The left end of the last window of 15 points over which the slope changes by more than 0.005, moving left from the end. */
    public OptionalDouble slide() {
        if (reason.isPresent() || losses.length <= SLIDE_WINDOW) {
            return OptionalDouble.empty();
        }
        double[] slopes = slopes();
        int left = losses.length - 1 - SLIDE_WINDOW;
        double found = rates[left];
        while (left >= 0 && Math.abs(slopes[left + SLIDE_WINDOW] - slopes[left]) > SLIDE_THRESHOLD) {
            found = rates[left];
            left--;
        }
        return OptionalDouble.of(found);
    }

    /** A tenth of the rate at the lowest loss. */
    public OptionalDouble minimum() {
        return reason.isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(rates[indexOfLowest(losses)] / BELOW_MINIMUM);
    }

    /** The rate from which the loss falls fastest per e-fold of the rate. */
    public OptionalDouble steep() {
        if (reason.isPresent()) {
            return OptionalDouble.empty();
        }
        double[] falls = new double[losses.length - 1];
        for (int i = 0; i < falls.length; i++) {
            falls[i] = (losses[i + 1] - losses[i]) / (Math.log(rates[i + 1]) - Math.log(rates[i]));
        }
        return OptionalDouble.of(rates[indexOfLowest(falls)]);
    }

    @Override
    public String toString() {
        return reason.map(text -> "No suggestion: " + text)
                .orElseGet(() -> "valley " + text(valley()) + ", slide " + text(slide()) + ", minimum "
                        + text(minimum()) + ", steep " + text(steep()));
    }

    private Optional<String> findReason() {
        if (losses.length < FEWEST_POINTS) {
            return Optional.of("The test has " + losses.length + " usable points; it takes at least " + FEWEST_POINTS
                    + ". Take more points, or a lower first rate if the loss overflowed at once.");
        }
        double highestBefore = losses[0];
        double deepestFall = 0;
        for (double loss : losses) {
            highestBefore = Math.max(highestBefore, loss);
            deepestFall = Math.max(deepestFall, highestBefore - loss);
        }
        return deepestFall > LEAST_FALL * Math.abs(losses[0])
                ? Optional.empty()
                : Optional.of("The loss never falls: by at most " + String.format(Locale.ROOT, "%.2g", deepestFall)
                        + " from " + String.format(Locale.ROOT, "%.3g", losses[0])
                        + ". Widen the range of rates, or look at data, loss and initialisation.");
    }

    /** Start and end of the longest falling subsequence; the first found of equal length. */
    private int[] longestFall() {
        int[] lengths = new int[losses.length];
        Arrays.fill(lengths, 1);
        int start = 0;
        int end = 0;
        for (int i = 1; i < losses.length; i++) {
            for (int j = 0; j < i; j++) {
                if (losses[i] < losses[j] && lengths[i] < lengths[j] + 1) {
                    lengths[i] = lengths[j] + 1;
                }
                // Inside the inner loop as in fastai: the start is fixed when the record is first broken.
                if (lengths[end] < lengths[i]) {
                    end = i;
                    start = end - lengths[end];
                }
            }
        }
        return new int[] {start, end};
    }

    /** Central differences, one-sided at both ends, as numpy.gradient. */
    private double[] slopes() {
        int last = losses.length - 1;
        double[] slopes = new double[losses.length];
        slopes[0] = losses[1] - losses[0];
        slopes[last] = losses[last] - losses[last - 1];
        for (int i = 1; i < last; i++) {
            slopes[i] = (losses[i + 1] - losses[i - 1]) / 2;
        }
        return slopes;
    }

    private static int indexOfLowest(double[] values) {
        int lowest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[lowest]) {
                lowest = i;
            }
        }
        return lowest;
    }

    private static String text(OptionalDouble rate) {
        return rate.isPresent() ? String.format(Locale.ROOT, "%.2e", rate.getAsDouble()) : "none";
    }
}
