package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Link;
import ai.vivace.trees.Task;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an objective of LightGBM means.
 *
 * @param task what it is for
 * @param link from sums to predictions
 * @param scale what sums are multiplied by before
 */
record LightGbmObjective(Task task, Link link, double scale) {
    /**
     * Understands what stands in a file.
     *
     * @param text a name and settings, such as "binary sigmoid:1"; empty for none
     * @param outputs how many there are
     */
    static LightGbmObjective of(String text, int outputs) {
        String[] words = text.strip().split("\\s+");
        InputException.require(
                !List.of(words).contains("sqrt"),
                () -> "Its objective is \"" + text + "\", whose predictions are squares, which cannot be read.");
        return switch (words[0]) {
            case "binary" -> new LightGbmObjective(classes(2), Link.LOGISTIC, sigmoid(words));
            case "multiclass", "softmax" -> new LightGbmObjective(classes(outputs), Link.SOFTMAX, 1);
            case "multiclassova", "multiclass_ova", "ova", "ovr" ->
                new LightGbmObjective(classes(outputs), Link.LOGISTIC, sigmoid(words));
            case "cross_entropy", "xentropy" -> new LightGbmObjective(new Task.Regression(), Link.LOGISTIC, 1);
            case "poisson", "gamma", "tweedie" -> new LightGbmObjective(new Task.Regression(), Link.EXPONENTIAL, 1);
            case "lambdarank", "rank_xendcg" -> new LightGbmObjective(new Task.Ranking(), Link.IDENTITY, 1);
            case "", "custom", "none", "regression", "regression_l1", "huber", "fair", "quantile", "mape" ->
                new LightGbmObjective(new Task.Regression(), Link.IDENTITY, 1);
            default -> throw new InputException("There is no counterpart of its objective \"" + text + "\".");
        };
    }

    private static Task classes(int count) {
        return new Task.Classification(IntStream.range(0, Math.max(2, count))
                .mapToObj(Integer::toString)
                .toList());
    }

    private static double sigmoid(String[] words) {
        for (String word : words) {
            if (word.startsWith("sigmoid:")) {
                return LightGbmReader.number(word.substring("sigmoid:".length()));
            }
        }
        return 1;
    }

    /** What LightGBM calls the objective that predicts as a model does; null where it would have none. */
    static @Nullable String textOf(Task task, Link link, int width) {
        return switch (link) {
            case LOGISTIC -> {
                if (width > 1) {
                    yield "multiclassova num_class:" + width + " sigmoid:1";
                }
                yield task instanceof Task.Classification ? "binary sigmoid:1" : "cross_entropy";
            }
            case SOFTMAX -> "multiclass num_class:" + width;
            case EXPONENTIAL -> width == 1 ? "poisson" : null;
            case IDENTITY -> {
                if (width > 1 || task instanceof Task.Classification) {
                    yield null;
                }
                yield task instanceof Task.Ranking ? "lambdarank" : "regression";
            }
        };
    }
}
