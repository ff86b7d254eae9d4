package ai.vivace.learn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How good a model is on a data set.
 *
 * @param loss the mean loss over all items, whatever the batches' sizes
 * @param metrics the metrics' values by name, in the order given
 */
public record Evaluation(double loss, Map<String, Double> metrics) {
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A metric's value. */
    public Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }
}
