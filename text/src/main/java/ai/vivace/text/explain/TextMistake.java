package ai.vivace.text.explain;

import ai.vivace.learn.Learner;
import ai.vivace.text.TextLoader;
import java.util.List;

/**
 * A text with a high loss.
 *
 * @param number its place among the texts
 * @param text what it says
 * @param loss its loss
 * @param predicted the likeliest label
 * @param actual the true label
 * @param probability the probability given to the true label
 */
public record TextMistake(int number, String text, double loss, String predicted, String actual, double probability) {
    /**
     * The texts with the highest losses, highest first.
     *
     * @param learner of a classifier of texts
     * @param loader batches of the texts
     * @param texts those that the loader's corpus was made of, in its order
     * @param count how many, at least 1; fewer come when there are fewer texts
     */
    public static List<TextMistake> worst(Learner learner, TextLoader loader, List<String> texts, int count) {
        int[] order = loader.order(0);
        return learner.interpret(loader.loader()).topLosses(count).stream()
                .map(mistake -> new TextMistake(
                        order[mistake.index()],
                        texts.get(order[mistake.index()]),
                        mistake.loss(),
                        mistake.predicted(),
                        mistake.actual(),
                        mistake.probability()))
                .toList();
    }
}
