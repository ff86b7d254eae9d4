package ai.vivace.trees.report;

import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good predictions are.
 *
 * @param measures by their names, in the order of {@link #measures(Task)}, without those that the rows do not allow, such as an AUC where one
 *     class is missing
 */
public record Judgement(Map<String, Double> measures) {
    public Judgement {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** What predictions of a task are judged by: for two classes accuracy, AUC and log loss; for more without AUC; for numbers RMSE, MAE and R². */
    public static List<Measure> measures(Task task) {
        if (task instanceof Task.Classification classes) {
            return classes.labels().size() == 2
                    ? List.of(Measures.accuracy(), Measures.areaUnderCurve(), Measures.logLoss())
                    : List.of(Measures.accuracy(), Measures.logLoss());
        }
        return List.of(Measures.rootMeanSquare(), Measures.meanAbsolute(), Measures.determination());
    }

    /** Judges predictions, see {@link ai.vivace.trees.Predictor#predict}. */
    public static Judgement of(Target target, double[][] predicted) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Measure measure : measures(target.task())) {
            double score = measure.of(target, predicted);
            if (Double.isFinite(score)) {
                scores.put(measure.name(), score);
            }
        }
        return new Judgement(scores);
    }
}
