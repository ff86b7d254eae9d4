package ai.vivace.learn;

import ai.vivace.data.Loader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model's outputs for a whole data set, on Java's side, in the order the loader gave the items: the data set's own, unless it
 * shuffles.
 *
 * @param indices which item of the data set each is
 * @param outputs the activated outputs (probabilities for classes) of each item
 * @param decisions the class number of each item, or the first output's rounded value for regression
 * @param targets each item's target: its class number, or its values
 * @param losses each item's loss
 */
public record Predictions(
        List<Integer> indices, List<float[]> outputs, long[] decisions, List<double[]> targets, double[] losses) {
    static Predictions collect(Learner learner, Loader loader) {
        List<Integer> indices = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        List<double[]> targets = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<Long> decisions = new ArrayList<>();
        learner.forEachOutput(loader, (batch, output) -> {
            int size = batch.size();
            Arrays.stream(batch.indices()).forEach(indices::add);
            rows(learner.loss().activate(output).toFloats(), size).forEach(outputs::add);
            for (double value : learner.loss().each(output, batch.target()).toDoubles()) {
                losses.add(value);
            }
            double[] flat = batch.target().toDoubles();
            int width = flat.length / size;
            IntStream.range(0, size)
                    .forEach(row -> targets.add(Arrays.copyOfRange(flat, row * width, (row + 1) * width)));
            long[] chosen = learner.loss().decode(output).toLongs();
            IntStream.range(0, size).forEach(row -> decisions.add(chosen[row * (chosen.length / size)]));
        });
        return new Predictions(
                indices,
                outputs,
                decisions.stream().mapToLong(Long::longValue).toArray(),
                targets,
                losses.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The number of items. */
    public int size() {
        return outputs.size();
    }

    private static List<float[]> rows(float[] flat, int size) {
        int width = flat.length / size;
        return IntStream.range(0, size)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
                .toList();
    }
}
