package ai.vivace.trees.tune;

import java.util.Map;
import java.util.Optional;

/**
 * Settings that a search has tried.
 *
 * @param number which candidate it is, from 0 in the order of drawing
 * @param rung how often it had been chosen before: 0, or for successive halving one more each time that it stayed
 * @param resource what it was given: rounds or rows; 0 for a search that gives all candidates all
 * @param candidate what was drawn
 * @param score the first measure, the mean over the folds; NaN when it failed
 * @param deviation of the folds' scores; NaN when it failed
 * @param failure why its training was refused; empty when it was not
 */
public record Trial<S>(
        int number,
        int rung,
        int resource,
        Space.Candidate<S> candidate,
        double score,
        double deviation,
        Optional<String> failure) {
    /** The settings that were tried. */
    public S settings() {
        return candidate.settings();
    }

    /** What was drawn, by the names of the dimensions. */
    public Map<String, Object> values() {
        return candidate.values();
    }
}
