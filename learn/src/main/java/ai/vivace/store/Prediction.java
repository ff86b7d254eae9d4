package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A model's answer for one input.
 *
 * @param ranking the classes from the likeliest to the least likely; of equally likely ones the lower number first; empty
 *     when the model predicts numbers
 * @param values the outputs in their own order: the probability of each class, or the predicted numbers
 */
public record Prediction(List<Ranked> ranking, List<Double> values) {
    /**
     * One class and how likely it is.
     *
     * @param label the class's name
     * @param number the class's place among the labels, from 0
     * @param probability from 0 to 1
     */
    public record Ranked(String label, int number, double probability) {}

    public Prediction {
        ranking = List.copyOf(ranking);
        values = List.copyOf(values);
    }

    /**
     * The answer that a model's activated output is.
     *
     * @param outputs the probability of each class, or the predicted numbers
     * @throws VivaceException when one is NaN or infinite
     */
    public static Prediction of(Task task, double[] outputs) {
        List<Double> values = new ArrayList<>(outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            if (!Double.isFinite(outputs[i])) {
                throw new VivaceException("The model's output " + i + " is " + outputs[i]
                        + ", which means nothing: its input or its weights have numbers beyond all bounds.");
            }
            values.add(outputs[i]);
        }
        if (!(task instanceof Task.Classification || task instanceof Task.MultiLabel)) {
            return new Prediction(List.of(), values);
        }
        List<Ranked> ranking = new ArrayList<>(outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            ranking.add(new Ranked(task.labels().get(i), i, values.get(i)));
        }
        ranking.sort(Comparator.comparingDouble(Ranked::probability).reversed());
        return new Prediction(ranking, values);
    }

    /**
     * The likeliest class's name.
     *
     * @throws InputException when the model predicts numbers
     */
    public String label() {
        return best().label();
    }

    /**
     * The likeliest class's number.
     *
     * @throws InputException when the model predicts numbers
     */
    public int number() {
        return best().number();
    }

    /**
     * How likely the likeliest class is.
     *
     * @throws InputException when the model predicts numbers
     */
    public double probability() {
        return best().probability();
    }

    private Ranked best() {
        InputException.require(
                !ranking.isEmpty(), () -> "This model predicts numbers, not classes; read the prediction's values.");
        return ranking.get(0);
    }
}
