package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * One division of the rows.
 *
 * @param training the rows that a model learns from, rising
 * @param validation the rows that it is judged on, rising; none of the others
 */
public record Fold(List<Integer> training, List<Integer> validation) {
    public Fold {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        int learnt = training.size();
        int judged = validation.size();
        InputException.require(
                learnt > 0 && judged > 0,
                () -> "A fold has rows to learn from and rows to be judged on, but came " + learnt + " and " + judged
                        + ".");
    }

    /** Folds of which each is judged on the rows with its number, and learns from all others. */
    static List<Fold> byNumber(int[] foldOf, int folds) {
        List<Fold> all = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            List<Integer> training = new ArrayList<>();
            List<Integer> validation = new ArrayList<>();
            for (int row = 0; row < foldOf.length; row++) {
                (foldOf[row] == fold ? validation : training).add(row);
            }
            all.add(new Fold(training, validation));
        }
        return List.copyOf(all);
    }

    int[] trainingRows() {
        return training.stream().mapToInt(row -> row).toArray();
    }

    int[] validationRows() {
        return validation.stream().mapToInt(row -> row).toArray();
    }
}
