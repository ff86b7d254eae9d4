package ai.vivace.trees;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which whole numbers of a row the nodes of a {@link Scorer} compare. A float becomes an int in the same order; a missing value becomes the
 * smallest or the greatest int, so that it goes left or right without being asked for. A column has a key for each way its nodes see it, and none
 * where no node looks at it.
 */
final class FloatKeys {
    /** The ways to see a value. */
    enum View {
        /** A number; missing values go left. */
        MISSING_LEFT(0),
        /** A number; missing values go right. */
        MISSING_RIGHT(1),
        /** A number; missing values and zeros go left. */
        ZERO_LEFT(2),
        /** A number; missing values and zeros go right. */
        ZERO_RIGHT(3),
        /** The code of a level; -1 for what is none, and the least int for a missing value. */
        LEVEL(4);

        private final int place;

        View(int place) {
            this.place = place;
        }

        /** How a node sees its column. */
        static View of(Tree tree, int node) {
            if (tree.isLevels(node)) {
                return LEVEL;
            }
            boolean left = tree.missingGoesLeft(node);
            if (tree.zeroIsMissing(node)) {
                return left ? ZERO_LEFT : ZERO_RIGHT;
            }
            return left ? MISSING_LEFT : MISSING_RIGHT;
        }
    }

    private static final View[] VIEWS = View.values();

    private final int[] column;
    /** Where each view's keys begin, in the order of the views; behind the last, how many keys there are. */
    private final int[] begin = new int[VIEWS.length + 1];

    FloatKeys(Iterable<Tree> trees, int columns) {
        BitSet[] seen = new BitSet[VIEWS.length];
        for (int view = 0; view < seen.length; view++) {
            seen[view] = new BitSet(columns);
        }
        for (Tree tree : trees) {
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    seen[View.of(tree, node).place].set(tree.feature(node));
                }
            }
        }
        for (int view = 0; view < seen.length; view++) {
            begin[view + 1] = begin[view] + seen[view].cardinality();
        }
        column = new int[begin[seen.length]];
        int key = 0;
        for (BitSet ofView : seen) {
            for (int one = ofView.nextSetBit(0); one >= 0; one = ofView.nextSetBit(one + 1)) {
                column[key++] = one;
            }
        }
    }

    /** How many keys a row has. */
    int count() {
        return column.length;
    }

    /** Which key a node compares. */
    int of(View view, int feature) {
        return Arrays.binarySearch(column, begin[view.place], begin[view.place + 1], feature);
    }

    /** The first key that is a level's code. */
    int firstLevel() {
        return begin[View.LEVEL.place];
    }

    /** The keys of one row. */
    void write(float[] rows, int row, int[] keys, int at) {
        int[] columns = column;
        for (int i = 0; i < begin[1]; i++) {
            keys[at + i] = number(rows[row + columns[i]], Integer.MIN_VALUE);
        }
        for (int i = begin[1]; i < begin[2]; i++) {
            keys[at + i] = number(rows[row + columns[i]], Integer.MAX_VALUE);
        }
        for (int i = begin[2]; i < columns.length; i++) {
            keys[at + i] = rare(rows[row + columns[i]], i);
        }
    }

    /** The keys of some rows of columns, each row's so many places behind the one before. */
    void write(Features rows, int from, int count, int[] keys, int stride) {
        for (int i = 0; i < column.length; i++) {
            float[] values = rows.column(column[i]);
            for (int row = 0; row < count; row++) {
                float value = values[from + row];
                int at = row * stride + i;
                if (i < begin[2]) {
                    keys[at] = number(value, i < begin[1] ? Integer.MIN_VALUE : Integer.MAX_VALUE);
                } else {
                    keys[at] = rare(value, i);
                }
            }
        }
    }

    private int rare(float value, int key) {
        if (key >= begin[4]) {
            return Float.isNaN(value) ? Integer.MIN_VALUE : Math.max(-1, (int) value);
        }
        int missing = key < begin[3] ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        return Math.abs(value) <= Tree.ZERO ? missing : number(value, missing);
    }

    private static int number(float value, int missing) {
        // Adding 0 makes -0 and 0 one number.
        int key = key(value + 0f);
        return Float.isNaN(value) ? missing : key;
    }

    /** The key of the greatest float that is not above a threshold: a float is above the one when it is above the other. */
    static int threshold(double threshold) {
        if (Double.isNaN(threshold)) {
            // No number is at most NaN; only missing values may go left.
            return Integer.MIN_VALUE;
        }
        return key(floor(threshold) + 0f);
    }

    /** The greatest float that is not above a number. */
    static float floor(double number) {
        float rounded = (float) number;
        return rounded > number ? Math.nextDown(rounded) : rounded;
    }

    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 & 0x7FFFFFFF);
    }
}
