package ai.vivace.store;

import ai.vivace.base.InputException;
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
