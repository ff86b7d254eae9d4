package ai.vivace.cli;

import ai.vivace.learn.RateFinding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A learning rate and why it was taken.
 *
 * @param value the rate
 * @param reason a few words
 * @param finding the curve it comes from; null when it was given
 */
record ChosenRate(double value, String reason, @Nullable RateFinding finding) {
    static ChosenRate given(double rate) {
        return new ChosenRate(rate, "as given", null);
    }

    static ChosenRate found(RateFinding finding) {
        String reason = finding.suggestions().valley().isPresent()
                ? "the valley of the finder's curve"
                : finding.suggestions().reason().orElse("the finder saw no valley");
        return new ChosenRate(finding.suggestion(), reason, finding);
    }

    /** The rate as it is typed. */
    String text() {
        return text(value);
    }

    static String text(double rate) {
        return String.format(Locale.ROOT, "%.2e", rate).replaceAll("0+e", "e").replace(".e", "e");
    }
}
