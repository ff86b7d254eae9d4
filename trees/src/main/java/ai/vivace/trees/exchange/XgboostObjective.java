package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Link;
import ai.vivace.trees.Task;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an objective of XGBoost means.
 *
 * @param task what it is for
 * @param link from sums to predictions
 * @param start how base_score, which a model has, is made of a sum
 */
record XgboostObjective(Task task, Link link, Link start) {
    /** XGBoost takes shares that are nearer to 0 or 1 for so near. */
    private static final float NEAREST = 1e-6f;

    /**
     * Understands an objective.
     *
     * @param version of XGBoost, its first number; 0 where the file does not say
     */
    static XgboostObjective of(String name, int outputs, int version) {
        return switch (name) {
            case "binary:logistic" -> new XgboostObjective(classes(2), Link.LOGISTIC, Link.LOGISTIC);
            case "binary:logitraw" -> {
                // Its base_score was a share in early versions, and is a sum now.
                InputException.require(
                        version >= 2,
                        () ->
                                "Its objective is binary:logitraw, which can be read from version 2 on. Save it with a newer XGBoost.");
                yield new XgboostObjective(classes(2), Link.LOGISTIC, Link.IDENTITY);
            }
            case "multi:softprob", "multi:softmax" ->
                new XgboostObjective(classes(outputs), Link.SOFTMAX, Link.IDENTITY);
            case "reg:logistic" -> new XgboostObjective(new Task.Regression(), Link.LOGISTIC, Link.LOGISTIC);
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" ->
                new XgboostObjective(new Task.Regression(), Link.EXPONENTIAL, Link.EXPONENTIAL);
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:absoluteerror",
                    "reg:pseudohubererror",
                    "reg:quantileerror",
                    "reg:expectileerror" -> new XgboostObjective(new Task.Regression(), Link.IDENTITY, Link.IDENTITY);
            case "rank:ndcg", "rank:map", "rank:pairwise" ->
                new XgboostObjective(new Task.Ranking(), Link.IDENTITY, Link.IDENTITY);
            default -> throw new InputException("There is no counterpart of its objective " + name + ".");
        };
    }

    private static Task classes(int count) {
        return new Task.Classification(IntStream.range(0, Math.max(2, count))
                .mapToObj(Integer::toString)
                .toList());
    }

    /** The sum that a base_score stands for; computed in single precision, as XGBoost does. */
    double sum(float score) {
        InputException.require(
                switch (start) {
                    case LOGISTIC -> score >= 0 && score <= 1;
                    case EXPONENTIAL -> score > 0 && score <= Float.MAX_VALUE;
                    case IDENTITY, SOFTMAX -> Math.abs(score) <= Float.MAX_VALUE;
                },
                () -> "Its base_score must be a prediction of its objective, but is " + score + ".");
        return switch (start) {
            case LOGISTIC -> (float) -Math.log(1f / Math.max(NEAREST, Math.min(1 - NEAREST, score)) - 1f);
            case EXPONENTIAL -> (float) Math.log(score);
            case IDENTITY, SOFTMAX -> score;
        };
    }

    /** What XGBoost calls the objective that predicts as a model does. */
    static String nameOf(Task task, Link link) {
        return switch (link) {
            case LOGISTIC -> task instanceof Task.Classification ? "binary:logistic" : "reg:logistic";
            case SOFTMAX -> "multi:softprob";
            case EXPONENTIAL -> "count:poisson";
            case IDENTITY -> task instanceof Task.Ranking ? "rank:pairwise" : "reg:squarederror";
        };
    }

    /** The objective's settings, which XGBoost wants to find: a name and fields of texts. */
    static List<String> settingsOf(String name, int outputs) {
        return switch (name) {
            case "multi:softprob" -> List.of("softmax_multiclass_param", "num_class", Integer.toString(outputs));
            case "count:poisson" -> List.of("poisson_regression_param", "max_delta_step", "0.7");
            case "rank:pairwise" -> List.of("lambdarank_param");
            default -> List.of("reg_loss_param", "scale_pos_weight", "1");
        };
    }
}
