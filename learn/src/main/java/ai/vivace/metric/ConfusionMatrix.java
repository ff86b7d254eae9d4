package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each class was taken for each. Scores that would divide by 0 are 0, as in scikit-learn. */
public final class ConfusionMatrix {
    private final long[][] counts;
    private final long[] actual;
    private final long[] predicted;
    private final long total;

    /** One kind of mistake. */
    public record Confusion(int actual, int predicted, long count) {}

    /** What is counted for a class, or for several together. */
    enum Score {
        PRECISION {
            @Override
            double of(long right, long predicted, long actual) {
                return ratio(right, predicted);
            }
        },
        RECALL {
            @Override
            double of(long right, long predicted, long actual) {
                return ratio(right, actual);
            }
        },
        F1 {
            @Override
            double of(long right, long predicted, long actual) {
                return ratio(2 * right, predicted + actual);
            }
        },
        INTERSECTION_OVER_UNION {
            @Override
            double of(long right, long predicted, long actual) {
                return ratio(right, predicted + actual - right);
            }
        };

        abstract double of(long right, long predicted, long actual);

        private static double ratio(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    private ConfusionMatrix(long[][] counts) {
        int classes = counts.length;
        this.counts = new long[classes][];
        actual = new long[classes];
        predicted = new long[classes];
        long sum = 0;
        for (int row = 0; row < classes; row++) {
            this.counts[row] = counts[row].clone();
            for (int column = 0; column < classes; column++) {
                actual[row] += counts[row][column];
                predicted[column] += counts[row][column];
                sum += counts[row][column];
            }
        }
        total = sum;
    }

    /**
     * From counts.
     *
     * @param counts square; rows are the actual classes, columns the predicted ones
     */
    public static ConfusionMatrix of(long[][] counts) {
        for (long[] row : counts) {
            InputException.require(
                    row.length == counts.length,
                    () -> "A confusion matrix is square, but has " + counts.length + " rows and one of " + row.length
                            + " columns.");
        }
        return new ConfusionMatrix(counts);
    }

    /**
     * From what was predicted for each item and what it is.
     *
     * @throws InputException when the lengths differ or a number is not 0 to classes - 1
     */
    public static ConfusionMatrix of(int classes, long[] predicted, long[] actual) {
        long[][] counts = new long[classes][classes];
        count(counts, predicted, actual);
        return new ConfusionMatrix(counts);
    }

    static void count(long[][] counts, long[] predicted, long[] actual) {
        InputException.require(
                predicted.length == actual.length,
                () -> "There are " + predicted.length + " predictions but " + actual.length + " targets.");
        for (int i = 0; i < actual.length; i++) {
            int row = check(counts.length, "target", i, actual[i]);
            counts[row][check(counts.length, "prediction", i, predicted[i])]++;
        }
    }

    static int check(int classes, String what, int row, long number) {
        InputException.require(
                number >= 0 && number < classes,
                () -> "Row " + row + " has the " + what + " " + number + ", but the classes are 0 to " + (classes - 1)
                        + ".");
        return (int) number;
    }

    /** The number of classes. */
    public int classes() {
        return counts.length;
    }

    /** How many items of a class were taken for another, or for itself. */
    public long count(int actualClass, int predictedClass) {
        return counts[actualClass][predictedClass];
    }

    /** How many items are of a class. */
    public long actual(int number) {
        return actual[number];
    }

    /** How many items were taken for a class. */
    public long predicted(int number) {
        return predicted[number];
    }

    /** How many items there are. */
    public long total() {
        return total;
    }

    /** The share of items taken for what they are; NaN without items. */
    public double accuracy() {
        return (double) right() / total;
    }

    /** Of what was taken for a class, the share that is of it. */
    public double precision(int number) {
        return score(Score.PRECISION, number);
    }

    /** Of what is of a class, the share that was taken for it. */
    public double recall(int number) {
        return score(Score.RECALL, number);
    }

    /** The harmonic mean of {@link #precision(int)} and {@link #recall(int)}. */
    public double f1(int number) {
        return score(Score.F1, number);
    }

    /** Of what is of a class or was taken for it, the share that is both: Jaccard's index. */
    public double intersectionOverUnion(int number) {
        return score(Score.INTERSECTION_OVER_UNION, number);
    }

    /** Precision over all classes; NaN without items. */
    public double precision(Averaging averaging) {
        return score(Score.PRECISION, averaging);
    }

    /** Recall over all classes; NaN without items. */
    public double recall(Averaging averaging) {
        return score(Score.RECALL, averaging);
    }

    /** F1 over all classes; NaN without items. */
    public double f1(Averaging averaging) {
        return score(Score.F1, averaging);
    }

    /** Intersection over union over all classes; NaN without items. */
    public double intersectionOverUnion(Averaging averaging) {
        return score(Score.INTERSECTION_OVER_UNION, averaging);
    }

    double score(Score score, Averaging averaging) {
        if (total == 0) {
            return Double.NaN;
        }
        return switch (averaging) {
            case BINARY -> {
                InputException.require(
                        classes() == 2,
                        () -> "Averaging.BINARY is for two classes, but there are " + classes()
                                + "; choose MACRO, MICRO or WEIGHTED.");
                yield score(score, 1);
            }
            case MACRO ->
                IntStream.range(0, classes())
                        .filter(number -> actual[number] + predicted[number] > 0)
                        .mapToDouble(number -> score(score, number))
                        .average()
                        .orElse(Double.NaN);
            case MICRO -> score.of(right(), total, total);
            case WEIGHTED ->
                IntStream.range(0, classes())
                                .mapToDouble(number -> score(score, number) * actual[number])
                                .sum()
                        / total;
        };
    }

    private double score(Score score, int number) {
        return score.of(counts[number][number], predicted[number], actual[number]);
    }

    private long right() {
        return IntStream.range(0, classes())
                .mapToLong(number -> counts[number][number])
                .sum();
    }

    /**
     * The mistakes that were made at least so often, the commonest first.
     *
     * @param minimum 1 for all
     */
    public List<Confusion> mostConfused(long minimum) {
        List<Confusion> confusions = new ArrayList<>();
        for (int row = 0; row < classes(); row++) {
            for (int column = 0; column < classes(); column++) {
                if (row != column && counts[row][column] >= Math.max(1, minimum)) {
                    confusions.add(new Confusion(row, column, counts[row][column]));
                }
            }
        }
        confusions.sort(Comparator.comparingLong(Confusion::count).reversed());
        return confusions;
    }

    /** A table with a row for each actual class and a column for each predicted one. */
    public String table(List<String> labels) {
        InputException.require(
                labels.size() == classes(),
                () -> "There are " + classes() + " classes, but came " + labels.size() + " labels.");
        List<String> headers = new ArrayList<>(labels);
        headers.add(0, "");
        TextTable.Builder table = TextTable.of(headers.toArray(String[]::new));
        for (int row = 0; row < classes(); row++) {
            String[] cells = new String[classes() + 1];
            cells[0] = labels.get(row);
            for (int column = 0; column < classes(); column++) {
                cells[column + 1] = Long.toString(counts[row][column]);
            }
            table.row((Object[]) cells);
        }
        return table.build().toString();
    }

    /** The {@link #table} with numbers for labels. */
    @Override
    public String toString() {
        return table(IntStream.range(0, classes()).mapToObj(Integer::toString).toList());
    }
}
