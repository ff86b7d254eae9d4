package ai.vivace.trees.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be set of a training, by the names that the command line has for them. */
public enum Setting {
    /** How many trees there are; for boosting of several classes, for each of them. */
    ROUNDS,
    /** Splits on the way to a leaf at most; 0 for any number. */
    DEPTH,
    /** Leaves of a tree at most, those of most gain first; 0 for any number. */
    LEAVES,
    /** The fewest training rows in a leaf. */
    LEAST_ROWS,
    /** What each tree's answer is multiplied by. */
    RATE,
    /** The share of rows, drawn anew, that each tree learns from. */
    ROW_SHARE,
    /** The share of columns, drawn anew, that each tree looks at. */
    COLUMN_SHARE,
    /** The penalty on the squares of leaves. */
    L2;

    /** The name that a user writes, such as {@code least-rows}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its numbers are whole. */
    public boolean isWhole() {
        return switch (this) {
            case ROUNDS, DEPTH, LEAVES, LEAST_ROWS -> true;
            case RATE, ROW_SHARE, COLUMN_SHARE, L2 -> false;
        };
    }

    /** Whether a way of training has it. */
    public boolean suits(Algorithm algorithm) {
        return switch (this) {
            case ROUNDS -> algorithm != Algorithm.TREE;
            case DEPTH, LEAVES, LEAST_ROWS -> true;
            case RATE -> algorithm.isBoosting() || algorithm == Algorithm.ADABOOST;
            case ROW_SHARE, COLUMN_SHARE, L2 -> algorithm.isBoosting();
        };
    }

    /** The number as a user writes it. */
    public String text(double value) {
        return isWhole() ? Long.toString((long) value) : Double.toString(value);
    }

    /** The names of the ways that have it. */
    List<String> algorithms() {
        return Arrays.stream(Algorithm.values())
                .filter(this::suits)
                .map(Algorithm::label)
                .toList();
    }
}
