package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One model whose weights are the mean of several models' weights (Wortsman 2022). It works for models of one architecture that were
 * trained from the same starting point, as when a pretrained model is fine-tuned with several settings; others have no meaningful mean.
 *
 * <p>Batch-norm statistics are averaged like weights; {@link BatchStatistics#recompute} makes better ones.
 */
public final class ModelSoup {
    private ModelSoup() {}

    /**
     * The mean of all models, written into the first model given.
     *
     * @param result which takes the mean; may be one of the ingredients
     * @param ingredients at least one, with states of the same names and shapes
     */
    public static void uniform(UnaryLayer result, List<? extends UnaryLayer> ingredients) {
        requireAlike(result, ingredients);
        try (StateCopy mean = StateCopy.of(ingredients.get(0))) {
            for (int i = 1; i < ingredients.size(); i++) {
                mean.approach(ingredients.get(i), 1.0 / (i + 1));
            }
            result.load(mean.tensors());
        }
    }

    /**
     * The mean of those models that make it better: from the best model on, each further one is kept in the mean when the score does
     * not fall.
     *
     * @param result which takes the mean; not one of the ingredients
     * @param ingredients at least one, with states of the same names and shapes
     * @param score how good a model is, higher being better, on data that are not the test's
     * @return the ingredients that were taken, by their places, best first
     */
    public static List<Integer> greedy(
            UnaryLayer result, List<? extends UnaryLayer> ingredients, ToDoubleFunction<UnaryLayer> score) {
        requireAlike(result, ingredients);
        InputException.require(
                !ingredients.contains(result), () -> "The model that takes the greedy soup must not be in it.");
        double[] scores = ingredients.stream().mapToDouble(score).toArray();
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .toList();
        List<Integer> taken = new ArrayList<>(order.subList(0, 1));
        double best = scores[order.get(0)];
        try (StateCopy mean = StateCopy.of(ingredients.get(order.get(0)))) {
            for (int i : order.subList(1, order.size())) {
                mean.restore(result);
                try (StateCopy tried = StateCopy.of(result)) {
                    tried.approach(ingredients.get(i), 1.0 / (taken.size() + 1));
                    tried.restore(result);
                    double reached = score.applyAsDouble(result);
                    if (reached >= best) {
                        best = reached;
                        taken.add(i);
                        mean.update(result);
                    }
                }
            }
            result.load(mean.tensors());
        }
        return taken;
    }

    private static void requireAlike(UnaryLayer result, List<? extends UnaryLayer> ingredients) {
        InputException.require(!ingredients.isEmpty(), () -> "A soup needs at least one model.");
        Map<String, Shape> shapes = shapes(result);
        for (int i = 0; i < ingredients.size(); i++) {
            int number = i;
            Map<String, Shape> own = shapes(ingredients.get(i));
            InputException.require(
                    own.equals(shapes),
                    () -> "A soup is of models of one architecture, but model " + number + " has the state " + own
                            + " and the one that takes the mean " + shapes + ".");
        }
    }

    private static Map<String, Shape> shapes(UnaryLayer model) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            model.state().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        }
        return shapes;
    }
}
