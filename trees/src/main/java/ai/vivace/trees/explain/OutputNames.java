package ai.vivace.trees.explain;

import ai.vivace.trees.Link;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import java.util.List;

/** What the outputs of models are called. */
final class OutputNames {
    private OutputNames() {}

    /** Names of a model's raw outputs: one for two classes that share a number is the second class. */
    static List<String> of(TreeEnsemble model) {
        if (model.task() instanceof Task.Classification task) {
            return task.labels().size() == model.width()
                    ? task.labels()
                    : List.of(task.labels().get(task.labels().size() - 1));
        }
        return List.of(model.task() instanceof Task.Ranking ? "relevance" : "prediction");
    }

    /** The unit that raw outputs are in, as an ending of an axis's label. */
    static String unit(Link link) {
        return switch (link) {
            case IDENTITY -> "";
            case LOGISTIC -> " (log-odds)";
            case SOFTMAX -> " (before the softmax)";
            case EXPONENTIAL -> " (logarithm)";
        };
    }
}
