package ai.vivace.trees;

/**
 * Finds the best cut of a column of numbers where a side of a node is told by its weight w and its weighted sum s: the squared error is least
 * where the sum of s² / w over both sides is most. So is Gini's impurity of two classes, which is twice the squared error of their numbers
 * 0 and 1. The rows of each bin are summed where the bin is, and the bins that have rows are bits of a set: nothing is sorted.
 */
final class MeanCuts {
    private static final int NONE = -1;

    private final BinnedData data;
    private final BinSums sums;
    private final boolean forClasses;
    /** The bins that have rows. */
    private final long[] marks = new long[BinSums.BINS / Long.SIZE];

    private int feature;
    private double nodeWeight;
    private double nodeSum;
    // Of the scan.

    private double most;
    private int last;
    private int next;

    /**
     * A search in a table.
     *
     * @param forClasses whether targets are the numbers of two classes
     */
    MeanCuts(BinnedData data, BinSums sums, boolean forClasses) {
        this.data = data;
        this.sums = sums;
        this.forClasses = forClasses;
    }

    /** Whether a column's cuts can be found so. */
    static boolean suits(BinnedData data, int column) {
        return !data.isWide(column) && !data.bins(column).isCategorical();
    }

    /** Takes a node, whose rows the sums have. */
    void enter(double weight, double sum) {
        nodeWeight = weight;
        nodeSum = sum;
    }

    /** Sums the node's rows by their bins in a column; false, and nothing is to be tried, when they are all in one bin. */
    boolean look(int column) {
        feature = column;
        sums.add(data.narrow(column), data.bins(column).count(), marks);
        int marked = 0;
        for (long word : marks) {
            marked += Long.bitCount(word);
        }
        if (marked > 1) {
            return true;
        }
        clear();
        return false;
    }

    /** Tries all cuts of the column that was looked at, with missing values on the right side, then on the left. */
    void tryAll(Cut best) {
        if ((marks[0] & 1) == 0) {
            scan(0, 0);
            keep(best, Cut.Missing.WITH_MOST);
        } else {
            marks[0] &= ~1;
            double weight = sums.weight(0);
            double sum = sums.sum(0);
            sums.clear(0);
            scan(0, 0);
            double parted = parted(nodeWeight - weight, nodeSum - sum);
            if (parted > most) {
                most = parted;
                last = highest();
                next = NONE;
            }
            keep(best, Cut.Missing.RIGHT);
            scan(weight, sum);
            keep(best, Cut.Missing.LEFT);
        }
        clear();
    }

    /** Finds the best cut between two bins, where the left side has some rows already. */
    private void scan(double weight, double sum) {
        double leftWeight = weight;
        double leftSum = sum;
        double greatest = Double.NEGATIVE_INFINITY;
        int before = NONE;
        int lastOfBest = NONE;
        int nextOfBest = NONE;
        for (int word = 0; word < marks.length; word++) {
            for (long rest = marks[word]; rest != 0; rest &= rest - 1) {
                int bin = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                double parted = parted(leftWeight, leftSum);
                if (parted > greatest && before != NONE) {
                    greatest = parted;
                    lastOfBest = before;
                    nextOfBest = bin;
                }
                leftWeight += sums.weight(bin);
                leftSum += sums.sum(bin);
                before = bin;
            }
        }
        most = greatest;
        last = lastOfBest;
        next = nextOfBest;
    }

    /** What is to be most, from the left side's weight and sum. */
    private double parted(double leftWeight, double leftSum) {
        double rightSum = nodeSum - leftSum;
        return leftSum * leftSum / leftWeight + rightSum * rightSum / (nodeWeight - leftWeight);
    }

    private void keep(Cut best, Cut.Missing missing) {
        double purity = forClasses ? nodeWeight - 2 * nodeSum + 2 * most : most;
        if (last != NONE && best.isWorseThan(purity, feature)) {
            double threshold =
                    next == NONE ? Double.POSITIVE_INFINITY : data.bins(feature).middle(last, next);
            best.set(feature, last, threshold, missing, purity);
        }
    }

    private int highest() {
        int word = marks.length - 1;
        while (marks[word] == 0) {
            word--;
        }
        return word * Long.SIZE + Long.SIZE - 1 - Long.numberOfLeadingZeros(marks[word]);
    }

    private void clear() {
        for (int word = 0; word < marks.length; word++) {
            for (long rest = marks[word]; rest != 0; rest &= rest - 1) {
                sums.clear(word * Long.SIZE + Long.numberOfTrailingZeros(rest));
            }
            marks[word] = 0;
        }
    }
}
