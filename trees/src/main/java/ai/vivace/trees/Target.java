package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a training are to be predicted as: numbers or classes, with weights and, for ranking, groups.
 */
public final class Target {
    private final Task task;
    private final double[] values;
    private final double @Nullable [] weights;
    private final int @Nullable [] groupSizes;

    private Target(Task task, double[] values, double @Nullable [] weights, int @Nullable [] groupSizes) {
        this.task = task;
        this.values = values;
        this.weights = weights;
        this.groupSizes = groupSizes;
    }

    /**
     * Numbers.
     *
     * @throws InputException when one is not finite; it says which
     */
    public static Target numbers(double... values) {
        for (int i = 0; i < values.length; i++) {
            int row = i;
            InputException.require(
                    Double.isFinite(values[i]),
                    () -> "The target must be numbers, but row " + row + " has " + values[row]
                            + ". Leave out rows without a target.");
        }
        return new Target(new Task.Regression(), values.clone(), null, null);
    }

    /**
     * Classes by number.
     *
     * @throws InputException when a number is of no class, which it names with its row, or fewer than two classes occur
     */
    public static Target classes(Task.Classification task, int... numbers) {
        double[] values = new double[numbers.length];
        int classes = task.labels().size();
        boolean isOne = true;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || numbers[i] >= classes) {
                throw new InputException(
                        "Row " + i + " is of class " + numbers[i] + ", but classes are 0 to " + (classes - 1) + ".");
            }
            values[i] = numbers[i];
            isOne &= numbers[i] == numbers[0];
        }
        InputException.require(!isOne, () -> "All rows are of one class, so that there is nothing to learn.");
        return new Target(task, values, null, null);
    }

    /**
     * How relevant rows are to their groups, which lie one behind the other.
     *
     * @param relevance at least 0; higher is better
     * @param groupSizes how many rows each group has
     */
    public static Target relevance(double[] relevance, int[] groupSizes) {
        InputException.require(
                Arrays.stream(groupSizes).allMatch(size -> size > 0)
                        && Arrays.stream(groupSizes).asLongStream().sum() == relevance.length,
                () -> "The groups must have all " + relevance.length + " rows, but have "
                        + Arrays.stream(groupSizes).asLongStream().sum() + ".");
        for (int i = 0; i < relevance.length; i++) {
            int row = i;
            InputException.require(
                    relevance[i] >= 0 && Double.isFinite(relevance[i]),
                    () -> "Relevance must be at least 0, but row " + row + " has " + relevance[row] + ".");
        }
        return new Target(new Task.Ranking(), relevance.clone(), null, groupSizes.clone());
    }

    /**
     * The same with a weight for each row.
     *
     * @throws InputException when one is negative or not finite, or all are 0
     */
    public Target weights(double... newWeights) {
        InputException.require(
                newWeights.length == values.length,
                () -> "There are " + newWeights.length + " weights for " + values.length + " rows.");
        double sum = 0;
        for (int i = 0; i < newWeights.length; i++) {
            int row = i;
            InputException.require(
                    newWeights[i] >= 0 && Double.isFinite(newWeights[i]),
                    () -> "Weights must be at least 0, but row " + row + " has " + newWeights[row] + ".");
            sum += newWeights[i];
        }
        double all = sum;
        InputException.require(all > 0, () -> "All weights are 0.");
        return new Target(task, values, newWeights.clone(), groupSizes);
    }

    /** Some of the rows, in the given order. Rows of groups cannot be chosen one by one. */
    public Target rows(int[] chosen) {
        InputException.require(groupSizes == null, () -> "Rows that stand in groups cannot be chosen one by one.");
        double[] own = Arrays.stream(chosen).mapToDouble(row -> values[row]).toArray();
        double[] known = weights;
        double[] ownWeights = known == null
                ? null
                : Arrays.stream(chosen).mapToDouble(row -> known[row]).toArray();
        return new Target(task, own, ownWeights, null);
    }

    public Task task() {
        return task;
    }

    public int rows() {
        return values.length;
    }

    /** A row's number, or the number of its class. */
    public double value(int row) {
        return values[row];
    }

    /** A row's weight; 1 unless told. */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    public boolean isWeighted() {
        return weights != null;
    }

    /** How many rows each group has; empty where rows stand alone. */
    public int[] groupSizes() {
        return groupSizes == null ? new int[0] : groupSizes.clone();
    }

    /** Makes sure that there is one row for each of some features'. */
    void requireFor(Features features) {
        InputException.require(
                features.rows() == values.length,
                () -> "There are " + features.rows() + " rows of features, but " + values.length + " of the target.");
    }
}
