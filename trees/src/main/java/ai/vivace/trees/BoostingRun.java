package ai.vivace.trees;

import java.util.List;
import java.util.Map;

/**
 * What came of boosting with validation data.
 *
 * @param model with the best number of rounds where patience was given, else with all
 * @param measure what validation data were judged by
 * @param history the measure after each round
 * @param best the round, from 1, whose measure was best; 0 without validation data
 */
public record BoostingRun(TreeEnsemble model, String measure, List<Double> history, int best) {
    public BoostingRun {
        history = List.copyOf(history);
    }

    /** The measure after the best round, by the measure's name. */
    public Map<String, Double> bestMeasure() {
        return best == 0 ? Map.of() : Map.of(measure, history.get(best - 1));
    }
}
